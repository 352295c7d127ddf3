"""What a stick holds for others: taken along as it is, under its own name, and only as long as it is of use."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.contract.bundle import Purpose, file_name
from app.network.sealing import Sealing
from app.usecases.courier import hand_over
from app.usecases.courier.taking import MOST_CARRIED
from tests.support.laptop import Laptop
from tests.support.parcels import Post
from tests.support.sticks import MemoryFiles


@pytest.fixture
def post(new_laptop: Callable[[], Laptop]) -> Post:
    return Post(new_laptop()).adopt()


@pytest.fixture
def new_post(new_laptop: Callable[[], Laptop]) -> Callable[[], Post]:
    return lambda: Post(new_laptop()).adopt()


def test_others_bundles_are_taken_along_and_our_own_are_not(post: Post, new_post: Callable[[], Post]) -> None:
    other, stick = new_post(), MemoryFiles()
    other.laptop.help_new()
    for one in (other, post):
        laptop = one.laptop
        hand_over(laptop.store, stick, one.courier, Sealing(), laptop.ids, laptop.clock)
    assert len(stick.files) == 2
    for expected in (1, 0):
        assert post.take_stick(stick).carried == expected
    assert post.courier.names() == other_names(stick, post)


def other_names(stick: MemoryFiles, post: Post) -> list[str]:
    ours = {one.bundle for one in post.laptop.store.read().handed()}
    return [name for name in stick.names() if not any(bundle in name for bundle in ours)]


def test_what_we_hold_the_answer_to_is_not_carried_again(post: Post, new_post: Callable[[], Post]) -> None:
    stick = other_stick(new_post)
    [name] = stick.files
    post.courier.files[name.replace(".dtb", ".dtp")] = b"answer"
    assert post.take_stick(stick).carried == 0
    assert name not in post.courier.files


def test_a_bundle_under_another_name_than_its_own_is_not_taken(
    post: Post, new_post: Callable[[], Post]
) -> None:
    stick = other_stick(new_post)
    [(name, whole)] = stick.files.items()
    stick.files = {file_name(Purpose.BUNDLE, "Q" * 22): whole}
    assert list(post.take_stick(stick).faults.values()) == ["bundle_altered"]
    assert post.courier.files == {}
    stick.files[name] = whole
    assert post.take_stick(stick).carried == 1


def other_stick(new_post: Callable[[], Post]) -> MemoryFiles:
    """A stick with the work of another laptop."""
    stick, other = MemoryFiles(), new_post()
    laptop = other.laptop
    laptop.help_new()
    hand_over(laptop.store, stick, other.courier, Sealing(), laptop.ids, laptop.clock)
    return stick


def test_our_own_bundle_leaves_the_stick_with_its_answer(post: Post) -> None:
    """Nobody carries it for nothing any more; an answer stays a month, for whoever brought it."""
    laptop, stick = post.laptop, MemoryFiles()
    laptop.help_new()
    hand_over(laptop.store, stick, post.courier, Sealing(), laptop.ids, laptop.clock)
    [bundle] = stick.files
    ours, other = bundle[8:30], file_name(Purpose.BUNDLE, "Q" * 22)
    stick.files[other] = b"somebody's"
    now_ms = int(laptop.clock.now().timestamp() * 1000)
    answer = post.parcel(post.accepted(), label=post.label(made_at=now_ms), bundles=(ours, "../../x"))
    name = file_name(Purpose.PARCEL, "-" * 22)
    stick.files[name] = post.sealed(answer)
    assert post.take_stick(stick).answers > 0
    assert set(stick.files) == {other, name}
    laptop.clock.move(minutes=31 * 24 * 60)
    post.take_stick(stick)
    assert set(stick.files) == {other}


def test_a_laptop_carries_only_so_much(post: Post, new_post: Callable[[], Post]) -> None:
    for number in range(MOST_CARRIED):
        post.courier.files[file_name(Purpose.BUNDLE, f"{number:022d}")] = b""
    other, stick = new_post(), MemoryFiles()
    laptop = other.laptop
    hand_over(laptop.store, stick, other.courier, Sealing(), laptop.ids, laptop.clock)
    assert list(post.take_stick(stick).faults.values()) == ["courier_full"]


def test_answers_kept_for_others_take_no_room_from_their_work(
    post: Post, new_post: Callable[[], Post]
) -> None:
    for number in range(MOST_CARRIED):
        post.courier.files[file_name(Purpose.PARCEL, f"{number:022d}")] = b""
    other, stick = new_post(), MemoryFiles()
    laptop = other.laptop
    laptop.help_new()
    hand_over(laptop.store, stick, other.courier, Sealing(), laptop.ids, laptop.clock)
    taken = post.take_stick(stick)
    assert (taken.carried, taken.faults) == (1, {})
