"""Guide packs that central publishes: fetched after a run, believed only with central's signature. Disks are elsewhere.

Nothing here can make a run fail: what did not come today comes with a later run, and the guide in force stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Protocol

from app.contract.bundle import GuidePart
from app.contract.coding import BadBody
from app.contract.faults import Unreachable
from app.contract.guide_file import guide_digest, read_guide, signature_and_content
from app.contract.limits import LARGEST_BODY
from app.usecases.ports import Reading
from app.usecases.settings import Setting
from app.usecases.sync.line import PASSING
from app.usecases.sync.policy import Policy, pause

KIND = "guide_pack"

ALTERED, FORGED, UNREADABLE = "guide_altered", "guide_forged", "guide_unreadable"
"""Why a file was not taken, besides what a shelf says; a damaged one is fetched again with a later run."""

NO_ROOM = "stick_full"
"""What a shelf says when its disk is full; fetched again with a later run."""

_DIGEST = re.compile(r"[0-9a-f]{64}")


class GuideRoad(Protocol):
    """Central as it gives out guide packs. May raise `contract.faults.Unreachable` or `contract.faults.Refused`."""

    def guide_part(self, digest: str, offset: int) -> GuidePart:
        """A piece of the file with this digest, from `offset` on."""
        ...


class GuideShelf(Protocol):
    """The guide packs of this machine."""

    def withdraw(self, pack: str, versions: Iterable[str]) -> None:
        """No session begins with these versions again."""
        ...

    def wants(self, pack: str, version: str, digest: str = "") -> bool:
        """Whether a version is newer than the one in force and may be used."""
        ...

    def keep(self, files: Mapping[str, str]) -> str:
        """Take over a pack central signed; empty, or the code of why not."""
        ...

    def note_unfit(self, digest: str) -> None:
        """What is fetched under this digest is no pack for this program."""
        ...


class Seal(Protocol):
    """Whether the holder of a public key (base64url) signed a content."""

    def __call__(self, signature: bytes, content: bytes, sender_key: str, /) -> bool:
        """The signature is raw."""
        ...


def heed(reading: Reading, shelf: GuideShelf) -> None:
    """Begin no session with what central has withdrawn."""
    for pack, notice in reading.records(KIND).items():
        over = notice.get("withdrawn")
        shelf.withdraw(pack, [str(version) for version in over] if isinstance(over, list) else ())


def fetch_guide(reading: Reading, road: GuideRoad, shelf: GuideShelf, is_signed: Seal, policy: Policy) -> str:
    """Heed what is withdrawn, and take over the version central tells of, if this machine wants it.

    Empty when there is nothing to take or it was taken, else the code of why not. Raises Unreachable, Refused.
    """
    heed(reading, shelf)
    key, trouble = reading.setting(Setting.SERVER_KEY), ""
    for pack, notice in reading.records(KIND).items():
        version, digest = str(notice.get("version", "")), str(notice.get("digest", ""))
        if not _DIGEST.fullmatch(digest) or not shelf.wants(pack, version, digest):
            continue
        file = _fetched(road, digest, policy)
        if file is None:
            return trouble
        trouble = _taken(file, digest, shelf, is_signed, key) or trouble
    return trouble


def _fetched(road: GuideRoad, digest: str, policy: Policy) -> bytes | None:
    """The whole file, going on where the line broke; None when the person asked to stop."""
    file, size, failures = b"", 1, 0
    while len(file) < size:
        if policy.rest(pause(policy, failures - 1) if failures else 0.0):
            return None
        try:
            part = road.guide_part(digest, len(file))
        except Unreachable as trouble:
            failures += 1
            if trouble.code not in PASSING or failures >= policy.attempts:
                raise
            continue
        if not part.part or part.size > LARGEST_BODY:
            raise Unreachable("not_our_server")
        file, size, failures = file + part.part, part.size, 0
    return file


def _taken(file: bytes, digest: str, shelf: GuideShelf, is_signed: Seal, key: str) -> str:
    """Judge a whole file and keep what is in it."""
    if guide_digest(file) != digest:
        return ALTERED
    trouble = _kept(*signature_and_content(file), shelf, is_signed, key)
    if trouble not in ("", NO_ROOM):
        shelf.note_unfit(digest)
    return trouble


def _kept(signature: bytes, content: bytes, shelf: GuideShelf, is_signed: Seal, key: str) -> str:
    if not is_signed(signature, content, key):
        return FORGED
    try:
        files = read_guide(content)
    except BadBody:
        return UNREADABLE
    return shelf.keep(files)
