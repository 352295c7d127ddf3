"""The audit shows any row changed, taken out or put in, and outlives erasure."""

from __future__ import annotations

import pytest

from app.contract.messages import WireRecord
from app.domain.changes import Mark, Outcome, OutcomeKind
from app.storage import audit, driver
from app.storage.store import SqliteStore
from tests.support.fiction import Fiction
from tests.support.hands import MORNING
from tests.support.visits import save_visit


def tampered(store: SqliteStore, statement: str) -> bool:
    """Whether somebody with the open file, who also takes the guards away, is found out."""
    raw = store._database.connection().raw
    for guard in (
        "audit_stays",
        "audit_kept",
        "changes_stay",
        "changes_only_blanked",
        "changes_kept",
        "changes_renamed",
    ):
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
    acts = db.rows("SELECT act FROM audit ORDER BY n DESC LIMIT 2")
    assert acts == [(audit.REMOVED,), (audit.BLANKED,)]
    assert db.value("SELECT count(*) FROM changes WHERE state = 'erased' AND id <> '' AND author <> ''") == 5
    assert store.check()


def test_a_new_name_is_audited_and_hides_no_tampering(store: SqliteStore, fiction: Fiction) -> None:
    save_visit(store, fiction)
    before = [one.change for one in store.read().unsent(10**6, 100)]
    for name in ("device-2", "device-3"):
        with store.write() as work:
            work.take_name(name)
        assert store.check()
    after = [one.change for one in store.read().unsent(10**6, 100)]
    assert [change.id for change in after] == [change.id for change in before]
    assert {change.device for change in after} == {"device-3"}
    assert {change.n for change in after}.isdisjoint(change.n for change in before)
    assert tampered(store, "UPDATE changes SET author = 'x' WHERE n = (SELECT max(n) FROM changes)")


def test_a_number_central_has_answered_for_stays(store: SqliteStore, fiction: Fiction) -> None:
    _, changes = save_visit(store, fiction)
    with store.write() as work:
        work.note_outcome(changes[0].id, Outcome(kind=OutcomeKind.ACCEPTED, seq=1), 1, MORNING)
    with pytest.raises(driver.DriverError), store.write() as work:
        work._db.run("UPDATE changes SET n = n + 100, device = 'x' WHERE id = ?", (changes[0].id,))
    with store.write() as work:
        work.take_name("device-2")
    db = store._database.connection()
    assert db.rows("SELECT n FROM changes WHERE id = ?", (changes[0].id,)) == [(changes[0].n,)]
    assert store.check()
