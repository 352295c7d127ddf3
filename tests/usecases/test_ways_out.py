"""Every kind of work that comes back has a way out at the laptop, and counts in the end."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.domain import records
from app.domain.changes import Change, Op
from app.domain.problems import ProblemCode
from app.domain.same_person import Pair
from app.domain.sync_state import SyncState
from app.domain.views import Attention, Counters
from app.usecases import mending, same_person
from app.usecases.mending import Way, ways
from app.usecases.sync import sync_status
from tests.support.fake_store import FakeStore
from tests.support.laptop import Laptop
from tests.support.reviewing_central import ReviewingCentral
from tests.support.two_places import lead, meet_same, pen, write
from tests.usecases.conftest import NewStore

KINDS = ("session", "consent", "ladder", "citizen")


@pytest.fixture(params=["real", "fake"])
def new_store(request: pytest.FixtureRequest, new_real_store: NewStore) -> NewStore:
    """The store of simulated schedules must say the same."""
    return new_real_store if request.param == "real" else FakeStore


@pytest.fixture
def central() -> ReviewingCentral:
    return ReviewingCentral()


@pytest.fixture
def laptop(new_laptop: Callable[[], Laptop]) -> Laptop:
    return new_laptop().adopt()


def written(laptop: Laptop, kind: str) -> Change:
    [one] = [one.change for one in laptop.store.read().unsent(10**9, 99) if one.change.kind == kind]
    return one


def given_back(laptop: Laptop, central: ReviewingCentral, change: Change) -> None:
    """Central doubts a change, and gives it back."""
    central.doubts[change.id] = "author_inactive"
    laptop.sync(central)
    said = {"change": change.id, "verdict": "returned", "comment": "Có đúng không?", "by": "Chị Mai"}
    central.publish("verdict", change.id, **said)
    for _ in range(2):
        laptop.sync(central)


def sent_back(laptop: Laptop, central: ReviewingCentral, change: Change, times: int = 1) -> None:
    """Central takes everything, and sends a record back."""
    laptop.sync(central)
    session = change.record if change.kind == "session" else ""
    for number in range(times):
        central.publish("return", f"return-{number}", record=change.record, session=session, comment="?")
    laptop.sync(central)


def says(laptop: Laptop, way: Way, words: str = "") -> object:
    """Somebody presses one button for all that came back."""
    pieces = laptop.store.read().attention()
    assert way in {one for piece in pieces for one in ways(piece)}
    by = (laptop.store, laptop.clock, laptop.ids, laptop.operator, pieces)
    if way is Way.RIGHT:
        return mending.all_right(*by, words)
    return mending.leave(*by) if way is Way.LEAVE else mending.take_out(*by)


def _pairs(laptop: Laptop) -> list[Pair]:
    return same_person.look_alike(laptop.store)


def _merge(laptop: Laptop, boss: str, pair: Pair) -> None:
    compared = same_person.compare(laptop.store, pair)
    assert compared is not None
    chosen = {name: compared.one[name] for name in compared.fields}
    assert same_person.make_one(laptop.store, laptop.clock, laptop.ids, boss, compared, chosen) is None


def is_at_rest(laptop: Laptop, central: ReviewingCentral) -> bool:
    """Everything is said, and the laptop says so."""
    for _ in range(2):
        laptop.sync(central)
    reading = laptop.store.read()
    state = sync_status(laptop.store, laptop.clock.now(), None).state
    assert reading.attention() == []
    assert reading.counters() == Counters(received=1)
    return state is SyncState.ALL_SENT


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_given_back_is_right_as_it_is(laptop: Laptop, central: ReviewingCentral, kind: str) -> None:
    laptop.help_new(1)
    change = written(laptop, kind)
    given_back(laptop, central, change)
    says(laptop, Way.RIGHT, " Chị ấy vẫn làm ở đây ")
    [again] = [
        one.change
        for one in laptop.store.read().unsent(10**9, 99)
        if (one.change.kind, one.change.record) == (change.kind, change.record)
    ]
    assert (again.replaces, again.reason) == ((change.id,), "Chị ấy vẫn làm ở đây")
    assert {n: e.to for n, e in again.fields.items()} == {
        n: e.to for n, e in change.fields.items() if e.to != ""
    }
    assert is_at_rest(laptop, central)
    assert central.count(kind) == 1
    assert laptop.store.read().day_counts(laptop.clock.now().date()).sessions == 1


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_sent_back_twice_is_right_as_it_is(
    laptop: Laptop, central: ReviewingCentral, kind: str
) -> None:
    done = laptop.help_new(1)
    sent_back(laptop, central, written(laptop, kind), times=2)
    before = central.shown("citizen", done.citizen)
    says(laptop, Way.RIGHT)
    [answer] = [one.change for one in laptop.store.read().unsent(10**9, 99)]
    assert (set(answer.replaces), dict(answer.fields)) == ({"return-0", "return-1"}, {})
    assert is_at_rest(laptop, central)
    assert central.shown("citizen", done.citizen) == before


@pytest.mark.parametrize("back", [given_back, sent_back])
def test_a_visit_that_never_was_is_taken_out_once(
    laptop: Laptop, central: ReviewingCentral, back: Callable[..., None]
) -> None:
    laptop.help_new(1)
    back(laptop, central, written(laptop, "session"))
    says(laptop, Way.TAKE_OUT)
    assert is_at_rest(laptop, central)
    assert laptop.store.read().day_counts(laptop.clock.now().date()).sessions == 0
    [session] = [name for kind, name in central.records if kind == "session"]
    for number in (7, 8):
        central.publish("return", f"return-{number}", record=session, session=session, comment="?")
    laptop.sync(central)
    says(laptop, Way.TAKE_OUT)
    assert is_at_rest(laptop, central)
    assert central.count("void") == 1


def test_accepted_after_all_it_counts(laptop: Laptop, central: ReviewingCentral) -> None:
    laptop.help_new(1)
    change = written(laptop, "session")
    given_back(laptop, central, change)
    central.accept(change)
    assert is_at_rest(laptop, central)


def test_a_merge_that_was_given_back_is_left_or_said_once_more(
    laptop: Laptop, central: ReviewingCentral
) -> None:
    one = laptop.help_new(1).citizen
    other = meet_same(laptop, id_number="")
    laptop.sync(central)
    [pair] = _pairs(laptop)
    boss = lead(laptop)
    _merge(laptop, boss.id, pair)
    given_back(laptop, central, written(laptop, "citizen"))
    assert not any(Way.CORRECT in ways(piece) for piece in laptop.store.read().attention())
    says(laptop, Way.RIGHT)
    laptop.sync(central)
    assert {central.records["citizen", name].merged_into for name in (one, other)} == {"", pair.one}


def test_a_merge_nobody_wants_any_more_is_left(laptop: Laptop, central: ReviewingCentral) -> None:
    laptop.help_new(1)
    meet_same(laptop, id_number="")
    laptop.sync(central)
    [pair] = _pairs(laptop)
    _merge(laptop, lead(laptop).id, pair)
    given_back(laptop, central, written(laptop, "citizen"))
    says(laptop, Way.LEAVE)
    laptop.sync(central)
    assert laptop.store.read().attention() == []
    assert {central.records["citizen", name].merged_into for name in (pair.one, pair.other)} == {""}
    assert _pairs(laptop) == [pair]


def test_an_erasure_nobody_wants_any_more_is_left(laptop: Laptop, central: ReviewingCentral) -> None:
    done = laptop.help_new(1)
    laptop.sync(central)
    before = laptop.store.read().record("citizen", done.citizen)
    with laptop.store.write() as writing:
        writing.add(pen(laptop).write(Op.ERASE, "citizen", done.citizen, {}))
    given_back(laptop, central, written(laptop, "citizen"))
    says(laptop, Way.LEAVE)
    assert is_at_rest(laptop, central)
    assert laptop.store.read().record("citizen", done.citizen) == before


def test_notes_go_along_with_what_is_said_once_more(laptop: Laptop, central: ReviewingCentral) -> None:
    done = laptop.help_new(1)
    laptop.sync(central)
    write(laptop, done.citizen, {"notes": ["Nghe kém"]})
    given_back(laptop, central, written(laptop, "citizen"))
    write(laptop, done.citizen, {"notes": ["Nghe kém", "Ở một mình"]})
    says(laptop, Way.RIGHT)
    assert is_at_rest(laptop, central)
    assert central.shown("citizen", done.citizen)["notes"] == ["Nghe kém", "Ở một mình"]


def test_what_others_wrote_meanwhile_is_not_overruled(laptop: Laptop, central: ReviewingCentral) -> None:
    done = laptop.help_new(1)
    laptop.sync(central)
    write(laptop, done.citizen, {"village": "Bản Mình"})
    mine = written(laptop, "citizen")
    given_back(laptop, central, mine)
    says(laptop, Way.RIGHT)
    again = written(laptop, "citizen")
    assert set(again.fields["village"].seen) == {"Bản Mình", *mine.fields["village"].seen}


def test_a_code_is_never_said_to_anybody(laptop: Laptop, central: ReviewingCentral) -> None:
    laptop.help_new(1)
    given_back(laptop, central, written(laptop, "session"))
    problem = says(laptop, Way.RIGHT, "mã là 123456")
    assert getattr(problem, "code", None) is ProblemCode.NOTE_HAS_SECRET
    assert laptop.store.read().attention() != []


def test_what_was_written_on_two_copies_of_a_disk_stays_as_central_has_it(
    laptop: Laptop, central: ReviewingCentral
) -> None:
    laptop.help_new(1)
    change = written(laptop, "session")
    central.rejects[change.id] = "written_once"
    laptop.sync(central)
    central.rejects.clear()
    laptop.sync(central)
    assert laptop.store.read().attention()[0].change.op is Op.CREATE
    says(laptop, Way.LEAVE)
    assert is_at_rest(laptop, central)


@pytest.mark.parametrize("kind", sorted(records.KINDS))
@pytest.mark.parametrize("op", list(Op))
@pytest.mark.parametrize(
    ("state", "code"), [("returned", "returned"), ("quarantined", "returned"), ("quarantined", "bad_value")]
)
def test_nothing_that_comes_back_is_a_dead_end(kind: str, op: Op, state: str, code: str) -> None:
    """Not even where nobody can be shown to be corrected."""
    change = Change(id="c", kind=kind, record="r", op=op, author="o", device="d", made_at=0)
    one = Attention(change=change, state=state, code=code, field="", session="s", citizen_name="")
    assert ways(one) - {Way.CORRECT}


def test_an_edit_of_a_person_no_longer_shown_can_be_left(laptop: Laptop, central: ReviewingCentral) -> None:
    """There is no form then; sent again as it is, it would be refused for ever."""
    done = laptop.help_new(1)
    laptop.sync(central)
    with laptop.store.write() as writing:
        person = writing.record("citizen", done.citizen)
        assert person is not None
        edit = pen(laptop).edit("citizen", done.citizen, person, {"birth": "1900"})
        writing.add(edit)
    central.rejects[edit.id] = "bad_value"
    laptop.sync(central)
    says(laptop, Way.LEAVE)
    assert is_at_rest(laptop, central)
