"""The questions of going from house to house, answered in plain Python from the fake's state."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from app.domain.changes import Value
from app.domain.ladder import TaskCode, TaskState
from app.domain.merge.state import Life
from app.domain.names import fold, sort_key
from app.domain.village import House, Knock, Resident, VillageName
from tests.support.fake_state import State


class FakeVillage:
    """The part of `ports.Reading` about a village."""

    state: State

    def villages(self) -> Sequence[VillageName]:
        spelled: dict[str, dict[str, int]] = {}
        for name, people in self._spellings():
            if fold(name):
                said = spelled.setdefault(fold(name), {})
                said[name] = said.get(name, 0) + people
        best = [
            VillageName(sorted(said, key=lambda one: (-said[one], one))[0], sum(said.values()))
            for said in spelled.values()
        ]
        return sorted(best, key=lambda one: (sort_key(one.name), one.name))

    def houses(self, village: str) -> Sequence[House]:
        homes = self.state.all_shown("household")
        living: dict[str, list[Resident]] = {key: [] for key in homes}
        for one in self._residents():
            living.setdefault(one.household or one.citizen, []).append(one)
        found = []
        for key, people in sorted(living.items()):
            people.sort(key=lambda one: (one.birth, one.citizen))
            values = homes[key].values if key in homes else {}
            where = str(values.get("village") or "") or (people[0].village if people else "")
            if fold(village) and fold(where) == fold(village):
                found.append(self._house(key, values, people))
        return found

    def knocks(self, household: str, citizens: Sequence[str]) -> Sequence[Knock]:
        them = {name for citizen in citizens for name in self.state.known_as(citizen)}
        return sorted(
            Knock(day=str(v["day"]), at=_int(v["at"]), outcome=str(v["outcome"]))
            for v in (shown.values for shown in self.state.all_shown("visit").values())
            if (household and v["household"] == household) or (v["citizen"] and v["citizen"] in them)
        )

    def _spellings(self) -> Iterator[tuple[str, int]]:
        for citizen, shown in self.state.all_shown("citizen").items():
            yield str(shown.values["village"]), int(self.state.survivor(citizen) == citizen)
        for shown in self.state.all_shown("household").values():
            yield str(shown.values["village"]), 0
        for shown in self.state.all_shown("village").values():
            if shown.life is Life.LIVE:
                yield str(shown.values["name"]), 0

    def _residents(self) -> Iterator[Resident]:
        for citizen in {self.state.survivor(one) for one in self.state.all_shown("citizen")}:
            values, ladder = self.state.record("citizen", citizen), self.state.record("ladder", citizen)
            assert values is not None
            parts = ("name", "birth", "sex", "address_form", "village", "household")
            yield Resident(
                citizen=citizen,
                tasks=tuple(TaskState.from_value((ladder or {}).get(task.value)) for task in TaskCode),
                due=self._expected(citizen),
                **{part: str(values[part]) for part in parts},
            )

    def _expected(self, citizen: str) -> str:
        names = self.state.known_as(citizen)
        due = [s.values for s in self.state.all_shown("appointment").values() if s.values["state"] == "due"]
        return min((str(v["day"]) for v in due if v["citizen"] in names and v["day"]), default="")

    def _house(self, key: str, values: Mapping[str, Value], people: list[Resident]) -> House:
        household = "" if any(one.citizen == key for one in people) else key
        return House(
            key=key,
            household=household,
            name=str(values.get("name") or ""),
            head=self.state.survivor(str(values.get("head") or "")),
            people=tuple(people),
            knocks=tuple(self.knocks(household, [one.citizen for one in people])),
        )


def _int(value: Value) -> int:
    assert isinstance(value, int)
    return value
