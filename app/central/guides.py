"""Guide packs that laptops fetch: published once and signed, withdrawn for good, told in every commune's feed.

A version means one content for ever. What a feed tells follows from the table, so that telling again is harmless.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from app import resources
from app.central import communes
from app.central.ground import Ground
from app.central.identity import Who
from app.central.refusals import Refusal
from app.central.store.tables import commune, guide
from app.central.turn import Turn
from app.contract.bundle import GuidePart, signed_text
from app.contract.guide_file import (
    guide_content,
    guide_digest,
    judged,
    read_guide,
)
from app.contract.guide_format import read_pack
from app.contract.limits import FIRST_BATCH
from app.domain.changes import Pen, Value
from app.domain.guide import GuidePack
from app.domain.guide_check_paths import succession_problems
from app.domain.guide_faults import GuideProblem

KIND = "guide_pack"

_START: Mapping[str, Value] = {"version": "", "digest": "", "withdrawn": []}

PIECE = FIRST_BATCH
"""Bytes of a piece: a village line that breaks loses seconds, not a minute."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """One version; times are Unix milliseconds, `withdrawn_at` is None while it may be used."""

    pack: str
    version: int
    size: int
    published_at: int
    withdrawn_at: int | None = None
    comment: str = ""


class UnfitGuide(Exception):
    """A pack that is not published. `before` is the version it would have to follow, 0 when it is unfit by itself;
    `faults` is empty when it is another pack than the one laptops have.
    """

    def __init__(self, before: int, faults: Sequence[GuideProblem]) -> None:
        super().__init__(before, faults)
        self.before = before
        self.faults = faults


def publish(ground: Ground, who: Who, files: Mapping[str, str]) -> Published:
    """Sign a pack and tell every commune of it, all of them or none.

    Raises GuideUnreadable; UnfitGuide.
    """
    raw = {name: text.encode() for name, text in files.items()}
    pack, faults = judged(raw)
    if faults:
        raise UnfitGuide(0, faults)
    content, at = guide_content(files), ground.now_ms()
    signature = who.key.sign(signed_text(content))
    row = {
        "pack": pack.id,
        "version": pack.version,
        "digest": guide_digest(signature + content),
        "signature": signature,
        "body": content,
        "published_at": at,
    }
    with ground.write() as connection:
        turns = _turns(ground, who, connection)
        _check_succession(connection, pack)
        connection.execute(guide.insert(), row)
        _tell_all(ground, who, turns)
    size = len(signature) + len(content)
    return Published(pack=pack.id, version=pack.version, size=size, published_at=at)


def withdraw(ground: Ground, who: Who, version: int, comment: str) -> str:
    """Let no laptop begin a session with this version again; done already, only the comment changes.

    Returns the version that laptops are told of now, empty when they go back to the one they came with.
    Raises Refusal("unknown_guide").
    """
    with ground.write() as connection:
        turns = _turns(ground, who, connection)
        mine = sa.and_(guide.c.pack == _shipped().id, guide.c.version == version)
        row = connection.execute(sa.select(guide.c.withdrawn_at).where(mine)).first()
        if row is None:
            raise Refusal("unknown_guide", 404)
        at = row.withdrawn_at or ground.now_ms()
        connection.execute(guide.update().where(mine).values(withdrawn_at=at, comment=comment))
        _tell_all(ground, who, turns)
        said = _notices(connection)[_shipped().id]
    return str(said["version"])


def published(ground: Ground) -> Sequence[Published]:
    """Every version, the newest first."""
    size = (sa.func.length(guide.c.signature) + sa.func.length(guide.c.body)).label("size")
    told = sa.select(
        guide.c.pack, guide.c.version, size, guide.c.published_at, guide.c.withdrawn_at, guide.c.comment
    )
    with ground.read() as connection:
        rows = connection.execute(told.order_by(guide.c.pack.desc(), guide.c.version.desc()))
        return [Published(**row) for row in rows.mappings()]


def part_of(ground: Ground, who: Who, digest: str, offset: int) -> GuidePart:
    """A piece of a pack's file, for any laptop that may read. Raises Refusal: not_found, bad_request."""
    with ground.read() as connection:
        wanted = sa.select(guide.c.signature, guide.c.body).where(guide.c.digest == digest)
        row = connection.execute(wanted).first()
    if row is None:
        raise Refusal("not_found", 404)
    file = row.signature + row.body
    if not 0 <= offset <= len(file):
        raise Refusal("bad_request", 400)
    piece = file[offset : offset + PIECE]
    return GuidePart(server_id=who.server_id, digest=digest, offset=offset, size=len(file), part=piece)


def tell(ground: Ground, who: Who, turn: Turn) -> None:
    """Write into a commune's feed what it does not say yet about the guide."""
    said = _notices(turn.connection)
    turn.load(said)
    pen = Pen(who.server_id, who.server_id, ground.now_ms(), ground.new_id)
    for pack, values in said.items():
        standing = turn.record(KIND, pack)
        if standing is None:
            communes.settle(turn, pen.create(KIND, pack, values))
            continue
        before = {**_START, **{name: state.value for name, state in standing.fields.items()}}
        over = _more(before["withdrawn"], values["withdrawn"])
        change = pen.edit(KIND, pack, before, {**values, "withdrawn": over})
        if change.fields:
            communes.settle(turn, change)


def _more(told: Value, now: Value) -> list[Value]:
    """What was told to be withdrawn, and what is now: nothing is ever taken back."""
    before, after = (one if isinstance(one, list) else [] for one in (told, now))
    return [*before, *(version for version in after if version not in before)]


def _turns(ground: Ground, who: Who, connection: sa.Connection) -> Sequence[Turn]:
    """Every commune's turn, begun in one order: whoever else publishes waits for the first."""
    codes = connection.execute(sa.select(commune.c.code).order_by(commune.c.code)).scalars().all()
    return [Turn(connection, code, who.epoch, ground.now_ms()) for code in codes]


def _tell_all(ground: Ground, who: Who, turns: Sequence[Turn]) -> None:
    for turn in turns:
        tell(ground, who, turn)
        turn.finish()


def _notices(connection: sa.Connection) -> Mapping[str, dict[str, Value]]:
    """What every feed should say, by pack."""
    told = sa.select(guide.c.pack, guide.c.version, guide.c.digest, guide.c.withdrawn_at)
    said: dict[str, dict[str, Value]] = {}
    for row in connection.execute(told.order_by(guide.c.version)):
        notice = said.setdefault(row.pack, {**_START, "withdrawn": []})
        if row.withdrawn_at is None:
            notice.update(version=str(row.version), digest=row.digest)
        else:
            over = notice["withdrawn"]
            assert isinstance(over, list)
            over.append(str(row.version))
    return said


def _check_succession(connection: sa.Connection, pack: GuidePack) -> None:
    """Whether a pack may follow the newest one there is, withdrawn or not. Raises UnfitGuide."""
    before = _newest(connection)
    faults = succession_problems(pack, before)
    if pack.id != before.id or faults:
        raise UnfitGuide(before.version, faults if pack.id == before.id else [])


def _newest(connection: sa.Connection) -> GuidePack:
    """The newest published pack, or the one laptops come with if that is newer."""
    shipped = _shipped()
    bodies = sa.select(guide.c.body).where(guide.c.pack == shipped.id, guide.c.version > shipped.version)
    body = connection.execute(bodies.order_by(guide.c.version.desc()).limit(1)).scalar()
    if body is None:
        return shipped
    return read_pack({name: text.encode() for name, text in read_guide(body).items()})


def _shipped() -> GuidePack:
    """The pack that comes with the program."""
    folder = max(path for path in resources.path("guides").iterdir() if path.is_dir())
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.json")}
    return read_pack(files)
