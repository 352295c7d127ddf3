"""A store as the first tables were, kept as a file: today's program opens it and everything in it is there."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from app.storage.copies import COPIES
from app.storage.migrations.steps import STEPS
from app.storage.opening import open_store
from tests.support.fiction import Fiction
from tests.support.killing.scenes import FIRST_RELEASE
from tests.support.stores import PASSPHRASE, Keyring
from tests.support.visits import save_visit


def test_a_store_of_the_first_release_comes_over_whole(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    shutil.copytree(FIRST_RELEASE, folder)
    sessions = json.loads((FIRST_RELEASE / "sessions.json").read_text("utf-8"))
    store = open_store(folder, PASSPHRASE, Keyring(available=False))
    try:
        assert all(store.read().finished(session) for session in sessions)
        assert (store.read().counters().saved, len(store.read().records("village"))) == (len(sessions), 40)
        save_visit(store, Fiction.seeded(77))
        assert store.read().counters().waiting == len(sessions) + 1
        assert store.check()
    finally:
        store.close()
    kept = {path.name for path in (folder / COPIES).iterdir()}
    assert kept == {f"before-{step.name}.db" for step in STEPS[1:]}
