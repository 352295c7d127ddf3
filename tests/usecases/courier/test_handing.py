"""Handing over: everything central may not have, in bundles that are whole or not there, and nothing stops waiting."""

from __future__ import annotations

import base64
import contextlib
from collections.abc import Callable
from datetime import timedelta

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.central import sealing
from app.contract.bundle import Bundle, Head, file_id, named, read_content, read_file, to_file
from app.contract.faults import StickFault
from app.contract.messages import WireChange
from app.network.sealing import Sealing
from app.usecases.courier import CannotSeal, HandedOver, hand_over, handing
from app.usecases.settings import YES, Setting
from tests.support.laptop import Laptop
from tests.support.parcels import Post
from tests.support.sticks import MemoryFiles


@pytest.fixture
def post(new_laptop: Callable[[], Laptop]) -> Post:
    return Post(new_laptop()).adopt()


def give(post: Post, stick: MemoryFiles) -> HandedOver:
    laptop = post.laptop
    return hand_over(laptop.store, stick, post.courier, Sealing(), laptop.ids, laptop.clock)


def read(post: Post, file: bytes) -> tuple[Head, list[WireChange]]:
    """What central reads in a bundle."""
    head, sealed = read_file(file)
    signing = base64.urlsafe_b64decode(post.keys.signing_public + "=")
    said = read_content(sealing.opened(sealed, post.central[0], signing), Bundle)
    assert (said.label, said.recipient) == (head.label, post.central[1])
    return head, [msgspec.json.decode(bytes(raw), type=WireChange) for raw in said.changes]


def test_all_that_waits_goes_and_goes_on_waiting(post: Post) -> None:
    post.laptop.help_new(1)
    post.laptop.help_new(2)
    before, stick = post.waiting, MemoryFiles()
    handed = give(post, stick)
    assert (handed.bundles, handed.sessions, handed.changes) == (1, 2, len(before))
    [(name, file)] = stick.files.items()
    head, changes = read(post, file)
    assert [one.id for one in changes] == before == post.waiting
    assert (head.label.count, head.label.sessions, head.label.machine) == (len(before), 2, "Máy tập")
    [told] = post.laptop.store.read().handed()
    assert told.bundle == named(name)[1] == file_id(file)  # type: ignore[index]
    assert post.laptop.store.read().counters().waiting == 2


def test_what_is_not_durable_goes_again_with_its_stamp(post: Post) -> None:
    post.laptop.help_new()
    answers = post.accepted()
    post.take(post.sealed(post.parcel(answers, durable_seq=3)))
    stick = MemoryFiles()
    give(post, stick)
    [file] = stick.files.values()
    _head, changes = read(post, file)
    assert [one.id for one in changes] == list(answers)[3:]
    assert [one.stamp.seq for one in changes if one.stamp] == [one.seq for one in list(answers.values())[3:]]


def test_much_work_makes_several_bundles(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(4):
        post.laptop.help_new(number)
    monkeypatch.setattr(handing, "MOST_IN_BUNDLE", 7)
    stick = MemoryFiles()
    handed = give(post, stick)
    assert handed.bundles == len(stick.files) == -(-len(post.waiting) // 7)
    sent = [one.id for name in sorted(stick.files) for one in read(post, stick.files[name])[1]]
    assert sorted(sent) == sorted(post.waiting)
    assert len(post.laptop.store.read().handed()) == handed.bundles


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(room=st.integers(0, 9_000))
def test_pulled_out_at_any_byte_only_whole_bundles_are_there_and_noted(
    new_laptop: Callable[[], Laptop], room: int
) -> None:
    post = Post(new_laptop()).adopt()
    for number in range(3):
        post.laptop.help_new(number)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(handing, "MOST_IN_BUNDLE", 6)
        stick = MemoryFiles(room=room)
        before = post.waiting
        with contextlib.suppress(StickFault):
            give(post, stick)
        whole = {one.id for file in stick.files.values() for one in read(post, file)[1]}
        noted = sum(one.changes for one in post.laptop.store.read().handed())
        assert noted == len(whole)
        assert post.waiting == before
        stick.room = None
        give(post, stick)
        whole = {one.id for file in stick.files.values() for one in read(post, file)[1]}
        assert whole == set(before)


def test_pressed_twice_nothing_more_is_written_on_the_same_stick(post: Post) -> None:
    post.laptop.help_new(1)
    stick = MemoryFiles()
    give(post, stick)
    again = give(post, stick)
    assert (again.bundles, again.lying, len(stick.files)) == (0, len(post.waiting), 1)
    assert give(post, MemoryFiles()).bundles == 1, "another stick gets it, too"
    post.laptop.help_new(2)
    third = give(post, stick)
    assert (third.bundles, third.sessions) == (1, 2)


def test_what_was_answered_does_not_go_again_while_central_was_just_heard_of(post: Post) -> None:
    post.laptop.help_new()
    now_ms = int(post.laptop.clock.now().timestamp() * 1000)
    post.take(post.sealed(post.parcel(post.accepted(), label=post.label(made_at=now_ms))))
    stick = MemoryFiles()
    assert give(post, stick) == HandedOver()
    assert stick.files == {}
    post.laptop.clock.move(minutes=25 * 60)
    handed = give(post, stick)
    assert (handed.bundles, handed.sessions, handed.again) == (1, 0, 1)


def test_unknown_to_central_a_laptop_carries_all_that_may_be_lost(post: Post) -> None:
    post.laptop.help_new()
    now_ms = int(post.laptop.clock.now().timestamp() * 1000)
    post.take(post.sealed(post.parcel(post.accepted(), label=post.label(made_at=now_ms))))
    with post.laptop.store.write() as writing:
        writing.set_setting(Setting.NEEDS_PAIRING, YES)
    assert give(post, MemoryFiles()).again == 1


def test_what_a_restore_asks_for_again_goes_though_it_lies_there(post: Post) -> None:
    """What lies there has no stamps, and whoever holds its answer carries it no more."""
    post.laptop.help_new()
    stick = MemoryFiles()
    give(post, stick)
    post.take(post.sealed(post.parcel(post.accepted())))
    post.take(post.sealed(post.parcel({}, epoch=2)))
    handed = give(post, stick)
    assert (handed.bundles, handed.sessions, len(stick.files)) == (1, 1, 2)


def test_with_nothing_to_send_nothing_is_written(post: Post) -> None:
    post.take(post.sealed(post.parcel(post.accepted(), durable_seq=99)))
    stick = MemoryFiles()
    assert give(post, stick) == HandedOver()
    assert stick.files == {}


def receipt(post: Post, days_old: int) -> bytes:
    """An answer for another laptop, as central made it so many days ago."""
    now = post.laptop.clock.now() - timedelta(days=days_old)
    label = post.label(device="F" * 22, made_at=int(now.timestamp() * 1000))
    return to_file(label, b"sealed")


def test_receipts_of_others_are_given_back_once(post: Post) -> None:
    name, file = f"diemtua-{'Q' * 22}.dtp", receipt(post, 1)
    post.courier.files[name] = file
    stick = MemoryFiles()
    assert give(post, stick).receipts == 1
    assert stick.files[name] == file
    assert give(post, stick).receipts == 0
    assert post.courier.names() == [name]


@pytest.mark.parametrize("lies_there", [False, True])
def test_a_receipt_is_given_once_more_and_forgotten_when_it_is_old(post: Post, lies_there: bool) -> None:
    name, file = f"diemtua-{'Q' * 22}.dtp", receipt(post, 31)
    post.courier.files[name] = file
    stick = MemoryFiles({name: file} if lies_there else {})
    assert give(post, stick).receipts == (not lies_there)
    assert (stick.files[name], post.courier.names()) == (file, [])


def test_a_receipt_that_could_not_be_given_is_kept_however_old(post: Post) -> None:
    post.courier.files[f"diemtua-{'Q' * 22}.dtp"] = receipt(post, 31)
    before = dict(post.courier.files)
    with pytest.raises(StickFault):
        give(post, MemoryFiles(room=3))
    assert post.courier.files == before


@pytest.mark.parametrize(
    ("setting", "value", "code"),
    [
        (Setting.SERVER_SEALING, "", "not_paired"),
        (Setting.NEXT_DEVICE, "N" * 22, "needs_pairing"),
        (Setting.KEYS_OF, "N" * 22, "needs_pairing"),
    ],
)
def test_without_a_central_or_a_name_of_our_own_nothing_is_sealed(
    post: Post, setting: Setting, value: str, code: str
) -> None:
    with post.laptop.store.write() as writing:
        writing.set_setting(setting, value)
    with pytest.raises(CannotSeal, match=code):
        give(post, MemoryFiles())
