"""Older and newer programs with work to hand in: the version of a program or of its fields refuses nothing."""

from __future__ import annotations

import pytest

from app.domain.changes import SCHEMA
from tests.support.wire_device import WireDevice

SCHEMAS = sorted({max(1, SCHEMA - 2), max(1, SCHEMA - 1), SCHEMA, SCHEMA + 1, SCHEMA + 9})
WAITING = 100
"""Changes a laptop of that version has queued."""


@pytest.mark.parametrize("schema", SCHEMAS)
@pytest.mark.parametrize("app", ["", "0.0.1", "0.1.0", "99.0.0"])
def test_no_version_is_a_reason_to_refuse_work(device: WireDevice, app: str, schema: int) -> None:
    welcome = device.hello(app=app, schema=schema)
    assert welcome.may_pull
    people = [
        device.change("create", "citizen", schema=schema, to={"name": "Lò Văn Mẫu", "of_tomorrow": n})
        for n in range(WAITING)
    ]
    assert {outcome.kind for outcome in device.push(*people)} == {"accepted"}
    edit = device.change(
        "edit", "citizen", people[0].record, schema=schema, to={"phone": "0900000001"}, seen={"phone": [""]}
    )
    [outcome] = device.push(edit)
    assert outcome.kind == "accepted"
    seen = {one.id: one.fields for one in device.pull() if one.kind == "citizen"}
    assert [seen[person.record]["of_tomorrow"] for person in people] == list(range(WAITING))
    assert seen[people[0].record]["phone"] == "0900000001"
