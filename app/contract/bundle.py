"""A sealed file for a stick: its name, its clear head, its limits. Keys and disks are elsewhere.

One file is MAGIC, one line of JSON (`Head`) ending with LF, and exactly `size` sealed bytes. Inside the age
envelope lie 64 bytes of Ed25519 signature and the content, one zstd frame of JSON (`Bundle` or `Parcel`). The
signature covers `signed_text(content)`: it is checked before anything is unpacked. Nothing is ever extracted
to disk, and no name inside a file is a path.
"""

from __future__ import annotations

import base64
import hashlib
import re
from enum import StrEnum

import msgspec

from app.contract.coding import BadBody, M, decode, pack, unpack
from app.contract.limits import LARGEST_BUNDLE, LARGEST_CONTENT, LARGEST_HEAD, MOST_RATIO
from app.contract.messages import Message, WireOutcome, WireRecord

MAGIC = b"DIEMTUA-SEALED-1\n"
SIGNATURE_BYTES = 64
_SIGNED = b"diemtua-sealed-1\n"


class BadBundle(Exception):
    """A file that is not what it should be; nothing was taken from it.

    `code` is stable: not_a_bundle, bundle_cut, bundle_altered, bundle_too_large, bundle_unreadable,
    bundle_not_ours (sealed to somebody else), bundle_forged, bundle_other_central.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Purpose(StrEnum):
    """What a file is for; the value is the end of its name."""

    BUNDLE = "dtb"
    RESCUE = "dtr"
    PARCEL = "dtp"


class Label(Message, frozen=True):
    """What anybody who carries the file may know, said in the clear and again inside the signed part.

    `id` is the maker's; a parcel has the `file_id` of the bundle it answers.
    `device` is the laptop whose work it is, or which it is for (a parcel); `count` changes or answers,
    `sessions` finished sessions among them; `made_at` Unix milliseconds of the maker's clock.
    """

    purpose: str
    id: str
    server_id: str
    commune: str
    device: str
    made_at: int
    machine: str = ""
    count: int = 0
    sessions: int = 0


class Head(Message, frozen=True):
    """The clear beginning: the label, and the size and SHA-256 (hex) of the sealed bytes behind it."""

    label: Label
    size: int
    sha256: str


class Bundle(Message, frozen=True):
    """Work of one device, oldest first, as in a push; `recipient` is the key it was sealed to."""

    label: Label
    recipient: str
    epoch: int
    changes: list[msgspec.Raw]
    schema: int = 1


class Feed(Message, frozen=True):
    """The records of a commune's feed with `seq` above `since`; reading goes on after `cursor`."""

    since: int
    cursor: int
    records: list[WireRecord] = []


class Parcel(Message, frozen=True):
    """What central sends back: answers by change id, all of this `epoch`, and perhaps reference data.

    `bundles` are the bundles answered for, by `file_id`; `guide` holds the files of a guide pack by their path in it.
    """

    label: Label
    recipient: str
    epoch: int
    durable_seq: int = 0
    bundles: tuple[str, ...] = ()
    answers: dict[str, WireOutcome] = {}
    feed: Feed | None = None
    guide: dict[str, str] = {}


class BundleStatus(Message, frozen=True):
    """How far central is with the bundle that has the `file_id` `id`: `received` bytes of it, and `taken` once its
    parcel can be had.
    """

    server_id: str
    id: str
    received: int
    taken: bool = False


class ParcelPart(Message, frozen=True):
    """A piece of the file that answers the bundle `id`, from `offset` on; `size` is the whole file's."""

    server_id: str
    id: str
    offset: int
    size: int
    part: bytes


class GuidePart(Message, frozen=True):
    """A piece of the file of a guide pack (`contract.guide_file`) that has this digest, from `offset` on; `size` is
    the whole file's.
    """

    server_id: str
    digest: str
    offset: int
    size: int
    part: bytes


_ID_BYTES = 16
"""Of the SHA-256 of a bundle's file; written out they have the shape of an id."""

_NAME = re.compile(r"diemtua-([A-Za-z0-9_-]{22}(?:-[0-9]{1,16}-[0-9]{1,8})?)\.(dtb|dtr|dtp)")


def file_name(purpose: Purpose, id_: str) -> str:
    """What a file is called on a stick."""
    return f"diemtua-{id_}.{purpose.value}"


def file_id(whole: bytes) -> str:
    """The id a bundle goes by, on sticks and on the wire: made of its bytes, so that no other file takes its place."""
    return base64.urlsafe_b64encode(hashlib.sha256(whole).digest()[:_ID_BYTES]).rstrip(b"=").decode()


def named(name: str) -> tuple[Purpose, str] | None:
    """Purpose and id behind a file's name; None for everything else that lies on a stick."""
    found = _NAME.fullmatch(name)
    return (Purpose(found[2]), found[1]) if found else None


def to_file(label: Label, sealed: bytes) -> bytes:
    """The whole file. Raises BadBundle(bundle_too_large)."""
    head = Head(label=label, size=len(sealed), sha256=hashlib.sha256(sealed).hexdigest())
    start = MAGIC + msgspec.json.encode(head) + b"\n"
    if len(start) > LARGEST_HEAD or len(start) + len(sealed) > LARGEST_BUNDLE:
        raise BadBundle("bundle_too_large")
    return start + sealed


def read_head(start: bytes) -> tuple[Head, int]:
    """The head and where the sealed bytes begin, from a file's first LARGEST_HEAD bytes. Raises BadBundle."""
    if not start.startswith(MAGIC):
        raise BadBundle("bundle_cut" if MAGIC.startswith(start) else "not_a_bundle")
    line, ended, _ = start[:LARGEST_HEAD].removeprefix(MAGIC).partition(b"\n")
    if not ended:
        raise BadBundle("bundle_cut" if len(start) < LARGEST_HEAD else "not_a_bundle")
    try:
        head = decode(line, Head)
    except BadBody as cause:
        raise BadBundle("not_a_bundle") from cause
    begin = len(MAGIC) + len(line) + 1
    if not 0 < head.size <= LARGEST_BUNDLE - begin:
        raise BadBundle("bundle_too_large")
    return head, begin


def read_file(whole: bytes) -> tuple[Head, bytes]:
    """The head and the sealed bytes of a whole file, exactly as long and as it was written. Raises BadBundle."""
    head, begin = read_head(whole)
    sealed = whole[begin:]
    if len(sealed) < head.size:
        raise BadBundle("bundle_cut")
    if len(sealed) > head.size or hashlib.sha256(sealed).hexdigest() != head.sha256:
        raise BadBundle("bundle_altered")
    return head, sealed


def signed_text(content: bytes) -> bytes:
    """The bytes the maker signs."""
    return _SIGNED + content


def content_of(message: Bundle | Parcel) -> bytes:
    """The packed content. Raises BadBundle(bundle_too_large)."""
    content = pack(message)
    if len(content) > LARGEST_BUNDLE:
        raise BadBundle("bundle_too_large")
    return content


def read_content(content: bytes, shape: type[M]) -> M:
    """The message in a content whose signature holds. Raises BadBundle(bundle_too_large, bundle_unreadable)."""
    limit = min(LARGEST_CONTENT, MOST_RATIO * len(content))
    try:
        return decode(unpack(content, "zstd", limit), shape)
    except BadBody as cause:
        is_large = cause.code == "body_too_large"
        raise BadBundle("bundle_too_large" if is_large else "bundle_unreadable") from cause
