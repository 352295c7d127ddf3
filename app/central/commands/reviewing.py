"""Commands that decide about work that waits at central, and that send work back to a laptop."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TypeAlias

from app.central import reviewing
from app.central.commands.setting_up import office_of
from app.central.settings import Settings
from app.central.web.page import moment
from app.i18n import _

Adder: TypeAlias = Callable[..., argparse.ArgumentParser]


def add_commands(add: Adder) -> None:
    """`review list|accept|return` and `return`; `add` is given name, command and words."""
    review = add("review", listed, _("work that waits for a person"))
    inner = review.add_subparsers(required=True, metavar=_("COMMAND"))
    listing = _under(inner, "list", listed, _("what waits, without what it says"))
    listing.add_argument("--commune", default="", help=_("its five-digit code"))
    accepting = _under(inner, "accept", accept, _("let it count"))
    accepting.add_argument("id", metavar="ID")
    returning = _under(inner, "return", send_back, _("give it back to its author with a comment"))
    returning.add_argument("id", metavar="ID")
    _comment(returning)
    sending = add("return", return_record, _("send a record back to whoever wrote it"))
    sending.add_argument("record", metavar=_("RECORD"))
    _comment(sending)


def listed(settings: Settings, asked: argparse.Namespace) -> None:
    """One line for each: who and where, never what somebody wrote."""
    with office_of(settings) as office:
        lines = reviewing.waiting(office.ground, asked.commune)
    for one in lines:
        about = f"{one.kind} {one.record}"
        print(
            f"{one.id}  {one.commune}  {one.heap}  {one.code}  {about}  {one.device}  {moment(one.received_at)}"
        )
    if not lines:
        print(_("Nothing waits for a person."))


def accept(settings: Settings, asked: argparse.Namespace) -> None:
    """Let something count."""
    with office_of(settings) as office:
        commune = next((w.commune for w in reviewing.waiting(office.ground) if w.id == asked.id), "")
        outcome = reviewing.accept(office.ground, office.who, asked.id)
        if commune:
            office.sentry.note_erasures(commune)
    print(_("It counts now: {outcome}.").format(outcome=outcome.kind.value))


def send_back(settings: Settings, asked: argparse.Namespace) -> None:
    """Give a change back to its author."""
    with office_of(settings) as office:
        reviewing.send_back(office.ground, office.who, asked.id, asked.comment, asked.by)
    print(_("It goes back to its author with the comment."))


def return_record(settings: Settings, asked: argparse.Namespace) -> None:
    """Send a record back."""
    with office_of(settings) as office:
        reviewing.return_record(office.ground, office.who, asked.record, asked.comment, asked.by)
    print(_("It goes back to its author with the comment."))


def _under(
    inner: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    command: Callable[[Settings, argparse.Namespace], None],
    words: str,
) -> argparse.ArgumentParser:
    parser = inner.add_parser(name, help=words, description=words)
    parser.set_defaults(command=command)
    return parser


def _comment(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--comment", required=True, help=_("what its author should look at"))
    parser.add_argument("--by", default="", help=_("your name, shown to the author"))
