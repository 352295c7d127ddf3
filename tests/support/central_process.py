"""A real central in a process of its own, on a free loopback port, started and stopped as people do."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

STOP_SECONDS = 30.0


@dataclass(slots=True)
class CentralProcess:
    """Where its data lies and, while it runs, where it listens."""

    folder: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    address: str = ""
    process: subprocess.Popen[bytes] | None = None

    def command(self, *words: str) -> str:
        """What `diemtua central <words>` prints; AssertionError with its complaint when it is refused."""
        done = self.try_command(*words)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def try_command(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run one command to its end, whatever that is."""
        line, environment = self._line(*words), self._environment()
        return subprocess.run(line, env=environment, capture_output=True, text=True, timeout=60, check=False)

    def start(self, *words: str) -> None:
        """Listen on a free port; returns once it does."""
        ready = self.folder / "ready.json"
        ready.unlink(missing_ok=True)
        line = self._line("serve", "--port", "0", "--ready-file", str(ready), *words)
        with (self.folder / "central.log").open("ab") as log:
            self.process = subprocess.Popen(line, env=self._environment(), stdout=subprocess.PIPE, stderr=log)
        assert self.process.stdout is not None
        said = self.process.stdout.readline()  # it speaks once it listens; nothing at all means it ended
        assert said, self.log()
        self.address = json.loads(ready.read_text("utf-8"))["address"]

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        """End it and wait; SIGKILL is how a power cut looks. Gives back how it ended."""
        assert self.process is not None
        with self.process as ending:
            ending.send_signal(how)
            ended = ending.wait(STOP_SECONDS)
        self.process, self.address = None, ""
        return ended

    def log(self) -> str:
        """Everything it wrote so far."""
        return (self.folder / "central.log").read_text("utf-8")

    def _line(self, *words: str) -> Sequence[str]:
        return [sys.executable, "-m", "app", "central", "--data", str(self.folder), *words]

    def _environment(self) -> dict[str, str]:
        return {**os.environ, "PYTHONWARNINGS": "error", **self.environment}


@contextmanager
def central_process(folder: Path, environment: Mapping[str, str] | None = None) -> Iterator[CentralProcess]:
    """A central that was made and is not started yet; whatever runs at the end is stopped by its own id."""
    folder.mkdir(parents=True, exist_ok=True)
    central = CentralProcess(folder, environment or {})
    central.command("init")
    try:
        yield central
    finally:
        if central.process is not None:
            central.stop(signal.SIGKILL)


def paired_address(central: CentralProcess, commune: str, name: str) -> tuple[str, str]:
    """A commune with a support point on a running central: a pairing sheet's text, and the point's id."""
    central.command("add-commune", commune)
    point = central.command("add-support-point", "--commune", commune, "--name", name)
    sheet = central.command("pairing-sheet", "--support-point", point, "--address", central.address)
    return sheet.splitlines()[-1], point
