"""Work that came back, in the hands of whoever wrote it."""

from __future__ import annotations

from collections.abc import Callable

from app.domain.problems import ProblemCode
from app.presentation.looking import Sort, Way
from app.usecases.facts import TypedPerson
from tests.presentation.looking.conftest import sit
from tests.support.laptop import Laptop, person
from tests.support.reviewing_central import ReviewingCentral


def test_a_record_sent_back_is_corrected_in_place(new_laptop: Callable[[], Laptop]) -> None:
    laptop, central = new_laptop().adopt(), ReviewingCentral()
    done = laptop.help_new(1)
    laptop.sync(central)
    central.publish("return", "return-1", record=done.citizen, comment="Tên?", by="Chị Mai")
    laptop.sync(central)
    seat = sit(laptop)
    [entry] = seat.state.entries
    assert (entry.sort, entry.state) == (Sort.BACK, "returned")
    work = seat.state.work
    assert work is not None
    assert (work.pieces[0].comment, work.person["name"]) == ("Tên?", person(1)["name"])
    wrong = TypedPerson(name="", birth="1941", sex="f", village="Bản Mẫu")
    [problem] = seat.presenter.correct(wrong)
    assert problem.code is ProblemCode.NAME_MISSING
    right = TypedPerson(name="Lò Thị Đúng", birth="1941", sex="f", village="Bản Mẫu")
    assert seat.presenter.correct(right) == ()
    assert seat.state.entries == ()
    laptop.sync(central)
    assert central.shown("citizen", done.citizen)["name"] == "Lò Thị Đúng"


def test_what_was_right_after_all_is_said_so(new_laptop: Callable[[], Laptop]) -> None:
    laptop, central = new_laptop().adopt(), ReviewingCentral()
    done = laptop.help_new(1)
    laptop.sync(central)
    central.publish("return", "return-1", record=done.citizen, comment="?")
    laptop.sync(central)
    seat = sit(laptop)
    assert seat.state.work is not None
    assert seat.state.work.ways == {Way.CORRECT, Way.RIGHT}
    problem = seat.presenter.all_right("OTP 123456")
    assert problem is not None
    assert problem.code is ProblemCode.NOTE_HAS_SECRET
    assert len(seat.state.entries) == 1
    assert seat.presenter.all_right("Đúng rồi") is None
    assert seat.state.entries == ()


def test_a_visit_that_never_was_is_taken_out(new_laptop: Callable[[], Laptop]) -> None:
    laptop, central = new_laptop().adopt(), ReviewingCentral()
    done = laptop.help_new(1)
    laptop.sync(central)
    central.publish("return", "return-1", record=done.session, session=done.session, comment="?")
    laptop.sync(central)
    seat = sit(laptop)
    assert seat.state.work is not None
    assert (seat.state.work.first, seat.state.work.ways) == (None, {Way.RIGHT, Way.TAKE_OUT})
    seat.presenter.take_out()
    assert seat.state.entries == ()


def test_refused_work_is_sent_again_as_it_is(new_laptop: Callable[[], Laptop]) -> None:
    laptop, central = new_laptop().adopt(), ReviewingCentral()
    laptop.help_new(1)
    [create] = [one.change for one in laptop.store.read().unsent(10**9, 99) if one.change.kind == "citizen"]
    central.rejects[create.id] = "bad_value"
    laptop.sync(central)
    seat = sit(laptop)
    assert [entry.sort for entry in seat.state.entries] == [Sort.BACK]
    assert seat.state.work is not None
    assert seat.state.work.ways == {Way.CORRECT, Way.AGAIN}
    central.rejects.clear()
    seat.presenter.send_again()
    assert seat.state.entries == ()
    laptop.sync(central)
    assert laptop.store.read().counters().received == 1


def test_what_is_under_review_is_nobody_s_to_mend_here(new_laptop: Callable[[], Laptop]) -> None:
    laptop, central = new_laptop().adopt(), ReviewingCentral()
    laptop.help_new(1)
    [create] = [one.change for one in laptop.store.read().unsent(10**9, 99) if one.change.kind == "citizen"]
    central.doubts[create.id] = "unknown_author"
    laptop.sync(central)
    assert sit(laptop).state.entries == ()
