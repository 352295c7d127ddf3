"""What screens and use cases read, on one connection: each method is one short question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from datetime import date

from app.contract.messages import WireRecord
from app.domain.changes import Change, Mark, Value
from app.domain.delivery import OwnChange
from app.domain.differences import Asked
from app.domain.draft import Draft
from app.domain.history import Trace
from app.domain.queue import Ticket
from app.domain.same_person import Merged, Somebody
from app.domain.views import (
    Attention,
    Counters,
    DayCounts,
    DueRow,
    Finished,
    Handed,
    LastSession,
    PersonRow,
    Unit,
    Unsent,
)
from app.domain.village import House, Knock, VillageName
from app.storage import (
    activity,
    aliases,
    carrying,
    counting,
    differences,
    drafts,
    history,
    houses,
    outbox,
    people,
    settings,
    shown,
    standing,
    waiting,
)
from app.storage.database import Connection


class Reader:
    """Answers from the tables as they are now. Every method may raise StoreFault."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def record(self, kind: str, record: str) -> Mapping[str, Value] | None:
        """The shown values of a record, followed through merges; None when there is none or it was erased."""
        return aliases.record(self._db, kind, record)

    def records(self, kind: str) -> Mapping[str, Mapping[str, Value]]:
        """Every live record of a small kind, by id."""
        return shown.all_values(self._db, kind)

    def find_people(self, typed: str, limit: int = 50) -> Sequence[PersonRow]:
        """People whose folded name has every typed word as a prefix, in any order; or number's end; phone."""
        return people.find(self._db, typed, limit)

    def find_near(self, typed: str, limit: int = 20) -> Sequence[PersonRow]:
        """People whose name is one letter away from a typed one."""
        return people.find_near(self._db, typed, limit)

    def people_with_number(self, id_number: str) -> Sequence[PersonRow]:
        """People with this whole ID number."""
        return people.with_number(self._db, id_number)

    def people_alike(self, name: str, birth: str, village: str) -> Sequence[PersonRow]:
        """People with the same folded name and birth year, whatever the village; same village first."""
        return people.alike(self._db, name, birth, village)

    def people_of_household(self, household: str) -> Sequence[PersonRow]:
        """The people of one household, the oldest first."""
        return people.of_household(self._db, household)

    def person(self, citizen: str) -> PersonRow | None:
        """One person's line."""
        return people.person(self._db, citizen)

    def session_by_code(self, code: str) -> str:
        """The citizen whose slip carries this code, or empty."""
        return activity.session_by_code(self._db, code)

    def consent_of(self, citizen: str, purpose: str) -> Mapping[str, Value] | None:
        """The newest consent of a person for a purpose, as shown."""
        return activity.consent_of(self._db, citizen, purpose)

    def drafts(self) -> Sequence[Draft]:
        """Running sessions, the one touched last first."""
        return drafts.drafts(self._db)

    def tickets(self, day: date) -> Sequence[Ticket]:
        """The numbers given on a day, the first one first."""
        return waiting.of_day(self._db, day)

    def finished(self, session: str) -> Finished | None:
        """A finished session with its person and ladder."""
        return activity.finished(self._db, session)

    def last_session(self) -> LastSession | None:
        """The session finished last here."""
        return activity.last_session(self._db)

    def day_counts(self, day: date) -> DayCounts:
        """The sessions finished here on a local day."""
        return activity.day_counts(self._db, day)

    def due(self, until: date) -> Sequence[DueRow]:
        """Appointments still due up to and including a day, oldest first."""
        return activity.due(self._db, until)

    def due_of(self, citizen: str) -> Sequence[DueRow]:
        """One person's appointments still due, oldest first."""
        return activity.due_of(self._db, citizen)

    def villages(self) -> Sequence[VillageName]:
        """Every village anybody wrote, once however it is spelled."""
        return houses.names(self._db)

    def houses(self, village: str) -> Sequence[House]:
        """The houses of one village with their people, by key."""
        return houses.of_village(self._db, village)

    def knocks(self, household: str, citizens: Sequence[str]) -> Sequence[Knock]:
        """Every visit of a household or of one of these people."""
        return houses.knocks(self._db, household, citizens)

    def traces(self, citizen: str) -> Sequence[Trace]:
        """Every record about a person that is shown, with own changes and who else wrote what stands."""
        return history.traces(self._db, citizen)

    def wrote_in(self, session: str) -> Sequence[Change]:
        """What this laptop wrote in one session and still stands by, in the order it was written."""
        return history.wrote_in(self._db, session)

    def counters(self) -> Counters:
        """Counted from the tables now."""
        return counting.counters(self._db)

    def attention(self) -> Sequence[Attention]:
        """Changes a person must look at."""
        return counting.attention(self._db)

    def asked(self) -> Sequence[Asked]:
        """Records in which values wait for a person."""
        return differences.asked(self._db)

    def decided(self, since_ms: int) -> Sequence[OwnChange]:
        """Own decisions, and own changes of which not all came to stand, newest first."""
        return differences.decided(self._db, since_ms)

    def behind(self, change: str) -> Sequence[Change]:
        """A change central has not taken, and those of its record behind it, oldest first."""
        return differences.behind(self._db, change)

    def everybody(self) -> Sequence[Somebody]:
        """Every person who stands on their own."""
        return differences.everybody(self._db)

    def merged(self) -> Sequence[Merged]:
        """Every citizen merged into another."""
        return differences.merged(self._db)

    def unsent(self, most_bytes: int, most: int, after: int = 0) -> Sequence[Unsent]:
        """The oldest waiting changes with n > `after` that nothing blocks, about `most_bytes` of them."""
        return outbox.unsent(self._db, most_bytes, most, after)

    def to_carry(
        self, most_bytes: int, most: int, after: int, durable: Mark, since_ms: int
    ) -> Sequence[Unsent]:
        """The same, and what was acknowledged above `durable` and made since."""
        return outbox.to_carry(self._db, most_bytes, most, after, durable, since_ms)

    def units(self, durable: Mark, since_ms: int) -> Sequence[Unit]:
        """Sessions, and changes outside any, that are not yet safe at central."""
        return carrying.units(self._db, durable, since_ms)

    def unit_changes(self, unit: Unit, durable: Mark, since_ms: int) -> Sequence[Unsent]:
        """What of a unit is not yet safe at central, oldest first."""
        return carrying.unit_changes(self._db, unit, durable, since_ms)

    def left_units(self, since_ms: int) -> Sequence[str]:
        """The same of a commune this laptop has left."""
        return carrying.left_units(self._db, since_ms)

    def handed(self) -> Sequence[Handed]:
        """The bundles given to sticks, the newest first."""
        return carrying.handed(self._db)

    def handed_into(self, bundles: Sequence[str]) -> Set[str]:
        """The ids of the changes that went into one of these bundles last."""
        return carrying.handed_into(self._db, bundles)

    def last_n(self) -> int:
        """The number of this device's newest change."""
        return outbox.last_n(self._db)

    def setting(self, key: str) -> str:
        """A local setting, or empty."""
        return settings.setting(self._db, key)

    def cursor(self) -> Mark:
        """How far the feed was read: (epoch, seq)."""
        return standing.cursor(self._db)

    def standing_digest(self) -> tuple[int, str]:
        """Count and digest of live standing records of the present epoch."""
        return standing.summary(self._db)

    def leftover_count(self) -> int:
        """How many rows only a lost epoch told of."""
        return standing.leftover_count(self._db)

    def leftovers(self, most: int, after: tuple[str, str] = ("", "")) -> Sequence[WireRecord]:
        """Those rows, by id and kind, at most `most` of those behind `after`."""
        return standing.leftovers(self._db, most, after)

    def standing_buckets(self) -> Sequence[str]:
        """The digests of the same records bucket by bucket."""
        return standing.buckets(self._db)
