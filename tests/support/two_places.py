"""Two laptops of one commune that know one person, and a central in memory between them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from app.domain.changes import Pen, Value
from app.domain.differences import Asked, Difference, differences
from app.domain.points import Role
from app.usecases.conflicts import decide
from app.usecases.device import OperatorRow, add_operator
from tests.support.fake_central import FakeCentral
from tests.support.laptop import Laptop, person


@dataclass(slots=True)
class TwoPlaces:
    """Both have met `citizen`; nothing is unsent."""

    first: Laptop
    second: Laptop
    central: FakeCentral = field(default_factory=FakeCentral)
    citizen: str = ""

    @classmethod
    def begin(cls, new_laptop: Callable[[], Laptop]) -> TwoPlaces:
        """Two paired laptops, and somebody the first one helped."""
        both = cls(new_laptop().adopt(), new_laptop().adopt())
        both.citizen = both.first.help_new(1).citizen
        both.meet()
        return both

    def meet(self) -> None:
        """Everybody sends and receives until all know all."""
        for laptop in (self.first, self.second, self.first, self.second):
            laptop.sync(self.central)

    def part(self, **values: tuple[Value, Value]) -> None:
        """Each field gets one value on the first laptop and another on the second, then they meet."""
        write(self.first, self.citizen, {name: mine for name, (mine, _) in values.items()})
        write(self.second, self.citizen, {name: theirs for name, (_, theirs) in values.items()})
        self.meet()

    def shown(self, name: str) -> list[Value]:
        """What the two show of a field."""
        records = [
            one.store.read().record("citizen", self.citizen) or {} for one in (self.first, self.second)
        ]
        return [record[name] for record in records]


def write(laptop: Laptop, citizen: str, after: Mapping[str, Value]) -> None:
    """One edit of what this laptop shows."""
    with laptop.store.write() as work:
        before = work.record("citizen", citizen)
        assert before is not None
        work.add(pen(laptop).edit("citizen", citizen, before, after))


def pen(laptop: Laptop) -> Pen:
    """The pen of whoever is at a laptop."""
    device = laptop.store.read().setting("device")
    return Pen(laptop.operator, device, int(laptop.clock.now().timestamp() * 1000), laptop.ids.new)


def asked(laptop: Laptop) -> list[Asked]:
    """The records with something to decide."""
    return [one for one in laptop.store.read().asked() if differences(one)]


def questions(laptop: Laptop) -> dict[str, Difference]:
    """Everything to decide, by field."""
    return {one.field: one for record in asked(laptop) for one in differences(record)}


def choose(laptop: Laptop, **values: Value) -> None:
    """Keep these values of what is asked now."""
    shown = questions(laptop)
    choices = [(shown[name], value) for name, value in values.items()]
    decide(laptop.store, laptop.clock, laptop.ids, laptop.operator, choices)


def lead(laptop: Laptop) -> OperatorRow:
    """A support point lead at this laptop."""
    row = add_operator(laptop.store, laptop.clock, laptop.ids, name="Quàng Thị Mẫu", role=Role.LEAD)
    assert isinstance(row, OperatorRow)
    return row


def meet_same(laptop: Laptop, **other: Value) -> str:
    """The person of number 1 once more, as a record of its own."""
    return laptop.help(laptop.meet_new({**person(1), **other})).citizen
