"""What is read back for screens, slips and sending: frozen rows. How they are found is storage's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from app.domain.changes import Change, Stamp, Value


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """One line of a search: enough to tell two people apart, nothing more."""

    citizen: str
    name: str
    birth: str
    sex: str
    village: str
    address_form: str
    id_number: str
    phone: str
    sessions: int
    tasks_over: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Counters:
    """Finished sessions on this laptop: saved = received + waiting + attention, always.

    `at_central` are those of `attention` that central has whole although a person has something to look at: two
    places differ, or it was sent back. It adds nothing to the sum, and counts are equal without it.
    """

    received: int = 0
    waiting: int = 0
    attention: int = 0
    oldest_waiting: datetime | None = None
    at_central: int = field(default=0, compare=False)

    @property
    def refused(self) -> int:
        """Those of which central has not taken everything and does not wait for it either."""
        return self.attention - self.at_central

    @property
    def saved(self) -> int:
        """All of them."""
        return self.received + self.waiting + self.attention


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsent:
    """One change to send, and the stamp of its first answer if it is offered again after a restore."""

    change: Change
    stamp: Stamp | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """One bundle given to a stick: when, how much, and how many of its changes central has not answered for yet."""

    bundle: str
    at: datetime
    changes: int
    sessions: int
    waiting: int


@dataclass(frozen=True, slots=True)
class Unit:
    """One session's own work (or one change outside any): its newest and first number, how many changes it has now."""

    name: str
    last_n: int
    count: int
    first_n: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Attention:
    """One change central did not take: `code` and `field` say why; `session` is the visit it belongs to.

    Of work that was sent back, `comment` is what was said and `by` who said it; `returned` is the `return` record.
    """

    change: Change
    state: str
    code: str
    field: str
    session: str
    citizen_name: str
    citizen: str = ""
    comment: str = ""
    by: str = ""
    returned: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DueRow:
    """Someone expected on a day; `tried` is how often they were called in vain."""

    appointment: str
    citizen: str
    name: str
    address_form: str
    village: str
    day: str
    task: str
    reason: str
    phone: str
    place: str = ""
    tried: int = 0
    meet: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCounts:
    """Today's finished sessions by how they ended: all tasks over, asked back, or stuck.

    Asked back is who has a day ahead; stuck is who has none, whatever the reason.
    """

    complete: int = 0
    coming_back: int = 0
    stuck: int = 0
    anonymous: int = 0
    seconds: int = 0

    @property
    def sessions(self) -> int:
        """Finished sessions with a record."""
        return self.complete + self.coming_back + self.stuck


@dataclass(frozen=True, slots=True, kw_only=True)
class LastSession:
    """The session finished last on this laptop."""

    session: str
    citizen: str
    name: str
    address_form: str
    ended: int
    complete: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """A finished session as its slip needs it."""

    session: str
    citizen: str
    person: Mapping[str, Value]
    values: Mapping[str, Value]
    ladder: Mapping[str, Value]
