"""Step 1: the tables of the first release. Written out in full and never edited; the register of kinds may move on."""

from __future__ import annotations

from typing import Any

_TRAVEL = (
    """CREATE TABLE changes (
        n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, record TEXT NOT NULL, op TEXT NOT NULL,
        fields TEXT NOT NULL, author TEXT NOT NULL, device TEXT NOT NULL, made_at INTEGER NOT NULL,
        schema INTEGER NOT NULL, reason TEXT NOT NULL, replaces TEXT NOT NULL, other TEXT NOT NULL,
        covers TEXT NOT NULL, session TEXT NOT NULL,
        state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN
            ('waiting', 'received', 'held', 'quarantined', 'review', 'replaced', 'erased')),
        outcome TEXT NOT NULL DEFAULT '', code TEXT NOT NULL DEFAULT '', field TEXT NOT NULL DEFAULT '',
        parked TEXT NOT NULL DEFAULT '', ack_epoch INTEGER, ack_seq INTEGER, took TEXT NOT NULL DEFAULT '',
        landing TEXT NOT NULL DEFAULT '', attempts INTEGER NOT NULL DEFAULT 0,
        held_count INTEGER NOT NULL DEFAULT 0, first_held_at INTEGER NOT NULL DEFAULT 0
    ) STRICT""",
    "CREATE INDEX changes_of_record ON changes (record, kind)",
    "CREATE INDEX changes_merging ON changes (other) WHERE other <> ''",
    "CREATE INDEX changes_open ON changes (n, state, session) WHERE state <> 'received'",
    "CREATE INDEX changes_parked ON changes (session) WHERE parked <> ''",
    "CREATE INDEX changes_sessions ON changes (made_at, record) WHERE kind = 'session'",
    """CREATE TRIGGER changes_stay BEFORE UPDATE OF
        n, id, kind, record, op, author, device, made_at, schema, replaces, other, covers, session ON changes
        BEGIN SELECT RAISE (ABORT, 'a change never changes'); END""",
    """CREATE TRIGGER changes_only_blanked BEFORE UPDATE OF fields, reason ON changes
        WHEN new.fields <> '{}' OR new.reason <> ''
        BEGIN SELECT RAISE (ABORT, 'a change is only ever blanked'); END""",
    """CREATE TRIGGER changes_kept BEFORE DELETE ON changes
        BEGIN SELECT RAISE (ABORT, 'a change is never deleted'); END""",
    """CREATE TABLE standing (
        id TEXT NOT NULL, kind TEXT NOT NULL, commune TEXT NOT NULL, epoch INTEGER NOT NULL, seq INTEGER NOT NULL,
        life TEXT NOT NULL, merged_into TEXT NOT NULL, fields TEXT NOT NULL, conflicts TEXT NOT NULL,
        PRIMARY KEY (id, kind)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX standing_merged ON standing (merged_into) WHERE merged_into <> ''",
    """CREATE TABLE feed (one INTEGER PRIMARY KEY CHECK (one = 1), epoch INTEGER NOT NULL, seq INTEGER NOT NULL)
        STRICT""",
    "INSERT INTO feed VALUES (1, 0, 0)",
)

_LOCAL = (
    # A laptop has a handful of drafts, and every answer rewrites one: an index would only be a page more to write.
    "CREATE TABLE drafts (id TEXT NOT NULL, touched INTEGER NOT NULL, body TEXT NOT NULL) STRICT",
    "CREATE TABLE settings (key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
    """CREATE TABLE anonymous_tally (day TEXT PRIMARY KEY NOT NULL, helped INTEGER NOT NULL)
        STRICT, WITHOUT ROWID""",
    """CREATE TABLE audit (n INTEGER PRIMARY KEY, at INTEGER NOT NULL, actor TEXT NOT NULL, act TEXT NOT NULL,
        detail TEXT NOT NULL, link BLOB NOT NULL) STRICT""",
    """CREATE TRIGGER audit_stays BEFORE UPDATE ON audit
        BEGIN SELECT RAISE (ABORT, 'the audit never changes'); END""",
    """CREATE TRIGGER audit_kept BEFORE DELETE ON audit
        BEGIN SELECT RAISE (ABORT, 'the audit is never deleted'); END""",
)

_LIFE = "life TEXT NOT NULL, merged_into TEXT NOT NULL, waiting TEXT NOT NULL"

_PEOPLE = (
    f"""CREATE TABLE village (id TEXT PRIMARY KEY NOT NULL, name TEXT NOT NULL, sort TEXT NOT NULL,
        notes TEXT, {_LIFE}) STRICT, WITHOUT ROWID""",
    f"""CREATE TABLE household (id TEXT PRIMARY KEY NOT NULL, name TEXT NOT NULL, village TEXT NOT NULL,
        head TEXT NOT NULL, notes TEXT, {_LIFE}) STRICT, WITHOUT ROWID""",
    f"""CREATE TABLE citizen (
        row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, birth TEXT NOT NULL, sex TEXT NOT NULL,
        id_number TEXT NOT NULL, village TEXT NOT NULL, household TEXT NOT NULL, language TEXT NOT NULL,
        address_form TEXT NOT NULL, phone TEXT NOT NULL, phone_owner TEXT NOT NULL, phone_agreed INTEGER NOT NULL,
        insurance_last4 TEXT NOT NULL, name_suspect INTEGER NOT NULL, notes TEXT, {_LIFE},
        folded TEXT NOT NULL, number_end TEXT NOT NULL, phone_end TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX citizen_number ON citizen (number_end) WHERE number_end <> ''",
    "CREATE INDEX citizen_phone ON citizen (phone_end) WHERE phone_end <> ''",
    "CREATE INDEX citizen_merged ON citizen (merged_into) WHERE merged_into <> ''",
    f"""CREATE TABLE representative (id TEXT PRIMARY KEY NOT NULL, citizen TEXT NOT NULL, person TEXT NOT NULL,
        name TEXT NOT NULL, relation TEXT NOT NULL, basis TEXT NOT NULL, phone TEXT NOT NULL, {_LIFE})
        STRICT, WITHOUT ROWID""",
    f"""CREATE TABLE ladder (id TEXT PRIMARY KEY NOT NULL, install TEXT, identity TEXT, insurance TEXT,
        health_book TEXT, alone TEXT, {_LIFE}) STRICT, WITHOUT ROWID""",
    f"""CREATE TABLE consent (id TEXT PRIMARY KEY NOT NULL, citizen TEXT NOT NULL, purpose TEXT NOT NULL,
        text_version TEXT NOT NULL, language TEXT NOT NULL, method TEXT NOT NULL, given_on TEXT NOT NULL,
        operator TEXT NOT NULL, relation TEXT NOT NULL, withdrawn TEXT NOT NULL, {_LIFE}) STRICT, WITHOUT ROWID""",
    "CREATE INDEX consent_citizen ON consent (citizen)",
)

# No ranking and no positions: a row either has every typed word or it is not shown.
_SEARCH = (
    """CREATE VIRTUAL TABLE citizen_search USING fts5 (folded, content = 'citizen', content_rowid = 'row',
        prefix = '1 2 3', detail = none, columnsize = 0, tokenize = 'ascii')""",
    """CREATE TRIGGER citizen_found AFTER INSERT ON citizen
        BEGIN INSERT INTO citizen_search (rowid, folded) VALUES (new.row, new.folded); END""",
    """CREATE TRIGGER citizen_renamed AFTER UPDATE OF folded ON citizen WHEN old.folded <> new.folded BEGIN
        INSERT INTO citizen_search (citizen_search, rowid, folded) VALUES ('delete', old.row, old.folded);
        INSERT INTO citizen_search (rowid, folded) VALUES (new.row, new.folded); END""",
    """CREATE TRIGGER citizen_gone AFTER DELETE ON citizen
        BEGIN INSERT INTO citizen_search (citizen_search, rowid, folded) VALUES ('delete', old.row, old.folded); END""",
)

_ACTIVITY = (
    f"""CREATE TABLE session (id TEXT PRIMARY KEY NOT NULL, citizen TEXT NOT NULL, operator TEXT NOT NULL,
        started INTEGER NOT NULL, ended INTEGER NOT NULL, outcomes TEXT, guide TEXT NOT NULL, code TEXT NOT NULL,
        channel TEXT NOT NULL, steps INTEGER NOT NULL, {_LIFE}) STRICT, WITHOUT ROWID""",
    "CREATE INDEX session_citizen ON session (citizen)",
    "CREATE INDEX session_code ON session (code) WHERE code <> ''",
    f"""CREATE TABLE visit (id TEXT PRIMARY KEY NOT NULL, household TEXT NOT NULL, citizen TEXT NOT NULL,
        day TEXT NOT NULL, outcome TEXT NOT NULL, operator TEXT NOT NULL, {_LIFE}) STRICT, WITHOUT ROWID""",
    f"""CREATE TABLE day_close (id TEXT PRIMARY KEY NOT NULL, day TEXT NOT NULL, operator TEXT NOT NULL, counts TEXT,
        anonymous INTEGER NOT NULL, note TEXT NOT NULL, {_LIFE}) STRICT, WITHOUT ROWID""",
    f"""CREATE TABLE void (id TEXT PRIMARY KEY NOT NULL, session TEXT NOT NULL, reason TEXT NOT NULL,
        operator TEXT NOT NULL, {_LIFE}) STRICT, WITHOUT ROWID""",
    "CREATE INDEX void_session ON void (session)",
    f"""CREATE TABLE appointment (id TEXT PRIMARY KEY NOT NULL, citizen TEXT NOT NULL, day TEXT NOT NULL,
        task TEXT NOT NULL, reason TEXT NOT NULL, place TEXT NOT NULL, state TEXT NOT NULL, session TEXT NOT NULL,
        {_LIFE}) STRICT, WITHOUT ROWID""",
    "CREATE INDEX appointment_due ON appointment (day) WHERE state = 'due'",
)

_FROM_CENTRAL = (
    f"""CREATE TABLE support_point (id TEXT PRIMARY KEY NOT NULL, name TEXT NOT NULL, commune TEXT NOT NULL,
        address TEXT NOT NULL, phone TEXT NOT NULL, hours TEXT NOT NULL, {_LIFE}) STRICT, WITHOUT ROWID""",
    f"""CREATE TABLE operator (id TEXT PRIMARY KEY NOT NULL, name TEXT NOT NULL, address_form TEXT NOT NULL,
        role TEXT NOT NULL, support_point TEXT NOT NULL, active INTEGER NOT NULL, {_LIFE}) STRICT, WITHOUT ROWID""",
    f"CREATE TABLE policy (id TEXT PRIMARY KEY NOT NULL, value TEXT, {_LIFE}) STRICT, WITHOUT ROWID",
    f"""CREATE TABLE guide_pack (id TEXT PRIMARY KEY NOT NULL, version TEXT NOT NULL, digest TEXT NOT NULL,
        {_LIFE}) STRICT, WITHOUT ROWID""",
    f"""CREATE TABLE "return" (id TEXT PRIMARY KEY NOT NULL, record TEXT NOT NULL, session TEXT NOT NULL,
        comment TEXT NOT NULL, "by" TEXT NOT NULL, {_LIFE}) STRICT, WITHOUT ROWID""",
    f"""CREATE TABLE verdict (id TEXT PRIMARY KEY NOT NULL, change TEXT NOT NULL, verdict TEXT NOT NULL,
        comment TEXT NOT NULL, {_LIFE}) STRICT, WITHOUT ROWID""",
)

STATEMENTS = _TRAVEL + _LOCAL + _PEOPLE + _SEARCH + _ACTIVITY + _FROM_CENTRAL


def first_tables(db: Any) -> None:  # noqa: ANN401 - a sqlite_utils.Database
    """Make every table; sqlite-utils' own `create` knows neither partial indexes nor tables without a row number."""
    for statement in STATEMENTS:
        db.execute(statement)
