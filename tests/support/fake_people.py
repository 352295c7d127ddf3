"""Looking people up, answered in plain Python from the fake's state."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from app.domain.changes import Value
from app.domain.ladder import TaskState
from app.domain.names import fold, fold_loose, near_name, same_name, sort_key
from app.domain.phones import Phone, read_phone
from app.domain.views import PersonRow
from tests.support.fake_state import State


class FakePeople:
    """The part of `ports.Reading` about who somebody is."""

    state: State

    def find_people(self, typed: str, limit: int = 50) -> Sequence[PersonRow]:
        digits = "".join(char for char in typed if char not in " .-()+")
        phone = read_phone(typed)
        end = phone.text if isinstance(phone, Phone) else digits
        words = fold(typed).split()
        if digits.isdigit():
            hits = [p for p in self._people() if _ends(p.id_number, end) or _ends(p.phone, end)]
            hits = hits if len(end) > 2 else []
        else:
            hits = [p for p in self._people() if words and all(_begins(p.name, word) for word in words)]
        found = self._as_they_are_now(hits)
        return sorted(found, key=lambda person: (sort_key(person.name), person.birth))[:limit]

    def find_near(self, typed: str, limit: int = 20) -> Sequence[PersonRow]:
        words = fold(typed).split()
        hits = [] if "".join(words).isdigit() else [p for p in self._people() if _has_slip(p.name, words)]
        found = self._as_they_are_now(hits)
        return sorted(found, key=lambda person: (sort_key(person.name), person.birth))[:limit]

    def people_with_number(self, id_number: str) -> Sequence[PersonRow]:
        hits = [p for p in self._people() if id_number and p.id_number == id_number]
        return [p for p in self._as_they_are_now(hits) if p.id_number == id_number]

    def people_alike(self, name: str, birth: str, village: str) -> Sequence[PersonRow]:
        alike = [p for p in self._people() if same_name(p.name, name) and p.birth[:4] == birth[:4]]
        alike = [p for p in self._as_they_are_now(alike) if same_name(p.name, name)]
        return sorted(alike, key=lambda person: fold(person.village) != fold(village))

    def people_of_household(self, household: str) -> Sequence[PersonRow]:
        shown = self.state.all_shown("citizen")
        names = {self.state.survivor(one) for one, s in shown.items() if s.values["household"] == household}
        found = [self.person(one) for one in names] if household else []
        return sorted((one for one in found if one), key=lambda one: (one.birth, one.citizen))

    def person(self, citizen: str) -> PersonRow | None:
        first = self.state.survivor(citizen)
        values = self.state.record("citizen", first)
        return self._line(first, values) if values else None

    def _people(self) -> Iterator[PersonRow]:
        for citizen, shown in self.state.all_shown("citizen").items():
            yield self._line(citizen, shown.values)

    def _as_they_are_now(self, people: Sequence[PersonRow]) -> list[PersonRow]:
        """Each once, the merged ones as whom they became."""
        lines = (self.person(citizen) for citizen in {self.state.survivor(p.citizen) for p in people})
        return [line for line in lines if line]

    def _line(self, citizen: str, values: Mapping[str, Value]) -> PersonRow:
        names = self.state.known_as(citizen)
        visits = [i for i, s in self.state.all_shown("session").items() if s.values["citizen"] in names]
        ladder = self.state.record("ladder", citizen) or {}
        parts = ("name", "birth", "sex", "village", "address_form", "id_number", "phone")
        return PersonRow(
            citizen=citizen,
            sessions=len(set(visits) - {str(voided) for voided in self._voided()}),
            tasks_over=sum(TaskState.from_value(state).status.is_over for state in ladder.values()),
            **{part: str(values[part]) for part in parts},
        )


def _ends(number: str, digits: str) -> bool:
    return bool(number) and number.endswith(digits)


def _begins(name: str, typed: str) -> bool:
    spelled = [*fold(name).split(), *fold_loose(name).split()]
    return any(word.startswith(typed) for word in spelled) or fold_loose(typed) in spelled


def _has_slip(name: str, typed: list[str]) -> bool:
    """Whether one typed word is a word of the name with one letter wrong, and the others begin words of it."""
    spelled = {*fold(name).split(), *fold_loose(name).split()}
    return any(
        len(word) > 2
        and any(near_name(other, word) for other in spelled)
        and all(_begins(name, rest) for rest in (*typed[:place], *typed[place + 1 :]))
        for place, word in enumerate(typed)
    )
