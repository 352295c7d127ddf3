"""Central in a schedule: the real one on its shelf, with its backups, its restores and the times it is away."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from unittest.mock import patch

import sqlalchemy as sa

from app.central import communes, devices, given_back, intake, reviewing, sheets
from app.central.given_back import GivenBack
from app.central.ground import Ground
from app.central.guesses import Guesses
from app.central.identity import Who, establish
from app.central.keeping.restoring import begin_epoch
from app.central.meters import Meters
from app.central.office import Office
from app.central.outside import REVOKED, Outside
from app.central.refusals import Refusal
from app.central.roster import Sender
from app.central.sentry import Sentry
from app.central.store.tables import device, feed_counter, record
from app.contract.messages import Push, Pushed
from app.contract.pairing import PairingSheet
from app.domain.changes import Mark
from app.domain.merge import Life
from tests.support.laptop import COMMUNE
from tests.support.world.door import Answer, Asked, Door
from tests.support.world.ledger import Ledger
from tests.support.world.shelf import Shelf
from tests.support.world.times import WorldTime

ADDRESS = "http://127.0.0.1"
OTHER = "03664"
"""The commune next door, into which a laptop may move."""

_PLACES = sa.select(record.c.kind, record.c.id, record.c.seq).where(
    record.c.commune == sa.bindparam("commune")
)

_accept = intake.accept


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy of everything, and what the onlookers' ledger knew then."""

    copy: bytes
    ledger: Ledger
    marks: dict[str, Mark]


Named = tuple[str, str]
"""Kind and id of a record."""


@dataclass(slots=True)
class Centre:
    """One central: two support points in one commune, a third in another; `outside` is kept beside its database.

    `gone` and `revoked` are what was ever seen erased and revoked: neither may come back.
    """

    shelf: Shelf
    chance: random.Random
    time: WorldTime
    ledger: Ledger = field(default_factory=Ledger)
    backups: list[Backup] = field(default_factory=list)
    outside: Outside = field(default_factory=lambda: Outside(None))
    gone: set[Named] = field(default_factory=set)
    revoked: set[str] = field(default_factory=set)
    door: Door = field(init=False)
    office: Office = field(init=False)
    points: list[str] = field(init=False)

    def __post_init__(self) -> None:
        self.shelf.empty()
        self.door = Door(self.chance)
        self.office = self._opened()
        for commune in (COMMUNE, OTHER):
            communes.add_commune(self.ground, commune)
        self.points = [
            communes.add_support_point(self.ground, self.office.who, commune, {"name": name})
            for commune, name in (
                (COMMUNE, "Điểm tập một"),
                (COMMUNE, "Điểm tập hai"),
                (OTHER, "Điểm xã bên"),
            )
        ]

    @property
    def ground(self) -> Ground:
        """What it stands on."""
        return self.office.ground

    @property
    def epoch(self) -> int:
        """The present one."""
        return self.office.who.epoch

    @property
    def is_halted(self) -> bool:
        """Whether its sentry lets nobody in: an old copy of the database was put back."""
        return self.office.sentry.is_halted

    def ask(self, asked: Asked) -> Answer:
        """One request arrives."""
        with self.observed():
            return self.door.ask(self.office, asked)

    @contextmanager
    def observed(self) -> Iterator[None]:
        """Whatever is taken in meanwhile, by whichever way, the onlooker hears of it."""
        with patch.object(intake, "accept", self._accept):
            yield

    def _accept(self, ground: Ground, who: Who, sender: Sender, push: Push) -> Pushed:
        pushed = _accept(ground, who, sender, push)
        self.ledger.heard(push, pushed)
        if self.ledger.has_erase:
            self.gone |= set(self.erased_now())
        return pushed

    def look(self) -> None:
        """The sentry looks whether all is well, as it does every few seconds."""
        self.office.sentry.look()

    def sheet(self, point: str) -> PairingSheet:
        """A fresh pairing sheet of one of the support points."""
        return sheets.make_sheet(self.ground, self.office.who, point, ADDRESS)

    def revoke(self, device: str) -> str:
        """This device may no longer read; how that ended."""
        try:
            devices.revoke(self.ground, device)
        except Refusal as refusal:  # central was restored since, and has not heard of it
            return refusal.code
        self.revoked.add(device)
        self.look()
        return "done"

    def back_up(self) -> None:
        """Keep everything as it is now."""
        marks = {commune: Mark(self.epoch, seq) for commune, seq in self.seqs().items()}
        self.backups.append(Backup(self.shelf.copy(), self.ledger.copy(), marks))

    def prove_backup(self, place: int | None = None) -> None:
        """Some backup was restored as a test: what is in it is durable, and older ones are thrown away."""
        if not self.backups or self.is_halted:
            return
        place = self.chance.randrange(len(self.backups)) if place is None else place
        proven, self.backups = self.backups[place].marks, self.backups[place:]
        self.outside.note(self.office.who.server_id, self.epoch, durable=proven)
        with self.ground.write() as connection:
            for commune, mark in proven.items():
                newer = sa.and_(feed_counter.c.commune == commune, feed_counter.c.durable_seq < mark.seq)
                if mark.epoch == self.epoch:
                    connection.execute(feed_counter.update().where(newer).values(durable_seq=mark.seq))

    def waiting(self) -> list[reviewing.Waiting]:
        """What waits for a person here; left-over rows first, because other work waits for them."""
        found = reviewing.waiting(self.ground)
        return sorted(found, key=lambda one: one.heap != reviewing.LEFT_OVER)

    def given_back(self) -> list[GivenBack]:
        """The changes that went back to a laptop and nobody answered."""
        return [one for one in given_back.listed(self.ground) if one.is_change and not one.answers]

    def review(self, one: reviewing.Waiting | GivenBack, *, accepts: bool, comment: str = "") -> str:
        """Somebody here decides about something that waits; what came of it.

        What cannot go back, because no laptop would hear of it, is dropped.
        """
        outcome, done = None, "sent back"
        try:
            if accepts:
                outcome = reviewing.accept(self.ground, self.office.who, one.id)
            else:
                done = self._given_back(one.id, comment)
        except Refusal as refusal:
            return f"could not take {one.id}: {refusal.code}"
        self.gone |= set(self.erased_now())
        if isinstance(one, GivenBack) or one.heap != reviewing.LEFT_OVER:
            self.ledger.judge(one.id, outcome)
        return f"accepted {one.id}: {outcome.kind.value}" if outcome else f"{done} {one.id}"

    def _given_back(self, name: str, comment: str) -> str:
        who, by = self.office.who, "trung tâm"
        try:
            reviewing.send_back(self.ground, who, name, comment, by)
        except Refusal as refusal:
            if refusal.code != "author_unreachable":
                raise
            reviewing.drop(self.ground, who, name, comment, by)
            return "dropped"
        return "sent back"

    def send_back(self, name: str, comment: str) -> str:
        """Somebody here gives a record back to whoever wrote it; how that ended."""
        try:
            return reviewing.return_record(self.ground, self.office.who, name, comment, "trung tâm")
        except Refusal as refusal:
            return refusal.code

    def standing(self) -> Iterator[Named]:
        """The live records."""
        with self.ground.read() as connection:
            alive = record.c.life == Life.LIVE.value
            for row in connection.execute(sa.select(record.c.kind, record.c.id).where(alive)):
                yield row.kind, row.id

    def restore(self, place: int | None = None) -> bool:
        """Come back from a backup (from some, if none is named) in a new epoch, as the command does."""
        if not self.backups:
            return False
        self.look()
        chosen = self.backups[self.chance.randrange(len(self.backups)) if place is None else place]
        self.backups = [chosen]
        epoch = max(self.outside.seen().epoch, self.epoch) + 1
        self._put_back(chosen)
        with self.shelf.engine.begin() as connection:
            begin_epoch(connection, epoch, self.outside.gone(), self.time.now_ms())
        self.outside.note(self.office.who.server_id, epoch, self.seqs(), chosen.marks)
        self.office = self._opened()
        self._check_gone()
        return True

    def go_backwards(self) -> bool:
        """Somebody puts an old copy back and tells nobody: same epoch, less in it."""
        if not self.backups or self.is_halted:
            return False
        self.look()  # the sentry looks every few seconds; what it has not seen yet nobody can miss
        self._put_back(self.backups[-1])
        self.office = self._opened()
        self._check_gone()
        return True

    def erased_now(self) -> Iterator[Named]:
        """What is erased in the database."""
        with self.ground.read() as connection:
            blank = record.c.life == Life.ERASED.value
            for row in connection.execute(sa.select(record.c.kind, record.c.id).where(blank)):
                yield row.kind, row.id

    def places(self, commune: str) -> Iterator[tuple[Named, int]]:
        """Where each record of a commune stands in its feed."""
        with self.ground.read() as connection:
            for kind, name, seq in connection.execute(_PLACES, {"commune": commune}).all():
                yield (kind, name), seq

    def seqs(self) -> dict[str, int]:
        """The last number given out in each commune."""
        with self.ground.read() as connection:
            return {row.commune: int(row.seq) for row in connection.execute(sa.select(feed_counter))}

    def _check_gone(self) -> None:
        """Before anybody is served, whoever was erased is erased again, and whoever was revoked is revoked."""
        if self.is_halted:
            return
        with self.ground.read() as connection:
            reads = device.c.state != REVOKED
            trusted = set(connection.execute(sa.select(device.c.id).where(reads)).scalars())
        self.ledger.odd += [f"ERASED {name} is back" for name in sorted(self.gone - set(self.erased_now()))]
        self.ledger.odd += [f"REVOKED {name} may read again" for name in sorted(self.revoked & trusted)]

    def _put_back(self, backup: Backup) -> None:
        self.shelf.put_back(backup.copy)
        self.ledger = backup.ledger.copy()

    def _opened(self) -> Office:
        """As `app.open_office` opens it, on a database that is up to date already."""
        ground = Ground(self.shelf.engine, self.time.now_ms, self.chance.randbytes)
        who = establish(ground)
        ground = replace(ground, epoch=who.epoch)
        sentry = Sentry(ground, who, self.outside)
        sentry.look()
        return Office(ground, who, Meters(), Guesses(ground.now_ms), sentry)
