"""The log: one JSON object a line, and nothing anyone typed."""

from __future__ import annotations

import json
import logging
import sys

import pytest

from app.central.logs import JsonLines, write_to_stderr


def _line(message: object, *args: object, **extra: object) -> dict[str, object]:
    record = logging.LogRecord("app", logging.INFO, __file__, 1, message, args, None)
    for name, value in extra.items():
        setattr(record, name, value)
    read = json.loads(JsonLines().format(record))
    assert isinstance(read, dict)
    return read


def test_a_line_says_when_how_and_what() -> None:
    line = _line("request", path="/v1/push", status=200, ms=12)
    assert (line["level"], line["event"], line["path"], line["ms"]) == ("info", "request", "/v1/push", 12)
    assert str(line["at"]).endswith("+00:00")


def test_values_and_unknown_extras_are_left_out() -> None:
    text = json.dumps(_line("refused %s", "Lò Văn Mẫu", name_of="Lò Văn Mẫu"), ensure_ascii=False)
    assert "Mẫu" not in text


def test_a_fault_is_named_by_kind_and_place_only() -> None:
    try:
        raise ValueError("Lò Văn Mẫu")
    except ValueError:
        record = logging.LogRecord("app", logging.ERROR, __file__, 1, "broke", (), sys.exc_info())
    text = JsonLines().format(record)
    line = json.loads(text)
    assert line["fault"] == "ValueError"
    assert "test_logs.py" in line["where"][-1]
    assert "Mẫu" not in text


def test_libraries_are_heard_only_when_something_is_wrong(capfd: pytest.CaptureFixture[str]) -> None:
    """Their sentences are templates without values, which say nothing to whoever reads the log."""
    root, ours = logging.getLogger(), logging.getLogger("app")
    before = (list(root.handlers), root.level, ours.level)
    try:
        write_to_stderr()
        logging.getLogger("alembic.runtime.migration").info("Context impl %s.", "x")
        logging.getLogger("uvicorn.error").info("Started server process [%d]", 1)
        logging.getLogger("uvicorn.error").warning("too_many")
        logging.getLogger("app.central.server").info("listening")
    finally:
        root.handlers, level, ours_level = before[0], before[1], before[2]
        root.setLevel(level)
        ours.setLevel(ours_level)
    events = [json.loads(line)["event"] for line in capfd.readouterr().err.splitlines()]
    assert events == ["too_many", "listening"]
