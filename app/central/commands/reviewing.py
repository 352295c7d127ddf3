"""Commands that decide about work that waits at central, and that send work back to a laptop."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from typing import TypeAlias

import sqlalchemy as sa

from app.central import given_back, reviewing
from app.central.commands.given import Unfit
from app.central.commands.place import office_of
from app.central.commands.table import print_table
from app.central.given_back import GivenBack
from app.central.office import Office
from app.central.refusals import Refusal
from app.central.reviewing import Waiting
from app.central.settings import Settings
from app.central.store.tables import device
from app.central.web.page import moment
from app.central.wording import kind_word, outcome_word, why_word
from app.command_line import text
from app.i18n import _

Adder: TypeAlias = Callable[..., argparse.ArgumentParser]

LONGEST_COMMENT = 2_000


def add_commands(add: Adder) -> None:
    """`review list|accept|return|drop` and `return`; `add` is given name, command and words."""
    review = add("review", listed, _("work that waits for a person"))
    inner = review.add_subparsers(required=True, metavar=_("COMMAND"))
    listing = _under(inner, "list", listed, _("what waits, without what it says"))
    listing.add_argument("--commune", type=text(), metavar=_("CODE"), help=_("its five-digit code"))
    listing.add_argument(
        "--returned", action="store_true", help=_("what went back instead, and what was answered")
    )
    accepting = _under(inner, "accept", accept, _("let it count"))
    _named(accepting)
    returning = _under(inner, "return", send_back, _("give it back to its author with a comment"))
    _named(returning)
    _comment(returning)
    dropping = _under(
        inner, "drop", drop, _("let go what nobody is there to be asked about: it never counts")
    )
    _named(dropping)
    dropping.add_argument(
        "--comment",
        required=True,
        type=text(LONGEST_COMMENT),
        metavar=_("WORDS"),
        help=_("why; kept at central"),
    )
    dropping.add_argument("--by", type=text(), metavar=_("NAME"), help=_("your name, kept with it"))
    sending = add("return", return_record, _("send a record back to whoever wrote it"))
    sending.add_argument("id", type=text(), metavar=_("CODE"), help=_("its code in `view` or `review list`"))
    _comment(sending)


def listed(settings: Settings, asked: argparse.Namespace) -> None:
    """A line for each code to decide on: who and where, never what somebody wrote about a person."""
    if asked.returned:
        _print_returned(settings, asked.commune or "")
        return
    with office_of(settings) as office:
        waiting = reviewing.waiting(office.ground, asked.commune or "")
        names = _laptops(office)
    if not waiting:
        print(_("Nothing waits for a person."))
        return
    by_code: dict[str, list[Waiting]] = {}
    for one in waiting:
        by_code.setdefault(one.id, []).append(one)
    headings = (_("Code"), _("Commune"), _("About"), _("Why"), _("Laptop"), _("Received"))
    print_table(headings, [_row(code, ones, names) for code, ones in by_code.items()])
    print(_("To decide: review accept CODE; review return or review drop CODE --comment WORDS"))


def accept(settings: Settings, asked: argparse.Namespace) -> None:
    """Let all that waits under a code count: of somebody a restore lost, the person and their tasks."""
    with office_of(settings) as office:
        mine, said = _waiting(office, asked.id), set[str]()
        for _one in mine:
            said.add(outcome_word(reviewing.accept(office.ground, office.who, asked.id).kind.value))
            office.sentry.note_erasures(mine[0].commune)
    about = ", ".join(kind_word(one.kind) for one in mine)
    print(f"{about}: {', '.join(sorted(said))}.")


def send_back(settings: Settings, asked: argparse.Namespace) -> None:
    """Give a change back to its author."""
    with office_of(settings) as office:
        if any(
            one.id == asked.id and one.heap != reviewing.REVIEW for one in reviewing.waiting(office.ground)
        ):
            raise Unfit("cannot_be_returned", asked.id)
        reviewing.send_back(office.ground, office.who, asked.id, asked.comment, asked.by or "")
    print(_("It goes back to its author with the comment."))


def drop(settings: Settings, asked: argparse.Namespace) -> None:
    """Let go what nobody can decide, or should."""
    with office_of(settings) as office:
        for _one in _waiting(office, asked.id):
            reviewing.drop(office.ground, office.who, asked.id, asked.comment, asked.by or "")
    print(_("It is let go, and will not be asked about again."))


def return_record(settings: Settings, asked: argparse.Namespace) -> None:
    """Send a record back; work that waits in the list goes back by its own code."""
    with office_of(settings) as office:
        waits = any(one.id == asked.id for one in reviewing.waiting(office.ground))
        if not waits:
            reviewing.return_record(office.ground, office.who, asked.id, asked.comment, asked.by or "")
    if waits:
        send_back(settings, asked)
    else:
        print(_("It goes back to its author with the comment."))


def _waiting(office: Office, name: str) -> Sequence[Waiting | GivenBack]:
    """All that waits under a code, or went back and was not answered. Raises Refusal("not_under_review")."""
    mine: list[Waiting | GivenBack] = [one for one in reviewing.waiting(office.ground) if one.id == name]
    mine += [
        one
        for one in given_back.listed(office.ground)
        if one.id == name and one.is_change and not one.answers
    ]
    if not mine:
        raise Refusal("not_under_review", 404)
    return mine


def _print_returned(settings: Settings, commune: str) -> None:
    with office_of(settings) as office:
        back, names = given_back.listed(office.ground, commune), _laptops(office)
    if not back:
        print(_("Nothing went back."))
        return
    headings = (_("Code"), _("Commune"), _("About"), _("Laptop"), _("Sent back"), _("Answer"))
    print_table(headings, [_returned_row(one, names) for one in back])
    print(_("Until it is answered, a change can still be let count: review accept CODE"))


def _returned_row(one: GivenBack, names: dict[str, str]) -> Sequence[str]:
    laptops = ", ".join(names[name] or name for name in one.devices if name in names)
    said = "; ".join(words for words in one.answers if words) or _("answered")
    answer = said if one.answers else _("not yet")
    return (one.id, one.commune, kind_word(one.kind), laptops, moment(one.at), answer)


def _row(code: str, ones: Sequence[Waiting], names: dict[str, str]) -> Sequence[str]:
    first = ones[0]
    about = ", ".join(kind_word(one.kind) for one in ones)
    laptop = names.get(first.device) or first.device
    return (code, first.commune, about, why_word(first.code), laptop, moment(first.received_at))


def _laptops(office: Office) -> dict[str, str]:
    with office.ground.read() as connection:
        return {row.id: row.name for row in connection.execute(sa.select(device.c.id, device.c.name))}


def _under(
    inner: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    command: Callable[[Settings, argparse.Namespace], None],
    words: str,
) -> argparse.ArgumentParser:
    parser = inner.add_parser(name, help=words, description=words)
    parser.set_defaults(command=command)
    return parser


def _named(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", type=text(), metavar=_("CODE"), help=_("its code in `review list`"))


def _comment(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--comment",
        required=True,
        type=text(LONGEST_COMMENT),
        metavar=_("WORDS"),
        help=_("what its author should look at"),
    )
    parser.add_argument("--by", type=text(), metavar=_("NAME"), help=_("your name, shown to the author"))
