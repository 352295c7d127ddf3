"""One campaign in a process of its own. Its words: MODULE:FUNCTION SIZE FIRST SECONDS FOLDER RESULT."""

from __future__ import annotations

import sys
from pathlib import Path

import msgspec

from tests.prove.register import load
from tests.support.proof import Task, for_seconds


def main(words: list[str]) -> int:
    """Run it and leave the result as JSON; whatever it raises ends this process."""
    where, size, first, seconds, folder, out = words
    is_over = for_seconds(float(seconds))
    result = load(where)(Task(size=int(size), first=int(first), folder=Path(folder), is_over=is_over))
    Path(out).write_bytes(msgspec.json.encode(result))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
