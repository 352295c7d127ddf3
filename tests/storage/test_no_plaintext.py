"""What is known of a person stands in no file as plain text, however it is spelled."""

from __future__ import annotations

import unicodedata
from pathlib import Path

from app.domain.changes import Value
from app.domain.draft import Draft
from app.domain.names import fold
from app.storage.copies import keep_copy
from app.storage.folder import STORE
from app.storage.store import SqliteStore
from tests.support.fiction import Fiction
from tests.support.stores import PASSPHRASE

NAME, NUMBER, PHONE, NOTE = "Quàng Thị Khánh", "014199000000", "0987654214", "nghe kém tai trái"


def test_no_file_holds_what_was_written(folder: Path, store: SqliteStore, fiction: Fiction) -> None:
    person: dict[str, Value] = {"name": NAME, "id_number": NUMBER, "phone": PHONE, "notes": [NOTE]}
    draft = Draft(id="d", operator="o", started=1, touched=1, guide="g", code="", person=person)
    for _ in range(30):
        with store.write() as work:
            work.add(fiction.pen().create("citizen", fiction.id(), person))
            work.save_draft(draft)
            work.set_setting("token", PASSPHRASE)
    assert len(store.read().find_people("khanh")) == 30
    keep_copy(store._database, "copy")
    store.tidy()
    files = {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert {STORE, f"{STORE}-wal", f"{STORE}-shm", "copy.db"} <= set(files)
    assert sum(map(len, files.values())) > 100_000
    for canary in (NAME, NUMBER, PHONE, NOTE, PASSPHRASE, NUMBER[::-1], "citizen", "SQLite format"):
        for spelled in (canary, fold(canary), unicodedata.normalize("NFD", canary), canary[:6]):
            for encoding in ("utf-8", "utf-16-le"):
                found = [name for name, content in files.items() if spelled.encode(encoding) in content]
                assert found == [], (spelled, encoding)


def test_the_key_is_in_no_file(folder: Path, store: SqliteStore, fiction: Fiction) -> None:
    with store.write() as work:
        work.add(fiction.citizen()[1][0])
    key = store._database.key
    for path in folder.rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        assert key not in content
        assert key.hex().encode() not in content.lower()
