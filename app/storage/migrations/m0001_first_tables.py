"""Step 1: the tables of the first release, written out in full. Never edited; the register may move on."""

from __future__ import annotations

from typing import Any

_TRAVEL = (
    """CREATE TABLE changes (
        n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, record TEXT NOT NULL,
        op TEXT NOT NULL, fields TEXT NOT NULL, author TEXT NOT NULL, device TEXT NOT NULL,
        made_at INTEGER NOT NULL, schema INTEGER NOT NULL, reason TEXT NOT NULL, replaces TEXT NOT NULL,
        other TEXT NOT NULL, covers TEXT NOT NULL, session TEXT NOT NULL,
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
        id TEXT NOT NULL, kind TEXT NOT NULL, commune TEXT NOT NULL, epoch INTEGER NOT NULL,
        seq INTEGER NOT NULL, life TEXT NOT NULL, merged_into TEXT NOT NULL, fields TEXT NOT NULL,
        conflicts TEXT NOT NULL, PRIMARY KEY (id, kind)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX standing_merged ON standing (merged_into) WHERE merged_into <> ''",
    """CREATE TABLE feed (one INTEGER PRIMARY KEY CHECK (one = 1), epoch INTEGER NOT NULL,
        seq INTEGER NOT NULL) STRICT""",
    "INSERT INTO feed VALUES (1, 0, 0)",
)

_LOCAL = (
    # A laptop has a handful of drafts, and every answer rewrites one: an index would be a page more to write.
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

_CITIZEN = (
    "name birth sex id_number village household language address_form phone phone_owner insurance_last4"
)


def _columns(text: str, whole: str, json: str) -> str:
    """The columns of a kind: its fields, and what every kind table says of a record besides."""
    named = [f'"{name}" TEXT NOT NULL' for name in f"{text} life merged_into waiting".split()]
    named += [f'"{name}" INTEGER NOT NULL' for name in whole.split()]
    return ", ".join([*named, *(f'"{name}" TEXT' for name in json.split())])


def _kind(name: str, text: str, whole: str = "", json: str = "") -> str:
    """A table kept in the order of ids, for records found by id: one tree to write instead of two."""
    columns = _columns(text, whole, json)
    return f'CREATE TABLE "{name}" (id TEXT PRIMARY KEY NOT NULL, {columns}) STRICT, WITHOUT ROWID'


_KINDS = (
    _kind("village", "name sort", json="notes"),
    _kind("household", "name village head", json="notes"),
    "CREATE TABLE citizen (row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, "
    + _columns(f"{_CITIZEN} folded number_end phone_end", "phone_agreed name_suspect", "notes")
    + ") STRICT",
    _kind("representative", "citizen person name relation basis phone"),
    _kind("ladder", "", json="install identity insurance health_book alone"),
    _kind("consent", "citizen purpose text_version language method given_on operator relation withdrawn"),
    _kind("session", "citizen operator guide code channel", "started ended steps", "outcomes"),
    _kind("visit", "household citizen day outcome operator"),
    _kind("day_close", "day operator note", "anonymous", "counts"),
    _kind("void", "session reason operator"),
    _kind("appointment", "citizen day task reason place state session"),
    _kind("support_point", "name commune address phone hours"),
    _kind("operator", "name address_form role support_point", "active"),
    _kind("policy", "", json="value"),
    _kind("guide_pack", "version digest"),
    _kind("return", "record session comment by"),
    _kind("verdict", "change verdict comment"),
)

_FOUND_BY = (
    "CREATE INDEX citizen_number ON citizen (number_end) WHERE number_end <> ''",
    "CREATE INDEX citizen_phone ON citizen (phone_end) WHERE phone_end <> ''",
    "CREATE INDEX citizen_merged ON citizen (merged_into) WHERE merged_into <> ''",
    "CREATE INDEX consent_citizen ON consent (citizen)",
    "CREATE INDEX session_citizen ON session (citizen)",
    "CREATE INDEX session_code ON session (code) WHERE code <> ''",
    "CREATE INDEX void_session ON void (session)",
    "CREATE INDEX appointment_due ON appointment (day) WHERE state = 'due'",
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
    """CREATE TRIGGER citizen_gone AFTER DELETE ON citizen BEGIN
        INSERT INTO citizen_search (citizen_search, rowid, folded) VALUES ('delete', old.row, old.folded);
        END""",
)

STATEMENTS = _TRAVEL + _LOCAL + _KINDS + _FOUND_BY + _SEARCH


def first_tables(db: Any) -> None:  # noqa: ANN401 - a sqlite_utils.Database
    """Make every table; sqlite-utils has no words for partial indexes and tables ordered by id."""
    for statement in STATEMENTS:
        db.execute(statement)
