"""A sheet of another commune: with work of the old one nothing changes; without any, the laptop moves there."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from app.contract.faults import Refused, Unreachable
from app.contract.messages import Pair, Paired
from app.domain.changes import Mark
from app.domain.problems import Problem, ProblemCode
from app.usecases import welcome
from app.usecases.device import DeviceIdentity, device_identity, operators
from app.usecases.settings import Setting
from app.usecases.sync import SyncEnd
from tests.support.fake_central import FakeCentral, Trouble, in_order
from tests.support.laptop import GUIDE, Laptop, person, unsent
from tests.usecases.test_pairing import Doubting, pair

OTHER = "03664"


@dataclass(slots=True)
class Elsewhere(FakeCentral):
    """Its sheets are for another commune."""

    requests: list[Pair] = field(default_factory=list)

    def _paired(self, request: Pair) -> Paired:
        self.asked.append(request.commune)
        if request.commune not in ("", OTHER):
            raise Refused("wrong_commune", 409)
        self.requests.append(request)
        paired = FakeCentral._paired(self, request)
        return Paired(**{**{f: getattr(paired, f) for f in paired.__struct_fields__}, "commune": OTHER})


def test_with_unsent_work_no_other_commune_is_taken(laptop: Laptop) -> None:
    laptop.help_new(1)
    central = Elsewhere()
    assert pair(laptop, central) == Problem(ProblemCode.PAIRING_OTHER_COMMUNE)
    assert central.asked == ["pair", "03646"]
    identity = device_identity(laptop.store)
    assert identity is not None
    assert (identity.is_paired, identity.commune) == (False, "03646")


def test_with_a_running_session_neither(laptop: Laptop) -> None:
    desk = (laptop.store, laptop.clock, laptop.ids)
    welcome.start_new(*desk, operator=laptop.operator, guide=GUIDE, values=person(1))
    assert pair(laptop, Elsewhere()) == Problem(ProblemCode.PAIRING_OTHER_COMMUNE)


def test_nor_with_work_that_was_refused(laptop: Laptop) -> None:
    laptop.adopt().help_new(1)
    first = unsent(laptop)[1]
    laptop.sync(FakeCentral(rejects={first: "bad_value"}))
    assert pair(laptop, Elsewhere()) == Problem(ProblemCode.PAIRING_OTHER_COMMUNE)
    assert laptop.store.read().attention()


def made_safe(laptop: Laptop, central: FakeCentral | None = None) -> FakeCentral:
    """Everything sent, and in a backup that was tried."""
    home = central or FakeCentral()
    laptop.sync(home)
    home.durable = home.seq
    laptop.sync(home)
    return home


def moved(laptop: Laptop, central: Elsewhere) -> DeviceIdentity:
    found = pair(laptop, central)
    assert isinstance(found, DeviceIdentity)
    return found


def test_with_everything_sent_the_laptop_moves_under_a_new_name(laptop: Laptop) -> None:
    finished = laptop.adopt().help_new(1)
    made_safe(laptop)
    before, reading = device_identity(laptop.store), laptop.store.read()
    signing = reading.setting(Setting.SIGNING_PUBLIC)
    assert before is not None
    central = Elsewhere()
    after = moved(laptop, central)
    assert (after.commune, after.instance, after.is_paired) == (OTHER, before.instance, True)
    assert after.device == central.requests[0].device != before.device
    reading = laptop.store.read()
    assert reading.setting(Setting.SIGNING_PUBLIC) == central.requests[0].signing_key != signing
    assert (reading.person(finished.citizen), reading.finished(finished.session)) == (None, None)
    assert [row.id for row in operators(laptop.store)] == [laptop.operator]
    assert (reading.counters().received, reading.cursor()) == (1, Mark(1, 0))
    assert reading.setting(Setting.MOVE) == reading.setting(Setting.LAST_SUCCESS) == ""


def test_what_a_restore_made_central_forget_is_sent_before_the_laptop_moves(laptop: Laptop) -> None:
    laptop.adopt().help_new(1)
    made_safe(laptop)
    central = Elsewhere(epoch=2)
    assert pair(laptop, central) == Problem(ProblemCode.PAIRING_OTHER_COMMUNE)
    identity = device_identity(laptop.store)
    assert identity is not None
    assert identity.commune == "03646"
    home = made_safe(laptop, FakeCentral(epoch=2))
    assert home.count("session") == 1
    assert moved(laptop, central).commune == OTHER


def test_work_of_the_old_commune_is_never_offered_to_the_new_one(laptop: Laptop) -> None:
    laptop.adopt().help_new(1)
    made_safe(laptop)
    central = Elsewhere()
    moved(laptop, central)
    fresh = laptop.help_new(2)
    assert laptop.sync(central).agrees
    central.back_up()
    laptop.help_new(3)
    laptop.sync(central)
    central.restore()
    assert laptop.sync(central).agrees
    assert central.count("session") == 2
    assert ("citizen", fresh.citizen) in central.records
    assert laptop.store.read().counters().received == 3, "own finished work stays counted"


def test_a_lost_answer_to_a_move_is_asked_for_again_under_the_same_name(laptop: Laptop) -> None:
    laptop.adopt().help_new(1)
    home = made_safe(laptop)
    central = Elsewhere(trouble=in_order(Trouble(), Trouble(lost="cut", after_effect=True)))
    with pytest.raises(Unreachable):
        pair(laptop, central)
    assert laptop.sync(home).end is SyncEnd.DONE, "until then it belongs where it was"
    moved(laptop, central)
    assert central.requests[0].device == central.requests[1].device
    assert central.requests[0].signing_key == central.requests[1].signing_key


def test_a_name_the_other_commune_cannot_take_is_given_up(laptop: Laptop) -> None:
    laptop.adopt()
    made_safe(laptop)
    known = Trouble(refused=Refused("device_known", 409))
    with pytest.raises(Refused, match="device_known"):
        pair(laptop, Elsewhere(trouble=in_order(Trouble(), known)))
    assert laptop.store.read().setting(Setting.MOVE) == ""


def test_a_move_without_proof_changes_nothing(laptop: Laptop) -> None:
    laptop.adopt().help_new(1)
    made_safe(laptop)
    before = device_identity(laptop.store)
    assert pair(laptop, Elsewhere(), Doubting()) == Problem(ProblemCode.PAIRING_NOT_PROVEN)
    assert device_identity(laptop.store) == before


def test_work_begun_while_the_answer_was_on_its_way_keeps_the_laptop_where_it_is(laptop: Laptop) -> None:
    class Slow(Elsewhere):
        def _paired(self, request: Pair) -> Paired:
            paired = Elsewhere._paired(self, request)
            laptop.help_new(1)
            return paired

    laptop.adopt()
    made_safe(laptop)
    assert pair(laptop, Slow()) == Problem(ProblemCode.PAIRING_OTHER_COMMUNE)
    identity = device_identity(laptop.store)
    assert identity is not None
    assert (identity.commune, len(unsent(laptop)) > 0) == ("03646", True)


def test_a_laptop_without_work_goes_where_it_is_put(laptop: Laptop) -> None:
    assert unsent(laptop)  # its operator
    central = Elsewhere()
    adopted = pair(laptop, central)
    assert isinstance(adopted, DeviceIdentity)
    assert adopted.commune == OTHER
    assert central.asked == ["pair", ""]
