"""Mutants of central: ledgers, feeds, erasures and restores that break the protocol in one way each."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import msgspec

from app.central import devices, feed, intake, references, settling
from app.central.outside import ERASED, REVOKED, Outside
from app.central.sentry import Sentry
from app.central.store.tables import change_log
from app.central.turn import Turn
from app.domain.changes import Edit, Op, OutcomeKind
from app.domain.merge import Life
from tests.support.world import centre, door
from tests.support.world.breaking import Instead, Mutant, Swap, around, nothing


def _seen_everything(decide: Instead) -> Instead:
    """The last to come wins, whatever it had seen."""

    def decided(kind: Any, change: Any, find: Any, **more: Any) -> Any:
        standing = find(change.record)
        fields = standing.fields if standing else {}
        told = {
            name: Edit((fields[name].value, *edit.seen) if name in fields else edit.seen, edit.to)
            for name, edit in change.fields.items()
        }
        return decide(
            kind, replace(change, fields=told) if change.op is not Op.MERGE else change, find, **more
        )

    return decided


def _without(what: str) -> Instead:
    gone = Outside.gone
    return lambda self: frozenset(one for one in gone(self) if one.what != what)


def _to_the_end(page: Instead) -> Instead:
    """The cursor of each page is the newest number there is."""

    def given(ground: Any, who: Any, sender: Any, *asked: Any, **named: Any) -> Any:
        told = page(ground, who, sender, *asked, **named)
        with ground.read() as connection:
            newest, _ = feed.counters(connection, sender.commune)
        return msgspec.structs.replace(told, cursor=newest, more=False)

    return given


def _without_the_erased(page: Instead) -> Instead:
    def given(*asked: Any, **named: Any) -> Any:
        told = page(*asked, **named)
        return msgspec.structs.replace(told, records=[one for one in told.records if one.life != Life.ERASED])

    return given


def _with_an_empty_ledger(begin: Instead) -> Instead:
    def begun(connection: Any, *asked: Any) -> Any:
        connection.execute(change_log.delete())
        return begin(connection, *asked)

    return begun


def _in_the_old_epoch(begin: Instead) -> Instead:
    return lambda connection, epoch, gone, now_ms: begin(connection, epoch - 1, gone, now_ms)


def _agrees(close: Instead) -> Instead:
    return lambda *asked: msgspec.structs.replace(close(*asked), agree=True)


CENTRES = (
    Mutant("no_ledger", "forgets what it decided", (Swap(intake, "_ledger", lambda turn, offers: {}),)),
    Mutant(
        "ledger_lost",
        "loses its ledger in a restore",
        (around(centre, "begin_epoch", _with_an_empty_ledger),),
    ),
    Mutant(
        "epoch_kept",
        "comes back from a backup in the same epoch",
        (around(centre, "begin_epoch", _in_the_old_epoch),),
    ),
    Mutant(
        "twins_unnoticed",
        "does not notice two stores under one name",
        (
            Swap(devices, "_check_store", nothing),
            Swap(intake, "_reuses_number", lambda turn, sender, offers: False),
        ),
    ),
    Mutant(
        "erasures_return", "forgets in a restore what was erased", (Swap(Outside, "gone", _without(ERASED)),)
    ),
    Mutant(
        "revoked_return", "forgets in a restore who was revoked", (Swap(Outside, "gone", _without(REVOKED)),)
    ),
    Mutant(
        "revoked_by_hand",
        "lets a revoked laptop read where an old copy was put back by hand",
        (Swap(Sentry, "_revoke_again", nothing),),
    ),
    Mutant(
        "revoked_anew",
        "adopts a revoked laptop that a restore has lost as any other",
        (Swap(Sentry, "revoked", frozenset[str]()),),
    ),
    Mutant(
        "only_the_person",
        "erases a person and nothing about them",
        (Swap(settling.erasing, "spread", nothing),),
    ),
    Mutant(
        "comments_stay",
        "erases a person and not what was written about them to their helper",
        (Swap(references, "_remarks", lambda *asked: iter(())),),
    ),
    Mutant("log_not_blanked", "keeps what was said about erased people", (Swap(Turn, "blank", nothing),)),
    Mutant("erased_not_told", "tells nobody of erasures", (around(door, "_page", _without_the_erased),)),
    Mutant("feed_skips", "sends cursors to the newest number", (around(door, "_page", _to_the_end),)),
    Mutant(
        "review_forgotten",
        "remembers nothing it keeps for a review",
        (Swap(intake, "PASSING", intake.PASSING | {OutcomeKind.NEEDS_REVIEW}),),
    ),
    Mutant("answers_unwritten", "answers, and writes nothing", (Swap(Turn, "finish", nothing),)),
    Mutant(
        "last_one_wins", "replaces values nobody had seen", (around(settling, "decide", _seen_everything),)
    ),
    Mutant("always_agrees", "says both hold the same whatever they hold", (around(feed, "close", _agrees),)),
    Mutant(
        "guard_asleep",
        "does not notice that its database went back",
        (Swap(Sentry, "_compare", lambda self, epoch, seqs: ""),),
    ),
)
"""Every one is told from the program as it is by some schedule."""
