"""Somebody looks at work that came back and presses a button the screen has for it. Real use cases, real offers."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from app.domain.changes import Value
from app.presentation.looking import Way, Work
from app.presentation.looking.lists import back_entries, work
from app.usecases import mending
from tests.support.world.machine import Machine

BAD_BIRTH = "9999-99"
"""No birth: central refuses it."""

_FORM = ("name", "birth", "sex", "village", "id_number", "phone")


def came_back(machine: Machine) -> list[Work]:
    """What the room of things to look at lists, as its panel would show it."""
    reading, today = machine.gate.read(), machine.clock.now().date()
    found = (work(reading, entry, today) for entry in back_entries(reading, today))
    return [one for one in found if one is not None]


@dataclass(slots=True)
class Looking:
    """Everybody's answers; `word` makes words nobody has used."""

    chance: random.Random
    word: Callable[[str], str]

    def press(self, machine: Machine) -> str:
        """One button for one piece of work, any of those that are there."""
        listed = came_back(machine)
        if not listed:
            return "nothing came back"
        one = self.chance.choice(listed)
        return self._pressed(machine, one, self.chance.choice(sorted(one.ways)))

    def put_right(self, machine: Machine) -> str:
        """As somebody does who wants it to be over: what is wrong is corrected, the rest answered, tried or left."""
        listed = came_back(machine)
        if not listed:
            return "nothing came back"
        one = listed[0]
        if one.person.get("birth") == BAD_BIRTH:
            return self._pressed(machine, one, Way.CORRECT)
        ways = sorted(one.ways - {Way.CORRECT}) or [Way.CORRECT]
        return self._pressed(machine, one, self.chance.choice(ways))

    def _pressed(self, machine: Machine, one: Work, way: Way) -> str:
        by = (machine.gate, machine.clock, machine.ids, machine.laptop.operator)
        match way:
            case Way.CORRECT:
                assert one.first is not None
                mending.correct(*by, one.first, self._form(one))
            case Way.RIGHT:
                words = self.word("vẫn đúng ") if self.chance.random() < 0.5 else ""
                assert mending.all_right(*by, one.pieces, words) is None
            case Way.AGAIN:
                mending.send_again(machine.gate, one.pieces)
            case Way.LEAVE:
                mending.leave(*by, one.pieces)
            case Way.TAKE_OUT:
                mending.take_out(*by, one.pieces)
        told = [
            f"{piece.change.kind} {piece.change.id} {piece.code} {piece.returned}" for piece in one.pieces
        ]
        return f"{way.value}: {told}"

    def _form(self, one: Work) -> dict[str, Value]:
        """The form as it is sent off: what it showed, the bad put right, perhaps another name."""
        said = {name: one.person.get(name, "") for name in _FORM}
        if said["birth"] == BAD_BIRTH:
            said["birth"] = "1950"
        if self.chance.random() < 0.3:
            said["name"] = self.word("Lò Thị ")
        return {**said, "name_suspect": False}
