"""Work that came back: refused or sent back, it is written anew, and then it counts as received."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.contract.messages import WireRecord
from app.domain.changes import Op
from app.domain.views import Attention, Counters
from app.usecases.mending import can_be_corrected, correct, take_out
from tests.support.fake_central import COMMUNE
from tests.support.laptop import Laptop
from tests.support.reviewing_central import ReviewingCentral
from tests.support.two_places import pen, write
from tests.usecases.conftest import NewStore


@pytest.fixture
def new_store(new_real_store: NewStore) -> NewStore:
    """What came back is found by SQL."""
    return new_real_store


@pytest.fixture
def central() -> ReviewingCentral:
    return ReviewingCentral()


@pytest.fixture
def laptop(new_laptop: Callable[[], Laptop]) -> Laptop:
    return new_laptop().adopt()


def only(laptop: Laptop) -> Attention:
    [one] = laptop.store.read().attention()
    return one


def mend(laptop: Laptop, **fixed: str) -> None:
    one = only(laptop)
    assert can_be_corrected(one)
    correct(laptop.store, laptop.clock, laptop.ids, laptop.operator, one, dict(fixed))


def test_a_refused_person_is_written_anew_with_all_that_waits_behind(
    laptop: Laptop, central: ReviewingCentral
) -> None:
    done = laptop.help_new(1)
    [create] = [one.change for one in laptop.store.read().unsent(10**9, 99) if one.change.kind == "citizen"]
    central.rejects[create.id] = "bad_value"
    laptop.sync(central)
    write(laptop, done.citizen, {"village": "Bản Sau"})
    mend(laptop, name="Lò Thị Đúng")
    assert laptop.store.read().counters() == Counters(
        waiting=1, oldest_waiting=laptop.store.read().counters().oldest_waiting
    )
    laptop.sync(central)
    shown = central.shown("citizen", done.citizen)
    assert (shown["name"], shown["village"]) == ("Lò Thị Đúng", "Bản Sau")
    assert laptop.store.read().counters() == Counters(received=1)
    assert laptop.store.read().attention() == []


def test_a_refused_edit_is_replaced_by_one_that_had_seen_it(
    laptop: Laptop, central: ReviewingCentral
) -> None:
    done = laptop.help_new(1)
    laptop.sync(central)
    write(laptop, done.citizen, {"name": "Lò Thị Sai"})
    [edit] = [one.change for one in laptop.store.read().unsent(10**9, 99)]
    central.rejects[edit.id] = "bad_value"
    laptop.sync(central)
    write(laptop, done.citizen, {"name": "Lò Thị Sai Nữa"})
    before = edit.fields["name"].seen[0]
    mend(laptop, name="Lò Thị Đúng")
    [sent] = [one.change for one in laptop.store.read().unsent(10**9, 99)]
    assert sent.op is Op.EDIT
    assert sent.fields["name"].seen == ("Lò Thị Sai Nữa", "Lò Thị Sai", before)
    assert len(sent.replaces) == 2
    laptop.sync(central)
    assert central.shown("citizen", done.citizen)["name"] == "Lò Thị Đúng"
    assert laptop.store.read().attention() == []


def test_work_under_review_counts_once_it_was_accepted(laptop: Laptop, central: ReviewingCentral) -> None:
    laptop.help_new(1)
    [create] = [one.change for one in laptop.store.read().unsent(10**9, 99) if one.change.kind == "citizen"]
    central.doubts[create.id] = "unknown_author"
    laptop.sync(central)
    assert (only(laptop).state, laptop.store.read().counters().attention) == ("review", 1)
    assert not can_be_corrected(only(laptop))
    central.accept(create)
    for _ in range(2):
        laptop.sync(central)
    assert laptop.store.read().counters() == Counters(received=1)


def test_work_given_back_by_review_comes_with_who_and_why(laptop: Laptop, central: ReviewingCentral) -> None:
    done = laptop.help_new(1)
    laptop.sync(central)
    write(laptop, done.citizen, {"name": "Lò Thị Sai"})
    [edit] = [one.change for one in laptop.store.read().unsent(10**9, 99)]
    central.doubts[edit.id] = "author_inactive"
    laptop.sync(central)
    said = {"change": edit.id, "verdict": "returned", "comment": "Xem lại tên", "by": "Chị Mai"}
    central.publish("verdict", edit.id, **said)
    laptop.sync(central)
    one = only(laptop)
    assert (one.state, one.code, one.comment, one.by) == ("quarantined", "returned", "Xem lại tên", "Chị Mai")
    mend(laptop, name="Lò Thị Đúng")
    laptop.sync(central)
    assert central.shown("citizen", done.citizen)["name"] == "Lò Thị Đúng"
    assert laptop.store.read().attention() == []


def test_a_verdict_that_overtook_the_answer_still_counts(laptop: Laptop, central: ReviewingCentral) -> None:
    done = laptop.help_new(1)
    laptop.sync(central)
    write(laptop, done.citizen, {"name": "Lò Thị Sai"})
    [edit] = [one.change for one in laptop.store.read().unsent(10**9, 99)]
    central.doubts[edit.id] = "author_inactive"
    verdict = WireRecord(
        id=edit.id,
        kind="verdict",
        commune=COMMUNE,
        seq=central.seq,
        fields={"change": edit.id, "verdict": "returned"},
    )
    laptop.store.apply_page([verdict], laptop.store.read().cursor())
    laptop.sync(central)
    assert (only(laptop).state, only(laptop).code) == ("quarantined", "returned")


def test_a_record_sent_back_is_answered_by_a_correction(laptop: Laptop, central: ReviewingCentral) -> None:
    done = laptop.help_new(1)
    laptop.sync(central)
    central.publish("return", "return-1", record=done.citizen, comment="Tên có đúng không?", by="Chị Mai")
    laptop.sync(central)
    one = only(laptop)
    assert (one.state, one.comment, one.by, one.returned) == (
        "returned",
        "Tên có đúng không?",
        "Chị Mai",
        "return-1",
    )
    assert one.session == done.session
    assert laptop.store.read().counters().attention == 1
    mend(laptop, name="Lò Thị Đúng")
    assert laptop.store.read().counters().waiting == 1
    laptop.sync(central)
    assert central.shown("citizen", done.citizen)["name"] == "Lò Thị Đúng"
    assert laptop.store.read().counters() == Counters(received=1)


def test_it_is_answered_too_when_all_was_right(laptop: Laptop, central: ReviewingCentral) -> None:
    done = laptop.help_new(1)
    laptop.sync(central)
    central.publish("return", "return-1", record=done.citizen, comment="?")
    laptop.sync(central)
    mend(laptop)
    laptop.sync(central)
    assert laptop.store.read().counters() == Counters(received=1)
    assert laptop.store.read().attention() == []


def test_a_session_sent_back_can_be_taken_out_of_the_counts(
    laptop: Laptop, central: ReviewingCentral
) -> None:
    done = laptop.help_new(1)
    laptop.sync(central)
    central.publish("return", "return-1", record=done.session, session=done.session, comment="Không có ai")
    laptop.sync(central)
    one = only(laptop)
    assert not can_be_corrected(one), "a finished session never changes"
    take_out(laptop.store, laptop.clock, laptop.ids, laptop.operator, [one])
    laptop.sync(central)
    assert laptop.store.read().attention() == []
    assert laptop.store.read().counters() == Counters(received=1)
    assert laptop.store.read().day_counts(laptop.clock.now().date()).sessions == 0
    assert central.count("void") == 1


def test_somebody_elses_work_sent_back_is_not_asked_of_us(laptop: Laptop, central: ReviewingCentral) -> None:
    laptop.help_new(1)
    laptop.sync(central)
    central.publish("return", "return-1", record="somebody-elses", comment="?")
    laptop.sync(central)
    assert laptop.store.read().attention() == []
    assert pen(laptop).author == laptop.operator
