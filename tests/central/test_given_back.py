"""What went back to its author: by one person only, answered or accepted after all, and never to nobody."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import msgspec
import pytest
import sqlalchemy as sa

from app.central import devices, given_back, reviewing
from app.central.refusals import Refusal
from app.contract.messages import WireChange
from tests.central.test_reviewing import doubted, ids, refused
from tests.support.central import TO_HIEU, Central
from tests.support.wire_device import WireDevice, fresh_id


def _accepted(central: Central, change: WireChange) -> None:
    reviewing.accept(central.office.ground, central.office.who, change.id)


def _give_back(central: Central, change: WireChange) -> None:
    reviewing.send_back(central.office.ground, central.office.who, change.id, "Xem lại", "Chị Mai")


@pytest.mark.parametrize("acts", [(_accepted, _accepted), (_give_back, _give_back), (_accepted, _give_back)])
def test_two_people_who_decide_at_once_follow_each_other(
    central: Central,
    device: WireDevice,
    monkeypatch: pytest.MonkeyPatch,
    acts: tuple[Callable[[Central, WireChange], None], ...],
) -> None:
    """Both have found it before either writes. Only what was given back may still be accepted."""
    change, real = doubted(device), reviewing._find
    both, found = threading.Barrier(2, timeout=10), threading.local()

    def find(*asked: Any, **more: bool) -> tuple[str, sa.Row[Any]]:
        seen = real(*asked, **more)
        if not hasattr(found, "once"):
            found.once = both.wait()
        return seen

    def tried(act: Callable[[Central, WireChange], None]) -> str:
        try:
            act(central, change)
        except Refusal as refusal:
            return refusal.code
        return "done"

    monkeypatch.setattr(reviewing, "_find", find)
    with ThreadPoolExecutor(2) as pool:
        said = list(pool.map(tried, acts))
    verdict = device.standing("verdict", change.id)
    assert verdict is not None
    counts = device.standing("citizen", change.record) is not None
    assert (verdict.fields["verdict"] == "accepted") is counts is (_accepted in acts)
    assert said[0] == "done" if len(set(acts)) == 2 else sorted(said) == ["done", "not_under_review"]


def test_what_was_given_back_can_be_accepted_until_it_is_answered(
    central: Central, device: WireDevice
) -> None:
    office, first, second = central.office, doubted(device), doubted(device)
    for change in (first, second):
        _give_back(central, change)
    with pytest.raises(Refusal, match="not_under_review"):
        _give_back(central, first)
    assert reviewing.accept(office.ground, office.who, first.id).kind == "accepted"
    verdict = device.standing("verdict", first.id)
    assert verdict is not None
    assert verdict.fields["verdict"] == "accepted"
    assert refused(central, first.id) == "not_under_review"
    again_ = device.change("create", "citizen", second.record, to={"name": "Lò Thị Mẫu"})
    device.push(msgspec.structs.replace(again_, replaces=(second.id,), reason="Đúng rồi"))
    assert refused(central, second.id) == "not_under_review"


def test_an_answer_in_doubt_is_an_answer(central: Central, device: WireDevice) -> None:
    change = doubted(device)
    _give_back(central, change)
    again_ = device.change("create", "citizen", change.record, author=fresh_id(), to={"name": "Lò Thị Mẫu"})
    device.push(msgspec.structs.replace(again_, replaces=(change.id,)))
    assert (refused(central, change.id), ids(central)) == ("not_under_review", [again_.id])


def test_what_went_back_is_listed_with_its_answers(central: Central, device: WireDevice) -> None:
    office, change = central.office, doubted(device)
    citizen = device.create("citizen", name="Lò Thị An")
    session = device.create("session", citizen=citizen.record)
    device.push(citizen, session)
    _give_back(central, change)
    back = reviewing.return_record(office.ground, office.who, session.record, "Ai đã đến?", "Chị Mai")
    gone = doubted(device)
    _give_back(central, gone)
    reviewing.accept(office.ground, office.who, gone.id)
    found = {one.id: one for one in given_back.listed(office.ground, TO_HIEU)}
    assert set(found) == {change.id, back}
    assert (found[back].kind, found[back].devices, found[back].answers) == ("session", (device.id,), ())
    void = device.change("create", "void", to={"session": session.record, "reason": "returned"})
    stays = device.change("create", "session", session.record)
    device.push(
        msgspec.structs.replace(void, replaces=(back,)),
        msgspec.structs.replace(stays, replaces=(back,), reason="Có người đến"),
    )
    assert {one.id: one.answers for one in given_back.listed(office.ground)} == {
        change.id: (),
        back: ("", "Có người đến"),
    }
    assert given_back.listed(office.ground, "03664") == []


def test_work_of_a_closed_laptop_goes_back_to_nobody(central: Central, device: WireDevice) -> None:
    office = central.office
    told = device.create("citizen", name="Lò Thị An")
    device.push(told)
    devices.revoke(office.ground, device.id)
    change = device.create("citizen", name="Lò Thị Mẫu")
    device.push(change)
    with pytest.raises(Refusal, match="author_unreachable"):
        _give_back(central, change)
    with pytest.raises(Refusal, match="author_unreachable"):
        reviewing.return_record(office.ground, office.who, told.record, "?", "")
    assert ids(central) == [change.id], "it goes on waiting"
    reviewing.drop(office.ground, office.who, change.id, "Máy bị mất cắp", "Chị Mai")
    assert (ids(central), refused(central, change.id)) == ([], "not_under_review")
    assert central.device().standing("citizen", change.record) is None


def test_what_its_laptop_can_answer_no_more_is_not_lost(central: Central, device: WireDevice) -> None:
    """Closed after it was given back, it can be accepted or dropped all the same."""
    office, first, second = central.office, doubted(device), doubted(device)
    for change in (first, second):
        _give_back(central, change)
    with pytest.raises(Refusal, match="cannot_be_dropped"):
        reviewing.drop(office.ground, office.who, first.id, "?", "")
    devices.revoke(office.ground, device.id)
    reviewing.drop(office.ground, office.who, first.id, "?", "")
    assert reviewing.accept(office.ground, office.who, second.id).kind == "accepted"
    assert given_back.listed(office.ground) == []


def test_a_laptop_that_moved_away_hears_nothing_here(central: Central, device: WireDevice) -> None:
    """Under another name it is still there; in another commune it is not."""
    office, told = central.office, device.create("citizen", name="Lò Thị An")
    device.push(told)
    devices.revoke(office.ground, device.id)
    for commune, heard in ((TO_HIEU, True), ("03664", False), (TO_HIEU, True)):
        central.clock.now += 1
        central.device(commune, instance=device.asked.instance)
        with office.ground.read() as connection:
            assert given_back.is_heard(connection, TO_HIEU, [device.id]) is heard


def test_a_second_erasure_of_somebody_erased_goes_back_to_nobody(
    central: Central, device: WireDevice
) -> None:
    """The comment would tell of them for ever."""
    citizen = device.create("citizen", name="Lò Thị Mẫu")
    device.push(citizen)
    first, second = (device.change("erase", "citizen", citizen.record, author=fresh_id()) for _ in range(2))
    device.push(first)
    _accepted(central, first)
    device.push(second)
    assert ids(central) == [second.id]
    with pytest.raises(Refusal, match="not_under_review"):
        _give_back(central, second)
    _accepted(central, second)
    assert ids(central) == []


def test_a_second_erasure_of_somebody_erased_is_dropped_without_words(
    central: Central, device: WireDevice
) -> None:
    """No laptop is there to hear of it, and nothing erases them a third time: the comment would stay for ever."""
    office, citizen = central.office, device.create("citizen", name="Lò Thị Mẫu")
    device.push(citizen)
    first, second = (device.change("erase", "citizen", citizen.record, author=fresh_id()) for _ in range(2))
    device.push(first)
    _accepted(central, first)
    device.push(second)
    devices.revoke(office.ground, device.id)
    reviewing.drop(office.ground, office.who, second.id, "Bà Mẫu xin xóa", "Chị Mai")
    verdict = central.device().standing("verdict", second.id)
    assert verdict is not None
    assert verdict.fields == {"change": second.id, "verdict": "dropped", "by": "Chị Mai"}
    assert ids(central) == []
