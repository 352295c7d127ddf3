"""A process that saves and pulls as fast as it can, saying what was acknowledged; made to be killed."""

from __future__ import annotations

import sys
from pathlib import Path

from app.contract.messages import WireRecord
from app.domain.changes import Mark
from app.storage.opening import open_store
from tests.support.fiction import Fiction
from tests.support.stores import PASSPHRASE, Keyring
from tests.support.visits import save_visit

PAGE = 60


def run(folder: Path, seed: int) -> None:
    """Print `saved <session>` after each save and `pulled <seq>` after each page, for ever."""
    fiction = Fiction.seeded(seed)
    fiction.now_ms += seed * 10**9
    store = open_store(folder, PASSPHRASE, Keyring(available=False))
    print("open", flush=True)
    while True:
        session, _ = save_visit(store, fiction)
        print("saved", session, flush=True)
        read = store.read().cursor().seq
        page = [_village(seq) for seq in range(read + 1, read + PAGE + 1)]
        store.apply_page(page, Mark(0, read + PAGE))
        print("pulled", read + PAGE, flush=True)


def _village(seq: int) -> WireRecord:
    fields = {"name": f"Bản {seq}"}
    return WireRecord(id=f"village-{seq}", kind="village", commune="03646", seq=seq, fields=fields)


if __name__ == "__main__":
    run(Path(sys.argv[1]), int(sys.argv[2]))
