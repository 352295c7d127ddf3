"""A backup as files: one list of rows for each table, and a manifest that says what there is. No database here.

    manifest.json          counts and hashes, nothing about a person
    record.jsonl.zst       one JSON list a line, zstd; with a key sealed besides (`.sealed`), see `sealed`

The manifest carries a seal over itself: HMAC-SHA256 under the key, or, without one, under no key at all, which
shows damage but no forgery.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec
import zstandard

from app.central.keeping.faults import KeepingFault
from app.central.keeping.rows import Count
from app.central.keeping.sealed import derived_key, seal, unseal
from app.central.outside import keep_folder
from app.contract.coding import LARGEST_WINDOW

FORMAT = 1
MANIFEST = "manifest.json"
PORTION = 64 * 1024
_FILE = re.compile(r"[a-z_]+\.jsonl\.zst(\.sealed)?")
"""What a table's file may be called: it lies in the backup's folder and nowhere else."""

LONGEST_LINE = 64 * 1024 * 1024
"""Bytes of one row; a file that is damaged, or made to do harm, must not fill the memory."""


class TableKept(msgspec.Struct, frozen=True, kw_only=True):
    """One table: its file, the SHA-256 of the file as it lies there, and what its rows count to, by commune."""

    name: str
    columns: tuple[str, ...]
    file: str
    sha256: str
    census: dict[str, Count]


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What a backup says of itself. `made_at` is Unix milliseconds, `seqs` the last number of each commune's feed,
    `revision` the shape of the tables, `salt` (hex) what the keys are made with; empty: not sealed.
    """

    format: int = FORMAT
    server_id: str
    epoch: int
    made_at: int
    app: str
    database: str
    revision: str
    salt: str = ""
    seqs: dict[str, int] = {}
    tables: tuple[TableKept, ...] = ()
    seal: str = ""


@dataclass(frozen=True, slots=True)
class Secret:
    """The key of central's file, and the salt of one backup; empty bytes: nothing is sealed."""

    key: bytes = b""
    salt: bytes = b""

    def of(self, purpose: str) -> bytes:
        """The key for one file, or for the manifest; empty when nothing is sealed."""
        return derived_key(self.key, self.salt, purpose) if self.key else b""


def write_rows(file: Path, lines: Iterable[bytes], key: bytes) -> str:
    """Write a table's file and wait for the disk; returns its SHA-256."""
    packed = _packed(lines)
    hashed = hashlib.sha256()
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        for piece in seal(packed, key) if key else packed:
            hashed.update(piece)
            out.write(piece)
        out.flush()
        os.fsync(out.fileno())
    return hashed.hexdigest()


def read_rows(file: Path, key: bytes) -> Iterator[bytes]:
    """The lines of a table's file. Raises KeepingFault("backup_damaged")."""
    try:
        with file.open("rb") as source:
            pieces = iter(lambda: source.read(PORTION), b"")
            yield from _split(_unpacked(unseal(pieces, key) if key else pieces))
    except (ValueError, zstandard.ZstdError, FileNotFoundError) as cause:
        raise KeepingFault("backup_damaged", file.name) from cause


def write_manifest(folder: Path, manifest: Manifest, secret: Secret) -> None:
    """Write what the backup says of itself, sealed; the last file of a backup."""
    sealed = msgspec.structs.replace(manifest, seal=_seal_of(manifest, secret))
    content = msgspec.json.format(msgspec.json.encode(sealed), indent=1)
    with os.fdopen(os.open(folder / MANIFEST, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    keep_folder(folder)


def read_manifest(folder: Path, key: bytes, *, plain: bool = False) -> tuple[Manifest, Secret]:
    """What a backup says of itself, believed, and the secret that opens its files; every file was hashed.

    Where there is a key, a backup that is not sealed proves nothing: it is read only if somebody asks for a `plain`
    one. Raises KeepingFault: backup_missing, backup_newer, backup_sealed, backup_not_sealed, wrong_backup_key,
    backup_damaged.
    """
    manifest = _manifest(folder)
    if manifest.salt and not key:
        raise KeepingFault("backup_sealed")
    if key and not manifest.salt and not plain:
        raise KeepingFault("backup_not_sealed", str(folder))
    try:
        secret = Secret(key, bytes.fromhex(manifest.salt)) if manifest.salt else Secret()
    except ValueError as cause:
        raise KeepingFault("backup_damaged", MANIFEST) from cause
    if not hmac.compare_digest(manifest.seal, _seal_of(manifest, secret)):
        raise KeepingFault("wrong_backup_key" if manifest.salt else "backup_damaged", MANIFEST)
    for table in manifest.tables:
        if not _FILE.fullmatch(table.file):
            raise KeepingFault("backup_damaged", MANIFEST)
        if _sha256(folder / table.file) != table.sha256:
            raise KeepingFault("backup_damaged", table.file)
    return manifest, secret


def begin_folder(out: Path) -> Path:
    """An empty folder to write into; it takes its place when all is written. Refuses one that holds something.

    Raises KeepingFault("folder_not_empty").
    """
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise KeepingFault("folder_not_empty", str(out))
    unfinished = out.with_name(out.name + ".part")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(mode=0o700, parents=True)
    return unfinished


def finish_folder(unfinished: Path, out: Path) -> None:
    """Give a written backup its name; it appears whole or not at all."""
    if out.exists():
        out.rmdir()
    unfinished.replace(out)
    keep_folder(out.parent)


def _manifest(folder: Path) -> Manifest:
    try:
        content = (folder / MANIFEST).read_bytes()
        said = msgspec.json.decode(content)
        if isinstance(said, Mapping) and said.get("format") != FORMAT:
            raise KeepingFault("backup_newer")
        return msgspec.json.decode(content, type=Manifest)
    except (FileNotFoundError, NotADirectoryError) as cause:
        raise KeepingFault("backup_missing", str(folder)) from cause
    except msgspec.DecodeError as cause:
        raise KeepingFault("backup_damaged", MANIFEST) from cause


def _seal_of(manifest: Manifest, secret: Secret) -> str:
    plain = msgspec.json.encode(msgspec.structs.replace(manifest, seal=""), order="sorted")
    return hmac.new(secret.of(MANIFEST), plain, hashlib.sha256).hexdigest()


def _sha256(file: Path) -> str:
    try:
        with file.open("rb") as source:
            return hashlib.file_digest(source, "sha256").hexdigest()
    except FileNotFoundError:
        return ""


def _packed(lines: Iterable[bytes]) -> Iterator[bytes]:
    packing = zstandard.ZstdCompressor(level=6).compressobj()
    for line in lines:
        yield packing.compress(line)
    yield packing.flush()


def _unpacked(pieces: Iterable[bytes]) -> Iterator[bytes]:
    unpacking = zstandard.ZstdDecompressor(max_window_size=LARGEST_WINDOW).decompressobj()
    for piece in pieces:
        yield unpacking.decompress(piece)
    if not unpacking.eof:
        raise ValueError("the file ends too early")


def _split(portions: Iterable[bytes]) -> Iterator[bytes]:
    held = b""
    for portion in portions:
        *whole, held = (held + portion).split(b"\n")
        yield from whole
        if len(held) > LONGEST_LINE:
            raise ValueError("a line without end")
    if held:
        raise ValueError("the last line is cut")
