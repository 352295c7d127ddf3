"""The audit shows any row changed, taken out or put in, and outlives erasure."""

from __future__ import annotations

import pytest

from app.contract.messages import WireRecord
from app.domain.changes import Mark
from app.storage import audit
from app.storage.store import SqliteStore
from tests.support.fiction import Fiction
from tests.support.visits import save_visit


def tampered(store: SqliteStore, statement: str) -> bool:
    """Whether somebody with the open file, who also takes the guards away, is found out."""
    raw = store._database.connection().raw
    for guard in ("audit_stays", "audit_kept", "changes_stay", "changes_only_blanked", "changes_kept"):
        raw.execute(f"DROP TRIGGER {guard}")
    raw.execute(statement)
    return not audit.is_whole(store._database.connection())


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit SET actor = 'x' WHERE n = 2",
        "UPDATE audit SET at = at + 1 WHERE n = 1",
        "DELETE FROM audit WHERE n = 2",
        "UPDATE audit SET detail = '[]' WHERE n = 3",
        "UPDATE changes SET fields = '{}' WHERE n = 4",
        "UPDATE changes SET author = 'x' WHERE n = 4",
        "DELETE FROM changes WHERE n = 4",
        "INSERT INTO audit (at, actor, act, detail, link) VALUES (1, 'x', 'wrote', '[]', x'00')",
    ],
)
def test_tampering_shows(store: SqliteStore, fiction: Fiction, statement: str) -> None:
    for _ in range(3):
        save_visit(store, fiction)
    assert store.check()
    assert tampered(store, statement)
    assert not store.check()


def test_one_row_says_who_wrote_what_in_one_transaction(store: SqliteStore, fiction: Fiction) -> None:
    _, changes = save_visit(store, fiction)
    rows = store._database.connection().rows("SELECT at, actor, act FROM audit")
    assert rows == [(changes[-1].made_at, "operator-1", audit.WROTE)]


def test_settings_and_drafts_are_nobodys_business(store: SqliteStore) -> None:
    with store.write() as work:
        work.set_setting("key", "value")
    assert store._database.connection().value("SELECT count(*) FROM audit") == 0


def test_erasure_is_audited_and_the_rest_still_holds(store: SqliteStore, fiction: Fiction) -> None:
    _, changes = save_visit(store, fiction)
    save_visit(store, fiction)
    person = changes[0]
    store.apply_page(
        [WireRecord(id=person.record, kind="citizen", commune="1", seq=1, life="erased")], Mark(0, 1)
    )
    db = store._database.connection()
    name = str(person.fields["name"].to)
    assert db.value("SELECT count(*) FROM changes WHERE instr(fields, ?) AND n <= 5", (name,)) == 0
    assert db.rows("SELECT act FROM audit ORDER BY n DESC LIMIT 1") == [(audit.BLANKED,)]
    assert db.value("SELECT count(*) FROM changes WHERE state = 'erased' AND id <> '' AND author <> ''") == 5
    assert store.check()
