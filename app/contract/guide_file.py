"""A guide pack as it travels by network: one signed file. Keys, disks and what a pack means are elsewhere.

The file is 64 bytes of Ed25519 signature by central and the content, one zstd frame of JSON: the text of each file
of the pack by its path in it. The signature covers `bundle.signed_text(content)`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping

import msgspec

from app.contract.bundle import SIGNATURE_BYTES
from app.contract.coding import decode, pack, unpack
from app.contract.guide_format import GuideUnreadable, languages_of, read_overlay, read_pack
from app.contract.limits import LARGEST_BODY
from app.domain.guide import GuidePack
from app.domain.guide_check import overlay_problems, problems
from app.domain.guide_faults import GuideProblem

MOST_FILES = 100
_PATH = re.compile(r"[a-z0-9_-]+(/[a-z0-9_-]+)?\.json")


def is_path(name: str) -> bool:
    """Whether a pack may have a file of this name: a plain JSON file, at most one folder deep."""
    return _PATH.fullmatch(name) is not None


def guide_digest(file: bytes) -> str:
    """The name a guide pack's file goes by."""
    return hashlib.sha256(file).hexdigest()


def guide_content(files: Mapping[str, str]) -> bytes:
    """The packed files. Raises GuideUnreadable (wrong_shape) for what no device would open."""
    told = dict(sorted(files.items()))
    odd = [name for name in told if not is_path(name)]
    if odd or len(told) > MOST_FILES or len(msgspec.json.encode(told)) > LARGEST_BODY:
        raise GuideUnreadable("wrong_shape", ", ".join(odd))
    return pack(told)


def signature_and_content(file: bytes) -> tuple[bytes, bytes]:
    """The two parts of a file."""
    return file[:SIGNATURE_BYTES], file[SIGNATURE_BYTES:]


def read_guide(content: bytes) -> dict[str, str]:
    """The files in a content whose signature holds. Raises BadBody."""
    return decode(unpack(content, "zstd", LARGEST_BODY), dict[str, str])


def judged(files: Mapping[str, bytes]) -> tuple[GuidePack, list[GuideProblem]]:
    """The pack in these files and what is wrong with it, in all its languages. Raises GuideUnreadable."""
    found = read_pack(files)
    overlays = (read_overlay(files, language) for language in languages_of(files))
    faults = [fault for one in overlays if one for fault in overlay_problems(found, one)]
    return found, [*problems(found), *faults]
