"""Carrying: a bundle is brought piece by piece, kept until its answer is here, and never read."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, field

import msgspec
import pytest

from app.contract.bundle import BundleStatus, Label, ParcelPart, Purpose, file_id, file_name, to_file
from app.contract.faults import Refused, StickFault, Unreachable
from app.usecases.courier import CarriedState, carried, carry, carrying
from tests.support.sticks import MemoryFiles

LABEL = Label(
    purpose="dtb", id="B" * 22, server_id="s", commune="03646", device="D" * 22, made_at=5, sessions=3
)
WHOLE = to_file(LABEL, bytes(range(256)) * 8)
BUNDLE = file_id(WHOLE)
ANSWERED = Label(purpose="dtp", id=BUNDLE, server_id="s", commune="03646", device="D" * 22, made_at=6)
ANSWER = to_file(ANSWERED, b"x" * 900)
NAME, PARCEL = file_name(Purpose.BUNDLE, BUNDLE), file_name(Purpose.PARCEL, BUNDLE)


@dataclass
class Road:
    """A central in a few lines; `refused` is said to every part."""

    got: dict[str, bytes] = field(default_factory=dict)
    refused: Refused | None = None
    cut_after: int = 10**9
    piece: int = 400
    asked: int = 0
    answer: bytes = ANSWER

    def bundle(self, id_: str) -> BundleStatus:
        self._count()
        return self._status(id_)

    def send(self, id_: str, offset: int, part: bytes) -> BundleStatus:
        self._count()
        if self.refused is not None:
            raise self.refused
        here = self.got.setdefault(id_, b"")
        if offset == len(here):
            self.got[id_] = here + part[: self.piece]
        return self._status(id_)

    def parcel(self, id_: str, offset: int) -> ParcelPart:
        self._count()
        part = self.answer[offset : offset + self.piece]
        return ParcelPart(server_id="s", id=id_, offset=offset, size=len(self.answer), part=part)

    def _status(self, id_: str) -> BundleStatus:
        here = self.got.get(id_, b"")
        return BundleStatus(server_id="s", id=id_, received=len(here), taken=here == WHOLE)

    def _count(self) -> None:
        self.asked += 1
        if self.asked > self.cut_after:
            raise Unreachable("cut")


@pytest.fixture
def courier() -> MemoryFiles:
    return MemoryFiles({NAME: WHOLE})


def never() -> bool:
    return False


def test_a_bundle_goes_and_its_answer_comes(courier: MemoryFiles) -> None:
    road = Road()
    assert carry(courier, road, never).delivered == 1
    assert road.got == {BUNDLE: WHOLE}
    assert courier.files == {PARCEL: ANSWER}
    assert [one.state for one in carried(courier)] == [CarriedState.ANSWERED]
    assert carry(courier, road, never).delivered == 0


@pytest.mark.parametrize("cut", range(1, 12))
def test_broken_off_anywhere_the_next_run_ends_it(courier: MemoryFiles, cut: int) -> None:
    road = Road(cut_after=cut)
    with contextlib.suppress(Unreachable):
        carry(courier, road, never)
    road.cut_after = 10**9
    carry(courier, road, never)
    assert (road.got, courier.files) == ({BUNDLE: WHOLE}, {PARCEL: ANSWER})


def test_nothing_is_forgotten_before_the_answer_is_kept(courier: MemoryFiles) -> None:
    courier.room = 100
    with pytest.raises(StickFault):
        carry(courier, Road(), never)
    assert NAME in courier.files
    courier.room = None
    assert carry(courier, Road(got={BUNDLE: WHOLE}), never).delivered == 1


def test_a_central_that_makes_no_headway_is_left_for_another_run(courier: MemoryFiles) -> None:
    report = carry(courier, Road(piece=0), never)
    assert (report.delivered, report.waiting) == (0, 1)
    assert NAME in courier.files


def test_an_answer_that_is_not_whole_is_fetched_again(courier: MemoryFiles) -> None:
    report = carry(courier, Road(got={BUNDLE: WHOLE}, answer=ANSWER[:-1] + b"?"), never)
    assert (report.delivered, report.waiting) == (0, 1)
    assert NAME in courier.files


@pytest.mark.parametrize("code", sorted(carrying._FINAL))
def test_what_central_will_never_have_is_kept_but_not_offered_again(courier: MemoryFiles, code: str) -> None:
    assert carry(courier, Road(refused=Refused(code, 400)), never).refused == {BUNDLE: code}
    assert courier.names() == []
    assert courier.refused == {NAME: (WHOLE, code)}
    [one] = carried(courier)
    assert (one.label, one.state, one.code) == (LABEL, CarriedState.REFUSED, code)


def test_a_file_that_is_another_by_now_is_not_even_offered(courier: MemoryFiles) -> None:
    damaged = WHOLE[:-1] + bytes([WHOLE[-1] ^ 1])
    courier.files[NAME], road = damaged, Road()
    assert carry(courier, road, never).refused == {BUNDLE: "bundle_altered"}
    assert (road.asked, courier.refused) == (0, {NAME: (damaged, "bundle_altered")})


def test_while_somebody_elses_file_is_under_its_name_it_waits(courier: MemoryFiles) -> None:
    """Central forgets what is not the file of that name, and says that it has nothing of it."""

    class Fresh(Road):
        def send(self, id_: str, offset: int, part: bytes) -> BundleStatus:
            return BundleStatus(server_id="s", id=id_, received=0)

    report = carry(courier, Fresh(), never)
    assert (report.refused, report.waiting, courier.files) == ({}, 1, {NAME: WHOLE})
    assert carry(courier, Road(), never).delivered == 1


@pytest.mark.parametrize("stranger", [{"device": "E" * 22}, {"id": "E" * 22}, {"server_id": "t"}])
def test_an_answer_to_another_device_or_bundle_ends_nothing(
    courier: MemoryFiles, stranger: dict[str, str]
) -> None:
    other = to_file(msgspec.structs.replace(ANSWERED, **stranger), b"x" * 900)
    report = carry(courier, Road(got={BUNDLE: WHOLE}, answer=other), never)
    assert (report.delivered, report.waiting, courier.files) == (0, 1, {NAME: WHOLE})


@pytest.mark.parametrize("code", ["not_found", "unknown_device"])
def test_one_that_people_must_see_to_first_stops_no_other(courier: MemoryFiles, code: str) -> None:
    label = Label(purpose="dtb", id="C" * 22, server_id="s", commune="03646", device="E" * 22, made_at=4)
    whole = to_file(label, b"y" * 90)
    other = file_id(whole)
    courier.files[file_name(Purpose.BUNDLE, other)] = whole

    class Silent(Road):
        """A central that can do nothing with one of the two."""

        def bundle(self, id_: str) -> BundleStatus:
            if id_ == other:
                raise Refused(code, 404)
            return super().bundle(id_)

    report = carry(courier, Silent(), never)
    assert (report.delivered, report.waiting, report.refused) == (1, 1, {})
    assert file_name(Purpose.BUNDLE, other) in courier.files


@pytest.mark.parametrize("code", ["unknown_token", "busy", "too_many_bundles"])
def test_other_refusals_end_the_carrying_and_lose_nothing(courier: MemoryFiles, code: str) -> None:
    with pytest.raises(Refused, match=code):
        carry(courier, Road(refused=Refused(code, 429)), never)
    assert courier.files == {NAME: WHOLE}


def test_it_stops_when_asked(courier: MemoryFiles) -> None:
    road = Road()
    report = carry(courier, road, lambda: True)
    assert (report.waiting, road.asked, courier.files) == (1, 0, {NAME: WHOLE})


def test_only_what_a_head_says_is_shown(courier: MemoryFiles) -> None:
    courier.files |= {
        file_name(Purpose.BUNDLE, "C" * 22): b"junk",
        file_name(Purpose.RESCUE, "D" * 22): WHOLE,
    }
    courier.refused["x"] = (b"junk", "bundle_forged")
    [one] = carried(courier)
    assert (one.label.sessions, one.label.made_at, one.state) == (3, 5, CarriedState.WAITING)
