"""What central writes down while it runs: one JSON object a line, and nothing anyone typed."""

from __future__ import annotations

import json
import logging
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime

FIELDS = ("path", "status", "ms", "code", "kind", "changes", "address")
"""The only extras that are written; all of them come from central's own code."""

REQUEST: ContextVar[str] = ContextVar("request", default="")
"""The id of the request being answered, made here for each: what devices send is never logged."""


class JsonLines(logging.Formatter):
    """Formats a record without its arguments' values: the text of an exception may quote a person's data."""

    def format(self, record: logging.LogRecord) -> str:
        """One line: when, how serious, what, the allowed extras, and where it broke."""
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": record.msg if isinstance(record.msg, str) else type(record.msg).__name__,
        }
        if REQUEST.get():
            line["request"] = REQUEST.get()
        line |= {name: getattr(record, name) for name in FIELDS if hasattr(record, name)}
        if record.exc_info and record.exc_info[1]:
            line["fault"] = type(record.exc_info[1]).__name__
            frames = traceback.extract_tb(record.exc_info[2])
            line["where"] = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames[-6:]]
        return json.dumps(line, ensure_ascii=False)


def write_to_stderr(level: int = logging.INFO) -> None:
    """Let the whole process log this way; of libraries only what is wrong: their talk names no event of ours."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=max(level, logging.WARNING), handlers=[handler], force=True)
    logging.getLogger("app").setLevel(level)
