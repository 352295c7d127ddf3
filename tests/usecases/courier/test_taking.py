"""Taking in from a stick: answers as of a push, records as of a pull, and a name for everything that is not for us."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.contract.messages import WireOutcome, WireRecord
from app.domain.changes import Mark
from app.network.sealing import new_sealing_keys
from app.network.trust import Trust
from app.usecases.settings import YES, Setting
from tests.support.laptop import Laptop
from tests.support.parcels import Post, feed


@pytest.fixture
def post(new_laptop: Callable[[], Laptop]) -> Post:
    return Post(new_laptop()).adopt()


def record(seq: int, **more: object) -> WireRecord:
    plain = WireRecord(
        id=f"{seq:022d}", kind="village", commune="03646", seq=seq, fields={"name": f"bản {seq}"}
    )
    return msgspec.structs.replace(plain, **more)


def test_answers_settle_what_waited(post: Post) -> None:
    post.laptop.help_new()
    answers = post.accepted()
    taken = post.take(post.sealed(post.parcel(answers)))
    assert (taken.parcels, taken.answers, taken.faults) == (1, len(answers), {})
    assert post.waiting == []
    assert post.laptop.store.read().counters().received == 1


def test_what_came_back_by_stick_counts_as_sent_and_received(post: Post) -> None:
    for made_at, expected in ((2_000, "1970-01-01T00:00:02+00:00"), (1_000, "1970-01-01T00:00:02+00:00")):
        post.laptop.help_new(made_at // 1_000)
        post.take(post.sealed(post.parcel(post.accepted(), label=post.label(made_at=made_at))))
        setting = post.laptop.store.read().setting
        assert setting(Setting.LAST_SUCCESS) == expected


def test_taken_again_or_out_of_order_nothing_more_changes(post: Post) -> None:
    post.laptop.help_new()
    first = post.sealed(post.parcel(post.accepted()))
    post.take(first)
    post.laptop.help_new(1)
    second = post.sealed(post.parcel(post.accepted(50), durable_seq=40))
    for order in ((second, first), (first, second), (first, first)):
        assert post.take(*order).faults == {}
    assert (post.waiting, post.laptop.store.read().counters().received) == ([], 2)
    assert post.laptop.store.read().setting(Setting.DURABLE_SEQ) == "40"


def test_an_answer_of_a_lost_epoch_is_only_a_stamp(post: Post) -> None:
    post.laptop.help_new()
    old = post.sealed(post.parcel(post.accepted()))
    with post.laptop.store.write() as writing:
        writing.begin_epoch(2)
    before = post.waiting
    post.take(old)
    assert post.waiting == before
    stamped = post.laptop.store.read().unsent(10**9, 10**6)
    assert {one.stamp.at.epoch for one in stamped if one.stamp} == {1}
    assert all(one.stamp for one in stamped)


def test_a_parcel_of_a_newer_epoch_tells_that_central_was_restored(post: Post) -> None:
    post.laptop.help_new()
    answers = post.accepted()
    post.take(post.sealed(post.parcel(answers)))
    assert post.waiting == []
    post.take(post.sealed(post.parcel({}, epoch=2)))
    assert sorted(post.waiting) == sorted(answers)
    assert post.laptop.store.read().cursor() == Mark(2, 0)
    post.take(post.sealed(post.parcel(answers, epoch=2)))
    assert post.waiting == []


def test_a_laptop_that_never_said_hello_learns_the_epoch_by_stick(new_laptop: Callable[[], Laptop]) -> None:
    post = Post(new_laptop()).adopt(epoch=0)
    post.laptop.help_new()
    post.take(post.sealed(post.parcel(post.accepted(), epoch=3, feed=feed(0, 9, record(9)))))
    assert (post.waiting, post.laptop.store.read().cursor()) == ([], Mark(3, 9))


def test_answers_in_words_of_a_newer_central_leave_it_unsent(post: Post) -> None:
    change, *_ = post.waiting
    answers = {change: WireOutcome(n=1, kind="pondered"), "X" * 22: WireOutcome(n=7, seq=3)}
    assert post.take(post.sealed(post.parcel(answers))).faults == {}
    assert change in post.waiting


def test_a_number_used_twice_takes_nothing_and_asks_for_a_new_name(post: Post) -> None:
    post.laptop.help_new()
    before = post.waiting
    answers = post.accepted()
    answers[before[-1]] = WireOutcome(n=9, kind="rejected", code="number_reused")
    bad = post.sealed(post.parcel(answers))
    for _ in range(2):
        post.take(bad)
    setting = post.laptop.store.read().setting
    assert (post.waiting, setting(Setting.NEEDS_PAIRING)) == (before, YES)
    name = setting(Setting.NEXT_DEVICE)
    assert name
    post.take(bad)
    assert post.laptop.store.read().setting(Setting.NEXT_DEVICE) == name


def test_the_same_about_a_name_we_gave_up_changes_nothing(post: Post) -> None:
    former = post.label(device="F" * 22)
    answers = {post.waiting[0]: WireOutcome(n=1, kind="rejected", code="number_reused")}
    post.take(post.sealed(post.parcel(answers, label=former)))
    assert post.laptop.store.read().setting(Setting.NEXT_DEVICE) == ""


def test_records_are_read_as_a_pull_reads_them(post: Post) -> None:
    taken = post.take(post.sealed(post.parcel(feed=feed(0, 5, record(3), record(5)))))
    assert (taken.records, post.laptop.store.read().cursor()) == (2, Mark(1, 5))
    assert len(post.laptop.store.read().records("village")) == 2


@pytest.mark.parametrize(
    ("since", "cursor", "at", "read"),
    [(0, 9, 0, 2), (0, 9, 5, 1), (5, 9, 5, 1), (0, 5, 5, 0), (0, 4, 9, 0), (6, 9, 5, 0)],
    ids=["all", "overlap", "next", "known", "old", "a gap"],
)
def test_nothing_is_read_over_a_gap_or_backwards(
    post: Post, since: int, cursor: int, at: int, read: int
) -> None:
    post.laptop.store.apply_page([], Mark(1, at))
    records = [one for one in (record(5), record(9)) if since < one.seq <= cursor]
    taken = post.take(post.sealed(post.parcel(feed=feed(since, cursor, *records))))
    assert taken.records == read
    assert post.laptop.store.read().cursor() == Mark(1, cursor if read else at)


def test_records_of_a_lost_epoch_are_not_read(post: Post) -> None:
    with post.laptop.store.write() as writing:
        writing.begin_epoch(2)
    assert post.take(post.sealed(post.parcel(feed=feed(0, 5, record(5))))).records == 0


def _turned(whole: bytes) -> bytes:
    """The last byte is another one."""
    return whole[:-1] + bytes([whole[-1] ^ 1])


FAULTS: dict[str, tuple[str, Callable[[Post], bytes]]] = {
    "another central": (
        "bundle_other_central",
        lambda p: p.sealed(p.parcel(label=p.label(server_id="central-2"))),
    ),
    "another signer": (
        "bundle_forged",
        lambda p: p.sealed(p.parcel(p.accepted()), key=Ed25519PrivateKey.generate()),
    ),
    "a label that was changed": (
        "bundle_altered",
        lambda p: p.sealed(p.parcel(p.accepted()), head=p.label(machine="other")),
    ),
    "passed on by another device": (
        "bundle_altered",
        lambda p: p.sealed(p.parcel(p.accepted(), recipient=new_sealing_keys()[1])),
    ),
    "a bundle called a parcel": (
        "bundle_unreadable",
        lambda p: p.sealed(p.parcel(p.accepted(), label=p.label(purpose="dtb"))),
    ),
    "cut": ("bundle_cut", lambda p: p.sealed(p.parcel(p.accepted()))[:-1]),
    "longer": ("bundle_altered", lambda p: p.sealed(p.parcel(p.accepted())) + b"x"),
    "a byte": ("bundle_altered", lambda p: _turned(p.sealed(p.parcel(p.accepted())))),
    "a picture": ("not_a_bundle", lambda _p: b"\x89PNG"),
    "empty": ("bundle_cut", lambda _p: b""),
}


@pytest.mark.parametrize("name", FAULTS)
def test_what_is_wrong_has_a_code_and_changes_nothing(post: Post, name: str) -> None:
    post.laptop.help_new()
    before = post.waiting
    code, make = FAULTS[name]
    taken = post.take(make(post))
    assert list(taken.faults.values()) == [code]
    assert (taken.parcels, post.waiting) == (0, before)


def test_one_bad_file_spoils_no_other(post: Post) -> None:
    post.laptop.help_new()
    good = post.sealed(post.parcel(post.accepted()))
    taken = post.take(b"nonsense", good, good[:-1])
    assert (taken.parcels, sorted(taken.faults.values())) == (1, ["bundle_cut", "not_a_bundle"])
    assert post.waiting == []


def test_another_laptops_parcel_is_left_for_it(post: Post) -> None:
    public = new_sealing_keys()[1]
    theirs = post.sealed(post.parcel({}, recipient=public), to=public)
    taken = post.take(theirs)
    assert (taken.for_others, taken.parcels, taken.faults) == (1, 0, {})


def test_a_parcel_for_the_name_before_is_still_read(post: Post) -> None:
    post.laptop.help_new()
    late = post.sealed(post.parcel(post.accepted(), label=post.label(device="F" * 22)))
    fresh = Trust().new_keys()
    with post.laptop.store.write() as writing:
        writing.set_setting(Setting.SEALING_OLD, post.keys.sealing_private)
        writing.set_setting(Setting.SEALING_KEY, fresh.sealing_private)
        writing.set_setting(Setting.SEALING_PUBLIC, fresh.sealing_public)
    assert post.take(late).parcels == 1
    assert post.waiting == []


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_a_parcel_altered_anywhere_takes_nothing_or_is_whole(
    new_laptop: Callable[[], Laptop], data: st.DataObject
) -> None:
    post = Post(new_laptop()).adopt()
    before = post.waiting
    whole = bytearray(post.sealed(post.parcel(post.accepted())))
    place = data.draw(st.floats(0, 0.999)) * len(whole)
    whole[int(place)] ^= data.draw(st.integers(1, 255))
    taken = post.take(bytes(whole))
    assert taken.parcels == 0
    assert post.waiting == before
    assert list(taken.faults.values()) or taken.for_others
