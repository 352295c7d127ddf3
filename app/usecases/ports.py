"""What use cases need from the machine, as shapes. Storage and network fit these without importing them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Protocol

from app.contract import messages
from app.contract.bundle import GuidePart
from app.domain.changes import Change, Mark, Outcome, Value
from app.domain.draft import Draft
from app.domain.queue import Ticket
from app.domain.views import (
    Attention,
    Counters,
    DayCounts,
    DueRow,
    Finished,
    LastSession,
    PersonRow,
    Unsent,
)
from app.usecases.carried_ports import CarriedReading
from app.usecases.looking_back import LookingBack
from app.usecases.village_ports import VillageReading


class Clock(Protocol):
    """The laptop's clock; it may be wrong and nothing is ordered by it."""

    def now(self) -> datetime:
        """The present moment, with its time zone."""
        ...


class Ids(Protocol):
    """Where new names come from."""

    def new(self) -> str:
        """A new id (22 characters)."""
        ...

    def code(self) -> str:
        """Ten Crockford characters for a slip."""
        ...


class Reading(CarriedReading, LookingBack, VillageReading, Protocol):
    """What screens and use cases read; one short query each, never a lock."""

    def record(self, kind: str, record: str) -> Mapping[str, Value] | None:
        """The shown values of a record, or None when there is none (or it was erased)."""
        ...

    def find_people(self, typed: str, limit: int = 50) -> Sequence[PersonRow]:
        """People whose folded name has every typed word as a prefix, in any order; or number's end, or phone."""
        ...

    def find_near(self, typed: str, limit: int = 20) -> Sequence[PersonRow]:
        """People whose name has one of the typed words with one letter wrong, the others as beginnings."""
        ...

    def people_with_number(self, id_number: str) -> Sequence[PersonRow]:
        """People with this whole ID number."""
        ...

    def people_alike(self, name: str, birth: str, village: str) -> Sequence[PersonRow]:
        """People with the same folded name and birth year, whatever the village; nearest village first."""
        ...

    def people_of_household(self, household: str) -> Sequence[PersonRow]:
        """The people of one household, the oldest first; nobody of an empty name."""
        ...

    def person(self, citizen: str) -> PersonRow | None:
        """One person's line."""
        ...

    def session_by_code(self, code: str) -> str:
        """The citizen whose slip carries this code, or empty."""
        ...

    def consent_of(self, citizen: str, purpose: str) -> Mapping[str, Value] | None:
        """The newest consent of a person for a purpose, as shown."""
        ...

    def drafts(self) -> Sequence[Draft]:
        """Running sessions, the one touched last first."""
        ...

    def tickets(self, day: date) -> Sequence[Ticket]:
        """The numbers given to people who wait on a day, the first one first."""
        ...

    def finished(self, session: str) -> Finished | None:
        """A finished session with its person and ladder."""
        ...

    def last_session(self) -> LastSession | None:
        """The session finished last here."""
        ...

    def day_counts(self, day: date) -> DayCounts:
        """The sessions finished here on a local day."""
        ...

    def due(self, until: date) -> Sequence[DueRow]:
        """Appointments still due up to and including a day, oldest first."""
        ...

    def due_of(self, citizen: str) -> Sequence[DueRow]:
        """One person's appointments still due, oldest first."""
        ...

    def records(self, kind: str) -> Mapping[str, Mapping[str, Value]]:
        """Every live record of a small kind (operators, support points), by id."""
        ...

    def counters(self) -> Counters:
        """Counted from the tables now."""
        ...

    def unsent(self, most_bytes: int, most: int, after: int = 0) -> Sequence[Unsent]:
        """The oldest waiting changes with n > `after` whose record is not blocked, up to about `most_bytes`."""
        ...

    def attention(self) -> Sequence[Attention]:
        """Changes a person must look at."""
        ...

    def setting(self, key: str) -> str:
        """A local setting (device, commune, pairing …), or empty."""
        ...

    def cursor(self) -> Mark:
        """How far the feed was read: (epoch, seq)."""
        ...

    def last_n(self) -> int:
        """The number of this device's newest change."""
        ...

    def standing_digest(self) -> tuple[int, str]:
        """Count and digest (contract.coding.digest) of live standing records."""
        ...

    def leftover_count(self) -> int:
        """How many rows an earlier epoch told of and the present one has not: a restore of central lost them."""
        ...

    def leftovers(self, most: int, after: tuple[str, str] = ("", "")) -> Sequence[messages.WireRecord]:
        """Those rows, by id and kind, at most `most` of those behind `after`."""
        ...

    def standing_buckets(self) -> Sequence[str]:
        """The digests of the same records bucket by bucket (contract.coding.bucket_digests)."""
        ...


class Writing(Reading, Protocol):
    """One transaction. Leaving the block commits; an exception rolls everything back."""

    def add(self, change: Change, session: str = "") -> Change:
        """Store a change under the next `n`, refresh what is shown of its record, audit it; returns it numbered."""
        ...

    def save_draft(self, draft: Draft) -> None:
        """Keep the running session."""
        ...

    def drop_draft(self, draft: str) -> None:
        """Wipe a running session: finished, refused or given up."""
        ...

    def save_ticket(self, ticket: Ticket) -> None:
        """Keep a number as it is now, and none of another day."""
        ...

    def count_anonymous(self, day: date) -> None:
        """One more person helped without a record."""
        ...

    def set_setting(self, key: str, value: str) -> None:
        """Keep a local setting; empty removes it."""
        ...

    def note_outcome(self, change: str, outcome: Outcome, epoch: int, now: datetime) -> None:
        """What central answered to a change. Held ones become quarantined after ten answers or 14 days."""
        ...

    def note_handed(self, bundle: str, changes: Sequence[str], at: datetime) -> None:
        """These changes lie in a bundle on a stick; they go on waiting."""
        ...

    def begin_epoch(self, epoch: int) -> None:
        """Central was restored: acknowledged changes still held are waiting again with their stamps, cursor 0."""
        ...

    def begin_central(self, epoch: int) -> None:
        """Another central: what an earlier one told is older than anything this one tells, cursor 0; what was
        acknowledged there waits again like new.
        """
        ...

    def leave_commune(self, epoch: int, staying: Sequence[str]) -> None:
        """The laptop moves to another commune: every row goes but the operators who stay, own finished work is
        closed and never offered again, cursor 0. Raises ValueError while own work is not answered for.
        """
        ...

    def take_name(self, device: str) -> None:
        """This device is called `device` from now on: what central has not answered for gets new numbers under
        that name, above all used so far, in the same order; what it has answered for stays as history.
        """
        ...

    def apply_page(self, records: Sequence[messages.WireRecord], cursor: Mark) -> None:
        """Standing rows, refreshed projections and the cursor, together."""
        ...

    def apply_repair(self, records: Sequence[messages.WireRecord], epoch: int) -> None:
        """Standing rows and refreshed projections; the cursor stays where it is."""
        ...

    def requeue(self, change: str) -> None:
        """Put a quarantined change back in the queue."""
        ...


class Store(Protocol):
    """The encrypted file on this laptop."""

    def read(self) -> Reading:
        """For reading on the calling thread."""
        ...

    def write(self) -> AbstractContextManager[Writing]:
        """The one way to begin a write. Raises the named faults of storage (full, locked, damaged)."""
        ...

    def apply_page(self, records: Sequence[messages.WireRecord], cursor: Mark) -> None:
        """A pulled page in short slices, each one transaction with its own cursor: a crash between is harmless."""
        ...

    def apply_repair(self, records: Sequence[messages.WireRecord], epoch: int) -> None:
        """A page of a repair in the same slices; the cursor stays where it is."""
        ...


class Central(Protocol):
    """The central service as a device sees it. Every call may raise `contract.faults.Unreachable` or
    `contract.faults.Refused`.
    """

    def pair(self, address: str, request: messages.Pair) -> messages.Paired:
        """Ask to be adopted."""
        ...

    def hello(self, request: messages.Hello) -> messages.Welcome:
        """Open a run."""
        ...

    def push(self, batch: str, device: str, epoch: int, changes: Sequence[Unsent]) -> messages.Pushed:
        """Send a batch; the answer is believed only with the known server and the echoed batch."""
        ...

    def pull(self, cursor: Mark, buckets: Sequence[int] = ()) -> messages.Page:
        """The next page of the feed; of those buckets only, if any are named."""
        ...

    def close(self, request: messages.Close) -> messages.Closed:
        """Compare what both sides hold."""
        ...

    def leftovers(self, request: messages.Leftovers) -> messages.LeftoversTaken:
        """Offer rows that a restore of central has lost."""
        ...

    def guide_part(self, digest: str, offset: int) -> GuidePart:
        """A piece of the file of a guide pack, from `offset` on."""
        ...

    def break_off(self) -> None:
        """End the call under way, from any thread: it raises Unreachable("cut"), its effect is unknown."""
        ...
