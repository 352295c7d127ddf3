"""A record at central as JSON: nothing is lost on the way, and nothing of its history is in what a pull sends."""

import json

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from app.contract.messages import WireRecord
from app.domain.changes import Op
from app.domain.merge import Record, from_json, to_json
from tests.support.small_centre import SmallCentre, change, wrote

PHONES = st.sampled_from(["", "p1", "p2", "p3"])


def read_back(record: Record) -> Record:
    public, history = json.loads(json.dumps(to_json(record)))
    return from_json(public, history)


@given(
    st.lists(st.tuples(st.sampled_from("abc"), PHONES, PHONES, st.sampled_from(["one", "two"])), max_size=12)
)
def test_a_record_is_read_back_as_it_was(edits: list[tuple[str, str, str, str]]) -> None:
    centre = SmallCentre()
    for n, record in enumerate(("one", "two"), 1):
        centre.tell(change(f"o{n}", {"phone": wrote("p1"), "notes": wrote([])}, op=Op.CREATE, record=record))
    for n, (device, seen, to, record) in enumerate(edits, 1):
        if n == len(edits) // 2:
            centre.tell(change(f"m{n}", op=Op.MERGE, record="one", other="two"))
        fields = {"phone": wrote(seen, to), "notes": wrote([], [to])}
        centre.tell(change(f"{device}{n}", fields, record=record))

    for record in centre.records.values():
        assert read_back(record) == record


def test_a_step_that_waits_is_read_back_and_not_sent() -> None:
    centre = SmallCentre()
    centre.tell(change("o1", {"alone": wrote(None)}, op=Op.CREATE, kind="ladder"))
    back = {"install": wrote({"status": "done"}, {"status": "refused"})}
    centre.tell(change("a1", back, kind="ladder"))

    record = centre.record(kind="ladder")
    assert record.fields["install"].ahead
    assert read_back(record) == record
    assert "refused" not in json.dumps(to_json(record)[0])


def test_an_erased_record_is_read_back_erased() -> None:
    centre = SmallCentre()
    centre.tell(change("s1", op=Op.ERASE))

    assert read_back(centre.record()) == centre.record()


def test_what_a_pull_sends_is_the_record_of_the_wire() -> None:
    centre = SmallCentre()
    centre.tell(change("o1", {"phone": wrote("x")}, op=Op.CREATE))
    centre.tell(change("a1", {"phone": wrote("w", "y")}))

    public, _ = to_json(centre.record())

    assert set(public) == set(WireRecord.__struct_fields__)
    wire = msgspec.convert(public, WireRecord, strict=True)
    assert (wire.fields, wire.seq, wire.life) == ({"phone": "x"}, 2, "live")
    waiting = wire.conflicts["phone"][0]
    assert (waiting.value, waiting.device, waiting.at) == ("y", "a", 60_000)


def test_a_persons_history_is_told_with_who_wrote_it_and_nothing_else_is() -> None:
    centre = SmallCentre()
    centre.tell(change("a1", {"phone": wrote("p1"), "name": wrote("x")}, op=Op.CREATE))
    assert to_json(centre.record())[0]["writers"] == {}
    centre.tell(change("b1", {"phone": wrote("p1", "p2")}))
    assert to_json(centre.record())[0]["writers"]["phone"]["change"] == "b1"

    session = {"citizen": wrote("r"), "code": wrote("c")}
    centre.tell(change("a2", session, op=Op.CREATE, kind="session"))
    [told] = to_json(centre.record(kind="session"))[0]["writers"].values()
    assert (told["change"], told["device"]) == ("a2", "a")

    rung = {"install": wrote({"status": "done"})}
    centre.tell(change("a3", rung, op=Op.CREATE, kind="ladder"))
    centre.tell(change("b2", {"install": wrote({"status": "done"}, None)}, kind="ladder"))
    assert to_json(centre.record(kind="ladder"))[0]["writers"] == {}
