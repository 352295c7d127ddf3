"""Saved means saved: a process killed at any instant leaves every acknowledged session, none by halves."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from app.storage.opening import open_store
from tests.house.tree import ROOT
from tests.support.stores import PASSPHRASE, Keyring, temp_store
from tests.support.visits import holds_all

KILLS = int(os.environ.get("DIEMTUA_KILLS", "30"))
"""How often the process is killed in one run; a release asks for a thousand."""


def killed_while_working(folder: Path, seed: int, lines: int) -> tuple[list[str], int]:
    """Let the child work and kill it; what it had acknowledged: sessions, and the feed's place."""
    command = [sys.executable, "-m", "tests.support.saving_child", str(folder), str(seed)]
    child = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    said = [child.stdout.readline().split() for _ in range(lines)]
    child.kill()
    said += [line.split() for line in child.stdout.read().splitlines(keepends=True) if line.endswith("\n")]
    child.stdout.close()
    child.wait()
    sessions = [words[1] for words in said if words[0] == "saved"]
    return sessions, max([int(words[1]) for words in said if words[0] == "pulled"], default=0)


@pytest.mark.slow
def test_no_acknowledged_session_is_lost_by_killing(folder: Path) -> None:
    temp_store(folder).close()
    rng = random.Random(9)
    acknowledged: list[str] = []
    read = 0
    for kill in range(KILLS):
        sessions, place = killed_while_working(folder, kill, rng.randrange(1, 40))
        acknowledged += sessions
        read = max(read, place)
        store = open_store(folder, PASSPHRASE, Keyring(available=False))
        assert holds_all(store, acknowledged)
        stored = store.read().cursor().seq
        assert stored >= read
        villages = {f"village-{seq}" for seq in range(1, stored + 1)}
        assert set(store.read().records("village")) == villages, "a page and its cursor are one"
        assert store.read().standing_digest()[0] == stored
        assert store.check()
        store.close()
    assert len(acknowledged) > KILLS
