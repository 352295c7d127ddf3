"""The sentry notices a database that is not the one it knew, and carries outside what must not come back."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import replace

import pytest
import sqlalchemy as sa

from app.central import devices, sentry
from app.central.app import open_office
from app.central.outside import ERASED, REVOKED, Gone, Outside
from app.central.refusals import Refusal
from app.central.sentry import Sentry
from app.central.store.tables import device as device_table
from app.central.store.tables import feed_counter, record, server_meta
from app.contract.messages import PairedOperator
from tests.support.central import TO_HIEU, Central
from tests.support.wire_device import WireDevice, fresh_id, problem


@pytest.fixture
def lead(central: Central) -> WireDevice:
    """A device whose operator may erase."""
    return central.device(operators=[PairedOperator(id=fresh_id(), name="Quàng Thị Mẫu", role="lead")])


def _seq(central: Central, seq: int) -> None:
    with central.office.ground.engine.begin() as connection:
        connection.execute(feed_counter.update().values(seq=seq))


def _epoch(central: Central, epoch: int) -> None:
    with central.office.ground.engine.begin() as connection:
        connection.execute(server_meta.update().values(epoch=epoch))


WENT_BACK: dict[str, Callable[[Central], None]] = {
    sentry.SEQ_BEHIND: lambda central: _seq(central, 1),
    sentry.EPOCH_BEHIND: lambda central: _epoch(central, 0),
    sentry.RESTORED: lambda central: _epoch(central, 2),
    sentry.ANOTHERS_GUARD: lambda central: central.office.sentry.outside.note("another", 5),
}


@pytest.mark.parametrize("why", WENT_BACK)
def test_a_central_started_on_the_wrong_database_takes_nothing(
    central: Central, device: WireDevice, why: str, logged_warnings: list[logging.LogRecord]
) -> None:
    central.office.sentry.look()
    WENT_BACK[why](central)
    watch = Sentry(central.office.ground, central.office.who, central.office.sentry.outside)
    watch.look()
    assert (watch.why, watch.is_halted) == (why, True)
    assert {one.msg for one in logged_warnings} == {"central_not_well"}
    logged_warnings.clear()


@pytest.mark.parametrize("why", [sentry.SEQ_BEHIND, sentry.EPOCH_BEHIND, sentry.RESTORED])
def test_going_back_in_service_stops_every_request_until_people_mend_it(
    central: Central, device: WireDevice, why: str, logged_warnings: list[logging.LogRecord]
) -> None:
    device.push(device.create("village", name="Bản Mẫu"))
    central.office.sentry.look()
    before = central.count(record)
    WENT_BACK[why](central)
    central.office.sentry.look()
    for method, path in (
        ("POST", "hello"),
        ("POST", "push"),
        ("GET", "pull"),
        ("POST", "close"),
        ("POST", "pair"),
    ):
        more = {"params": {"epoch": 1, "cursor": 0}} if method == "GET" else {}
        answer = device.send(method, f"/v1/{path}", **more)
        assert problem(answer) == (503, "central_halted"), path
        assert answer.headers["retry-after"] == "900"
    assert central.count(record) == before
    _seq(central, 1_000)
    _epoch(central, 1)
    central.office.sentry.look()
    assert central.office.sentry.is_halted, (
        "numbers given twice cannot be told apart: only a new start may go on"
    )
    logged_warnings.clear()


def test_a_database_that_goes_on_is_well(central: Central, device: WireDevice) -> None:
    for _ in range(3):
        device.push(device.create("village", name="Bản Mẫu"))
        central.office.sentry.look()
        assert central.office.sentry.why == ""
    seen = central.office.sentry.outside.seen()
    assert seen.seqs == {TO_HIEU: device.pull()[-1].seq}
    Sentry(central.office.ground, central.office.who, central.office.sentry.outside).allow()


def test_a_write_into_a_restored_database_is_refused_before_anybody_looked(
    central: Central, device: WireDevice
) -> None:
    new = device.create("village", name="Bản Mẫu")
    _epoch(central, 2)
    with pytest.raises(Refusal, match="central_halted"), central.office.ground.write():
        pass
    assert problem(device.push_raw(b"{}")) == (503, "central_halted")
    _epoch(central, 1)
    assert [one.kind for one in device.push(new)] == ["accepted"]


def test_an_erasure_is_outside_before_it_is_confirmed(central: Central, lead: WireDevice) -> None:
    new = lead.create("citizen", name="Lò Văn Mẫu")
    lead.push(new, lead.create("ladder", new.record, install={"status": "done"}))
    assert central.office.sentry.outside.gone() == frozenset()
    lead.push(lead.change("erase", "citizen", new.record))
    assert central.office.sentry.outside.gone() == {
        Gone(what=ERASED, commune=TO_HIEU, kind=kind, id=new.record) for kind in ("citizen", "ladder")
    }


def test_an_old_copy_that_still_has_the_erased_is_known_as_one_at_once(
    central: Central, lead: WireDevice, logged_warnings: list[logging.LogRecord]
) -> None:
    """Nobody looked since the erasure was confirmed: how far the commune was went outside with it."""
    new = lead.create("citizen", name="Lò Văn Mẫu")
    lead.push(new)
    central.office.sentry.look()
    before = central.office.sentry.outside.seen().seqs[TO_HIEU]
    lead.push(lead.change("erase", "citizen", new.record))
    _seq(central, before)
    central.office.sentry.note_erasures(TO_HIEU)
    central.office.sentry.look()
    assert central.office.sentry.why == sentry.SEQ_BEHIND
    again = Sentry(central.office.ground, central.office.who, central.office.sentry.outside)
    again.look()
    assert again.why == sentry.SEQ_BEHIND
    logged_warnings.clear()


def test_an_erasure_that_cannot_be_kept_outside_is_not_confirmed(
    central: Central,
    lead: WireDevice,
    monkeypatch: pytest.MonkeyPatch,
    logged_warnings: list[logging.LogRecord],
) -> None:
    """Central ends between database and list: the laptop hears nothing, the next start finds it."""
    new = lead.create("citizen", name="Lò Văn Mẫu")
    lead.push(new)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Outside, "add", full)
    erase = lead.change("erase", "citizen", new.record)
    with pytest.raises(AssertionError):
        lead.push(erase)
    logged_warnings.clear()
    monkeypatch.undo()
    assert central.office.sentry.outside.gone() == frozenset()
    Sentry(central.office.ground, central.office.who, central.office.sentry.outside).look()
    assert {one.id for one in central.office.sentry.outside.gone()} == {new.record}
    assert [one.first for one in lead.push(erase)] == ["accepted"]


def test_an_erasure_missing_outside_is_found_though_the_numbers_were_noted(
    central: Central, lead: WireDevice
) -> None:
    """Whatever was noted and then lost its line: each start looks through all there is."""
    new = lead.create("citizen", name="Lò Văn Mẫu")
    lead.push(new, lead.change("erase", "citizen", new.record))
    outside = Outside(None)
    outside.note(central.office.who.server_id, 1, {TO_HIEU: lead.pull()[-1].seq})
    Sentry(central.office.ground, central.office.who, outside).look()
    assert {one.id for one in outside.gone()} == {new.record}


def test_a_revoked_laptop_is_listed_outside(central: Central, device: WireDevice) -> None:
    devices.revoke(central.office.ground, device.id)
    central.office.sentry.look()
    central.office.sentry.look()
    assert central.office.sentry.outside.gone() == {
        Gone(what=REVOKED, commune=TO_HIEU, kind="device", id=device.id)
    }


def _put_back_by_hand(central: Central, name: str) -> None:
    """An old copy of the same epoch and numbers, in which nobody had revoked this laptop yet."""
    with central.office.ground.engine.begin() as connection:
        connection.execute(device_table.update().where(device_table.c.id == name).values(state="active"))


def test_a_revoked_laptop_stays_revoked_when_an_old_copy_is_put_back_by_hand(
    central: Central, device: WireDevice, logged_warnings: list[logging.LogRecord]
) -> None:
    """Revoking takes no number, so that nothing else tells the old copy from the database that was."""
    other = central.device()
    devices.revoke(central.office.ground, device.id)
    central.office.sentry.look()
    _put_back_by_hand(central, device.id)
    assert device.hello().may_pull
    central.office.sentry.look()
    assert (device.hello().may_pull, other.hello().may_pull) == (False, True)
    assert problem(device.page()) == (403, "device_revoked")
    _put_back_by_hand(central, device.id)
    open_office(central.office.ground, central.office.sentry.outside)
    assert not device.hello().may_pull
    assert not central.office.sentry.why
    assert [one.msg for one in logged_warnings] == ["revoked_again"] * 2
    logged_warnings.clear()


def test_a_revoked_laptop_that_a_copy_knows_nothing_of_is_adopted_to_send_only(
    central: Central, device: WireDevice
) -> None:
    """It could not bring what it holds otherwise; it reads nothing."""
    devices.revoke(central.office.ground, device.id)
    central.office.sentry.look()
    with central.office.ground.engine.begin() as connection:
        connection.execute(device_table.delete().where(device_table.c.id == device.id))
    again = central.device(device=device.id)
    assert not again.hello().may_pull
    assert [one.code for one in again.push(again.create("village", name="Bản Mẫu"))] == ["device_revoked"]


def test_a_guard_that_cannot_be_written_is_told_and_work_goes_on(
    central: Central,
    device: WireDevice,
    monkeypatch: pytest.MonkeyPatch,
    logged_warnings: list[logging.LogRecord],
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    device.push(device.create("village", name="Bản Mẫu"))
    monkeypatch.setattr(Outside, "note", full)
    central.office.sentry.look()
    assert (central.office.sentry.why, central.office.sentry.is_halted) == (sentry.GUARD_UNWRITABLE, False)
    assert [one.kind for one in device.push(device.create("village", name="Bản Mẫu"))] == ["accepted"]
    assert {one.msg for one in logged_warnings} == {"guard_unwritable", "central_not_well"}
    logged_warnings.clear()
    monkeypatch.undo()
    central.office.sentry.look()
    assert central.office.sentry.why == ""


def test_it_looks_by_itself_and_once_more_at_the_end(central: Central, device: WireDevice) -> None:
    looked, outside = threading.Event(), Outside(None)
    office = replace(central.office, sentry=Sentry(central.office.ground, central.office.who, outside))
    note = outside.note

    def noting(*told: object, **more: object) -> None:
        note(*told, **more)  # type: ignore[arg-type]
        looked.set()

    outside.note = noting  # type: ignore[method-assign]
    with office.sentry.watching(0.01):
        assert looked.wait(10)
        device.push(device.create("village", name="Bản Mẫu"))
    assert outside.seen().seqs == {TO_HIEU: device.pull()[-1].seq}


def test_a_database_that_does_not_answer_is_no_reason_to_halt(
    central: Central,
    device: WireDevice,
    monkeypatch: pytest.MonkeyPatch,
    logged_warnings: list[logging.LogRecord],
) -> None:
    def gone(_: object) -> None:
        raise sa.exc.OperationalError("SELECT", {}, Exception("gone"))

    watch = central.office.sentry
    with monkeypatch.context() as broken:
        broken.setattr(type(central.office.ground), "read", gone)
        with watch.watching(60):
            pass
    assert [one.msg for one in logged_warnings] == ["database_busy"]
    logged_warnings.clear()
    watch.look()
    assert watch.why == ""
