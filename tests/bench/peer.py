"""The pair to measure against: PouchDB and express-pouchdb from npm, each in a process of its own on loopback.

Installed below build/ when it is first asked for, by package name and exact version; nothing of it is shipped.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SOURCES = Path(__file__).parent / "pouch"
PLACE = Path("build/bench/node")
PROGRAMS = {"node": "nodejs", "npm": "npm"}
INSTALL = (
    "npm",
    "install",
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    "--no-package-lock",
    "--loglevel=error",
)
"""No script of a package runs: LevelDB comes built."""

Document = dict[str, Any]


class NoPeer(Exception):
    """The pair cannot be had on this machine; the text says why."""


@dataclass(frozen=True, slots=True)
class Replicated:
    """One replication: how long it took, and how many documents arrived."""

    seconds: float
    documents: int


@dataclass(frozen=True, slots=True)
class Peer:
    """The running pair: where its centre listens, and the process of its laptop."""

    folder: Path
    address: str
    laptop: subprocess.Popen[str]

    def load(self, documents: Sequence[Document]) -> None:
        """Keep these on the laptop; not measured."""
        path = self.folder / "documents.json"
        path.write_text(json.dumps(list(documents), ensure_ascii=False), encoding="utf-8")
        assert self._ask("load", documents=str(path)).documents == len(documents)

    def push(self, address: str = "") -> Replicated:
        """Send what the laptop has and the centre has not."""
        return self._ask("push", address=self._commune(address))

    def pull(self, address: str = "") -> Replicated:
        """Receive everything into an empty store."""
        return self._ask("pull", address=self._commune(address))

    def _commune(self, address: str) -> str:
        return (address or self.address) + "/commune"

    def _ask(self, verb: str, **told: str) -> Replicated:
        assert self.laptop.stdin is not None
        self.laptop.stdin.write(json.dumps({"do": verb, **told}) + "\n")
        self.laptop.stdin.flush()
        answer = _said(self.laptop)
        return Replicated(answer.get("seconds", 0.0), answer["documents"])


@contextmanager
def running_peer(folder: Path) -> Iterator[Peer]:
    """Both ends, with their data in `folder`. Raises NoPeer when they cannot be installed or do not start."""
    install()
    with ExitStack() as stack:
        centre = stack.enter_context(_node("centre.js", folder / "centre"))
        address = _said(centre)["address"]
        yield Peer(folder, address, stack.enter_context(_node("laptop.js", folder / "laptop")))


def install() -> None:
    """Bring the packages below build/; nothing is done when they are there. Raises NoPeer."""
    wanted = (SOURCES / "package.json").read_bytes()
    stamp = PLACE / "installed.json"
    if not (stamp.exists() and stamp.read_bytes() == wanted):
        _bring_programs()
        PLACE.mkdir(parents=True, exist_ok=True)
        (PLACE / "package.json").write_bytes(wanted)
        _run(INSTALL, PLACE)
        stamp.write_bytes(wanted)
    for script in SOURCES.glob("*.js"):  # where they lie is where they look for packages
        shutil.copy(script, PLACE)


def _bring_programs() -> None:
    missing = [package for program, package in PROGRAMS.items() if shutil.which(program) is None]
    if not missing:
        return
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        raise NoPeer(f"needs {' and '.join(missing)}: sudo apt-get install -y {' '.join(missing)}")
    _run(("apt-get", "update"), Path())
    _run(("apt-get", "install", "-y", "--no-install-recommends", *missing), Path())


def _run(command: Sequence[str], folder: Path) -> None:
    try:
        subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True, timeout=600)
    except (OSError, subprocess.SubprocessError) as trouble:
        said = str(getattr(trouble, "stderr", "") or trouble).strip().splitlines()[:2]
        raise NoPeer(f"{' '.join(command[:2])}: {' / '.join(said)}") from trouble


@contextmanager
def _node(script: str, folder: Path) -> Iterator[subprocess.Popen[str]]:
    folder.mkdir(parents=True)
    command = ["node", str(PLACE / script), str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.terminate()


def _said(process: subprocess.Popen[str]) -> Any:
    assert process.stdout is not None
    line = process.stdout.readline()
    if not line:
        raise NoPeer("node ended without a word; its complaint stands above")
    return json.loads(line)
