"""A process that has everything imported and forks a child for each order. What a child does is in `work`.

One line of JSON in is one order. Out come `begun <pid>`, what the child says, and `ended <how> <status>`. A child
that ended keeps its number until the next order, so that nobody else is ever killed in its place.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
import traceback
from dataclasses import asdict, dataclass
from types import TracebackType

from tests.house.tree import ROOT
from tests.support.killing.faulty_work import FAULTY
from tests.support.killing.work import ACTIVITIES, Order, live
from tests.support.killing_central import work as keeping


@dataclass(frozen=True, slots=True)
class Life:
    """What a child said, how long it lived (seconds), and whether it was killed before it was done."""

    said: tuple[str, ...]
    seconds: float
    killed: bool

    def after(self, word: str) -> list[str]:
        """The second words of all lines that begin with this one."""
        return [line.split(" ", 1)[1] for line in self.said if line.startswith(word + " ")]


class Nursery:
    """Used as a context manager; children live one after another."""

    def __enter__(self) -> Nursery:
        command = [sys.executable, "-m", "tests.support.killing.nursery"]
        self._process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._process:
            assert self._process.stdin is not None
            self._process.stdin.close()

    def live(self, order: Order, kill_after: float | None = None) -> Life:
        """Let a child work; SIGKILL it so many seconds after it began, wherever it is then.

        One that stumbled over a mistake of the program says `failed` and over what.
        """
        assert self._process.stdin is not None
        print(json.dumps(asdict(order)), file=self._process.stdin, flush=True)
        pid, began = int(self._read().split()[1]), time.perf_counter()
        if kill_after is not None:
            threading.Event().wait(
                kill_after
            )  # spinning would take from the child what it needs to get anywhere
            os.kill(pid, 9)
        said = [self._read()]
        while not said[-1].startswith("ended"):
            said.append(self._read())
        killed = int(said.pop().split()[1]) == os.CLD_KILLED
        return Life(tuple(said), time.perf_counter() - began, killed)

    def _read(self) -> str:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line.endswith("\n"), "the nursery is gone"
        return line.rstrip("\n")


def _serve() -> None:
    ended = 0
    for line in sys.stdin:
        if ended:
            os.waitpid(ended, 0)
        pid = os.fork()
        if pid == 0:
            _work(Order(**json.loads(line)))
            os._exit(0)
        found = os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
        assert found is not None
        _say(f"ended {found.si_code} {found.si_status}")
        ended = pid


def _work(order: Order) -> None:
    _say(f"begun {os.getpid()}")
    try:
        live({**ACTIVITIES, **FAULTY, **keeping.KEEPING, **keeping.FAULTY}[order.activity], order, _say)
    except BaseException as mistake:
        traceback.print_exc()
        _say(f"failed {type(mistake).__name__} {mistake}".replace("\n", " ")[:400])


def _say(line: str) -> None:
    """At once and whole: a line this short goes down a pipe in one piece."""
    os.write(1, f"{line}\n".encode())


if __name__ == "__main__":
    _serve()
