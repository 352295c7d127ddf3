"""Adding a person: everything amiss at once and nothing kept, or a person with a PIN of their own."""

from __future__ import annotations

import pytest

from app.presentation.new_operator import Amiss, NewOperatorPresenter, WrittenOperator
from app.usecases.device import OperatorRow, operators
from app.usecases.lock import pin_opens
from tests.support.laptop import Laptop


def fields(**changes: str) -> WrittenOperator:
    whole = {
        "name": " Lò  Văn Mẫu ",
        "address_form": "anh",
        "role": "volunteer",
        "pin": "246810",
        "again": "246810",
    }
    return WrittenOperator(**{**whole, **changes})


def adding(laptop: Laptop) -> tuple[NewOperatorPresenter, list[OperatorRow]]:
    added: list[OperatorRow] = []
    salts = iter((b"1" * 16, b"2" * 16))
    return (
        NewOperatorPresenter(laptop.store, laptop.clock, laptop.ids, lambda: next(salts), added.append),
        added,
    )


def test_a_person_is_kept_with_their_pin(laptop: Laptop) -> None:
    presenter, added = adding(laptop)
    assert presenter.written(fields()) == ()
    [row] = added
    assert (row.name, row.address_form, row.role) == ("Lò Văn Mẫu", "anh", "volunteer")
    assert row in operators(laptop.store)
    assert pin_opens(laptop.store, row.id, "246810")
    assert not pin_opens(laptop.store, row.id, "246811")


def test_two_people_of_one_name_are_two(laptop: Laptop) -> None:
    presenter, added = adding(laptop)
    presenter.written(fields())
    presenter.written(fields(pin="135790", again="135790"))
    assert len({row.id for row in added}) == 2
    assert pin_opens(laptop.store, added[1].id, "135790")


@pytest.mark.parametrize(
    ("changes", "amiss"),
    [
        ({"name": "  "}, (Amiss.NAME_MISSING,)),
        ({"name": "Mẫu 246810"}, (Amiss.NAME_SECRET,)),
        ({"pin": "24681", "again": "24681"}, (Amiss.PIN_SHORT,)),
        ({"pin": "24681a", "again": "24681a"}, (Amiss.PIN_SHORT,)),
        ({"again": "246811"}, (Amiss.PINS_DIFFER,)),
        ({"name": "", "pin": ""}, (Amiss.NAME_MISSING, Amiss.PIN_SHORT)),
        ({"name": "", "again": ""}, (Amiss.NAME_MISSING, Amiss.PINS_DIFFER)),
    ],
)
def test_all_that_is_amiss_is_told_and_nothing_kept(
    laptop: Laptop, changes: dict[str, str], amiss: tuple[Amiss, ...]
) -> None:
    presenter, added = adding(laptop)
    before = operators(laptop.store)
    assert presenter.written(fields(**changes)) == amiss
    assert added == []
    assert operators(laptop.store) == before
