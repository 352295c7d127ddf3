"""What is kept outside the database survives cuts, several writers and epochs; and only grows."""

from __future__ import annotations

import logging
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from app.central import outside as keeping
from app.central.outside import ERASED, Gone, Outside, Seen
from app.domain.changes import Mark


def _gone(name: str) -> Gone:
    return Gone(what=ERASED, commune="03646", kind="citizen", id=name)


@pytest.fixture(params=["file", "memory"])
def outside(request: pytest.FixtureRequest, tmp_path: Path) -> Outside:
    """Either kind."""
    return Outside(tmp_path / "guard" if request.param == "file" else None)


def test_nothing_was_seen_at_first(outside: Outside) -> None:
    assert outside.seen() == Seen()
    assert outside.gone() == frozenset()


def test_the_furthest_of_the_newest_epoch_counts(outside: Outside) -> None:
    outside.note("s", 1, {"a": 5, "b": 1}, {"a": Mark(1, 4)})
    outside.note("s", 1, {"a": 3})
    assert outside.seen() == Seen(server_id="s", epoch=1, seqs={"a": 5, "b": 1}, durable={"a": Mark(1, 4)})
    outside.note("s", 2, {"a": 4}, {"b": Mark(1, 1)})
    outside.note("s", 1, {"a": 9}, {"a": Mark(1, 3)})
    seen = outside.seen()
    assert (seen.epoch, seen.seqs) == (2, {"a": 4}), "a late line of a past epoch moves nothing"
    assert seen.durable == {"a": Mark(1, 4), "b": Mark(1, 1)}


def test_what_is_gone_stays_gone(outside: Outside) -> None:
    outside.add([_gone("x"), _gone("y")])
    outside.add([])
    outside.add([_gone("x")])
    assert outside.gone() == {_gone("x"), _gone("y")}


def test_it_is_read_back_by_the_next_process_and_by_its_owner_only(tmp_path: Path) -> None:
    folder = tmp_path / "guard"
    Outside(folder).note("s", 3, {"a": 7})
    Outside(folder).add([_gone("x")])
    assert (Outside(folder).seen().epoch, Outside(folder).gone()) == (3, {_gone("x")})
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()} == {0o600}


@pytest.mark.parametrize("cut", range(1, 80, 7))
def test_a_line_cut_by_a_power_failure_costs_that_line_only(
    tmp_path: Path, cut: int, logged_warnings: list[logging.LogRecord]
) -> None:
    outside, file = Outside(tmp_path), tmp_path / "gone.jsonl"
    outside.add([_gone("x")])
    whole = file.stat().st_size
    outside.add([_gone("y")])
    file.write_bytes(file.read_bytes()[: max(whole, file.stat().st_size - cut)])
    outside.add([_gone("z")])
    assert {_gone("x"), _gone("z")} <= outside.gone()
    assert {one.msg for one in logged_warnings} <= {"outside_line_unreadable"}
    logged_warnings.clear()


def test_many_may_add_at_once(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: Outside(tmp_path).add([_gone(f"{n}-{k}") for k in range(20)]), range(16)))
    assert len(Outside(tmp_path).gone()) == 320


def test_long_marks_are_written_shorter_and_say_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outside = Outside(tmp_path)
    for seq in range(50):
        outside.note("s", 2, {"a": seq}, {"a": Mark(1, seq)})
    before, size = outside.seen(), (tmp_path / "marks.jsonl").stat().st_size
    outside.tidy()
    assert (tmp_path / "marks.jsonl").stat().st_size == size, "short files are left as they are"
    monkeypatch.setattr(keeping, "TIDY_BYTES", 100)
    outside.tidy()
    assert (tmp_path / "marks.jsonl").stat().st_size < size / 10
    assert Outside(tmp_path).seen() == before


def test_a_disk_that_takes_only_half_a_line_is_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping.os, "write", lambda descriptor, content: len(content) // 2)
    with pytest.raises(OSError, match="No space left"):
        Outside(tmp_path).add([_gone("x")])
