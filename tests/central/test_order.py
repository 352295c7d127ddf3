"""The five changes of one visit in every order there is: central ends with the same records each time."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import pytest

from app.contract.messages import WireChange
from tests.support.central import Central
from tests.support.wire_device import WireDevice, fresh_id

ORDERS = list(itertools.permutations(range(5)))
"""Consent, ladder, session and appointment lean on the citizen, the appointment on the session, too."""


def visit(device: WireDevice) -> list[WireChange]:
    """A new person, helped once."""
    citizen, session = fresh_id(), fresh_id()
    done = {"status": "done", "by": device.operator, "how": "guided"}
    return [
        device.create("citizen", citizen, name="Lò Văn Mẫu", birth="1950"),
        device.create("consent", citizen=citizen, method="spoken", operator=device.operator),
        device.create("ladder", citizen, install=done),
        device.create("session", session, citizen=citizen, operator=device.operator, started=1, ended=2),
        device.create("appointment", citizen=citizen, session=session, day="2026-12-05", task="identity"),
    ]


def deliver(device: WireDevice, changes: Sequence[WireChange]) -> int:
    """Send them one by one, those held again and again, as a device does; how many answers were `held`."""
    waiting, held = list(changes), 0
    for _ in changes:
        later = []
        for change in waiting:
            [outcome] = device.push(change)
            assert outcome.kind in ("accepted", "held"), outcome
            later += [change] if outcome.kind == "held" else []
        held += len(later)
        waiting = later
    assert waiting == []
    return held


@pytest.mark.parametrize("first", range(5))
def test_every_order_ends_the_same(central: Central, first: int) -> None:
    device = central.device()
    kinds = [change.kind for change in visit(device)]
    held = dict.fromkeys(ORDERS, 0)
    for order in (one for one in ORDERS if one[0] == first):
        changes = visit(device)
        held[order] = deliver(device, [changes[place] for place in order])
        seen = {one.kind: one for one in device.pull() if one.id in {change.record for change in changes}}
        assert sorted(seen) == sorted(kinds)
        for change in changes:
            stands = seen[change.kind].fields
            assert {name: stands[name] for name in change.fields} == {
                name: edit.to for name, edit in change.fields.items()
            }
            assert not seen[change.kind].conflicts
    assert any(held.values()) or first == 0, "an order that begins with what leans on others has to wait"
