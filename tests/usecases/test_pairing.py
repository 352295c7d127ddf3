"""Being adopted: what is sent, what is believed, what is kept, and that no work changes its commune."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from app.contract.faults import Refused, Unreachable
from app.contract.messages import Page, Pair, Paired
from app.contract.pairing import PairingSheet
from app.domain.changes import Mark
from app.domain.problems import Problem, ProblemCode
from app.network.trust import Trust
from app.usecases.device import DeviceIdentity, device_identity
from app.usecases.pairing import pair_device
from app.usecases.settings import Setting
from app.usecases.sync import SyncEnd
from tests.support.fake_central import FakeCentral, Trouble, in_order
from tests.support.laptop import Laptop, unsent

SHEET = PairingSheet("https://central.invalid", "central-in-memory", "0" * 16, "0123456789")


class Believing(Trust):
    """Real keys; believes a proof that is the request's own nonce."""

    def proof_holds(self, sheet: PairingSheet, request: Pair, paired: Paired) -> bool:
        return paired.proof == request.nonce


class Doubting(Trust):
    """Real keys; believes nobody."""

    def proof_holds(self, sheet: PairingSheet, request: Pair, paired: Paired) -> bool:
        return False


def pair(laptop: Laptop, central: FakeCentral, trust: Trust | None = None) -> DeviceIdentity | Problem:
    return pair_device(laptop.store, central, trust or Believing(), laptop.ids, SHEET, "0.1")


def settle(laptop: Laptop) -> None:
    """Everything made so far was sent."""
    laptop.adopt().sync(FakeCentral())
    with laptop.store.write() as writing:
        writing.set_setting(Setting.SERVER_ID, "")


def test_ids_and_work_from_before_are_kept(laptop: Laptop) -> None:
    laptop.help_new(1)
    before, made = device_identity(laptop.store), unsent(laptop)
    adopted = pair(laptop, FakeCentral())
    assert isinstance(adopted, DeviceIdentity)
    assert before is not None
    assert adopted.device == before.device
    assert (adopted.is_paired, adopted.support_point, adopted.point_name) == (
        True,
        "point",
        "Điểm hỗ trợ tập",
    )
    assert adopted.address == SHEET.address
    assert laptop.store.read().setting(Setting.TOKEN) == "token"
    assert unsent(laptop) == made
    central = FakeCentral()
    laptop.sync(central)
    assert central.count("session") == 1


def test_the_request_carries_operators_and_public_keys_only(laptop: Laptop) -> None:
    seen: list[Pair] = []

    class Watching(FakeCentral):
        def _paired(self, request: Pair) -> Paired:
            seen.append(request)
            return FakeCentral._paired(self, request)

    pair(laptop, Watching())
    pair(laptop, Watching())
    private = laptop.store.read().setting(Setting.SIGNING_KEY)
    assert [one.id for one in seen[0].operators] == [laptop.operator]
    assert seen[0].signing_key == seen[1].signing_key != private
    assert seen[0].nonce != seen[1].nonce
    assert private
    assert private not in str(seen)


def test_without_proof_nothing_changes(laptop: Laptop) -> None:
    before = device_identity(laptop.store)
    assert pair(laptop, FakeCentral(), Doubting()) == Problem(ProblemCode.PAIRING_NOT_PROVEN)
    assert device_identity(laptop.store) == before
    assert laptop.store.read().setting(Setting.TOKEN) == ""


def test_another_central_is_read_from_its_start(laptop: Laptop) -> None:
    laptop.adopt("central-before").help_new(1)
    laptop.sync(FakeCentral(server_id="central-before"))
    assert laptop.store.read().cursor().seq > 0
    pair(laptop, FakeCentral(epoch=5))
    assert laptop.store.read().cursor().seq == 0
    new = FakeCentral(epoch=5)
    assert laptop.sync(new).agrees
    assert new.count("session") == 1


TROUBLES = [
    Trouble(lost="no_network"),
    Trouble(lost="cut", after_effect=True),
    Trouble(refused=Refused("code_used", 403)),
]


@pytest.mark.parametrize("trouble", TROUBLES)
def test_trouble_on_the_way_changes_nothing_and_can_be_tried_again(laptop: Laptop, trouble: Trouble) -> None:
    central = FakeCentral(trouble=in_order(trouble))
    with pytest.raises((Unreachable, Refused)):
        pair(laptop, central)
    assert laptop.store.read().setting(Setting.SERVER_ID) == ""
    assert isinstance(pair(laptop, central), DeviceIdentity)


def test_pairing_again_clears_the_marks_of_a_lost_token(laptop: Laptop) -> None:
    laptop.adopt().sync(FakeCentral(trouble=in_order(Trouble(refused=Refused("unknown_token", 401)))))
    pair(laptop, FakeCentral())
    assert laptop.store.read().setting(Setting.NEEDS_PAIRING) == ""


def test_under_a_new_name_unsent_work_gets_new_numbers_and_the_rest_is_history(laptop: Laptop) -> None:
    laptop.adopt().help_new(1)
    laptop.sync(FakeCentral())
    laptop.help_new(2)
    reading = laptop.store.read()
    before, last, old = reading.unsent(10**6, 10**3), reading.last_n(), reading.setting(Setting.DEVICE)
    public = reading.setting(Setting.SIGNING_PUBLIC)
    laptop.sync(FakeCentral(trouble=in_order(Trouble(refused=Refused("store_went_back", 409)))))
    lost = FakeCentral(trouble=in_order(Trouble(lost="cut", after_effect=True)))
    name = laptop.store.read().setting(Setting.NEXT_DEVICE)
    with pytest.raises(Unreachable):
        pair(laptop, lost)
    assert laptop.store.read().setting(Setting.DEVICE) == old
    kept = laptop.store.read().setting(Setting.SIGNING_PUBLIC)
    adopted = pair(laptop, FakeCentral())
    assert isinstance(adopted, DeviceIdentity)
    reading = laptop.store.read()
    assert adopted.device == name != old
    assert reading.setting(Setting.SIGNING_PUBLIC) == kept != public
    assert reading.setting(Setting.NEXT_DEVICE) == ""
    after = reading.unsent(10**6, 10**3)
    assert [one.change.id for one in after] == [one.change.id for one in before]
    assert [one.change.author for one in after] == [one.change.author for one in before]
    assert {one.change.device for one in after} == {name}
    assert min(one.change.n for one in after) > last


def test_a_run_under_way_keeps_nothing_of_a_central_left_behind(laptop: Laptop) -> None:
    """Paired with another one while an answer was on its way: the old cursor must not come over the new."""

    class Moving(FakeCentral):
        def pull(self, cursor: Mark, buckets: Sequence[int] = ()) -> Page:
            page = FakeCentral.pull(self, cursor, buckets)
            pair(laptop, FakeCentral())
            return page

    laptop.adopt("central-before").help_new(1)
    report = laptop.sync(Moving(server_id="central-before"))
    assert report.end is SyncEnd.STOPPED
    assert laptop.store.read().cursor().seq == 0


def test_a_disk_copied_before_its_first_pairing_takes_a_name_of_its_own(laptop: Laptop) -> None:
    """The other copy was paired first: central knows the name with other keys."""
    laptop.help_new(1)
    before = device_identity(laptop.store)
    made = unsent(laptop)
    adopted = pair(laptop, FakeCentral(trouble=in_order(Trouble(refused=Refused("device_known", 409)))))
    assert isinstance(adopted, DeviceIdentity)
    assert before is not None
    assert adopted.device != before.device
    assert laptop.store.read().setting(Setting.NEXT_DEVICE) == ""
    waiting = laptop.store.read().unsent(10**6, 10**3)
    assert [one.change.id for one in waiting] == made
    assert {one.change.device for one in waiting} == {adopted.device}


def test_a_name_known_wherever_it_goes_is_a_refusal(laptop: Laptop) -> None:
    known = Trouble(refused=Refused("device_known", 409))
    with pytest.raises(Refused, match="device_known"):
        pair(laptop, FakeCentral(trouble=in_order(known, known)))
    assert not laptop.store.read().setting(Setting.TOKEN)
