"""Work is done by set: a batch of any size costs the same number of statements."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import sqlalchemy as sa
from sqlalchemy import event

from app.contract.messages import WireChange
from tests.support.central import Central
from tests.support.wire_device import WireDevice


@contextmanager
def _statements(engine: sa.Engine) -> Iterator[list[str]]:
    """What is sent to the database meanwhile; many rows sent at once are one."""
    sent: list[str] = []

    def note(*told: object) -> None:
        if not str(told[2]).startswith("BEGIN"):
            sent.append(str(told[2]))

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)


def _cost(central: Central, device: WireDevice, batch: list[WireChange]) -> list[str]:
    with _statements(central.office.ground.engine) as sent:
        assert {one.kind for one in device.push(*batch)} <= {"accepted", "merged", "duplicate"}
    return sent


def _work(device: WireDevice, size: int) -> list[WireChange]:
    """People with their ladder, consent and session, as a day of work brings them."""
    batch: list[WireChange] = []
    while len(batch) < size:
        person = device.create("citizen", name="Lò Văn Mẫu", village="Bản Mẫu")
        batch += [
            person,
            device.create("ladder", person.record, install={"status": "done"}),
            device.create("consent", citizen=person.record, method="spoken"),
            device.create("session", citizen=person.record),
            device.edit("citizen", person.record, "phone", "", "0900000001"),
        ]
    return batch[:size]


def test_a_batch_of_five_hundred_costs_no_more_statements_than_one_of_five(
    central: Central, device: WireDevice
) -> None:
    few, many = (_cost(central, device, _work(device, size)) for size in (5, 500))
    assert few == many
    assert len(many) <= 16


def test_sending_it_again_and_editing_all_of_it_costs_no_more(central: Central, device: WireDevice) -> None:
    few, many = _work(device, 5), _work(device, 500)
    device.push(*few)
    device.push(*many)
    assert len(_cost(central, device, few)) == len(_cost(central, device, many))
    edits = [
        [device.edit("citizen", one.record, "phone", "0900000001", "0900000002") for one in batch[::5]]
        for batch in (few, many)
    ]
    assert len(_cost(central, device, edits[0])) == len(_cost(central, device, edits[1]))


@pytest.mark.parametrize("size", [1, 40])
def test_a_page_of_the_feed_is_two_statements_and_an_identity(
    central: Central, device: WireDevice, size: int
) -> None:
    device.push(*_work(device, size))
    with _statements(central.office.ground.engine) as sent:
        assert device.page().status_code == 200
    reads = [one for one in sent if one.startswith("SELECT")]
    assert len(reads) == 3, "who asks, how far the feed is, the page"
