"""The guide-pack files as bytes: strict reading, digest, JSON schema. Their meaning is judged elsewhere."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar, cast

import msgspec

from app.domain.guide import GuidePack, GuideTask, GuideWords, Hotline, Reason, Retired, Variant
from app.domain.guide_language import Overlay
from app.domain.ladder import TaskCode

HEAD_FILE = "pack.json"
REASONS_FILE = "reasons.json"
SCHEMA_REF = "#/$defs/{name}"

_AT = re.compile(r"at `(?P<path>\$[^`]*)`")
_Read = TypeVar("_Read")


class GuideUnreadable(Exception):
    """A pack file that cannot be read.

    `code` is file_missing, not_json, wrong_shape or unknown_field; `path` is the file and the place in it.
    """

    def __init__(self, code: str, path: str) -> None:
        super().__init__(code, path)
        self.code = code
        self.path = path


@dataclass(frozen=True, slots=True, kw_only=True)
class PackHead:
    """What `pack.json` holds; each code in `tasks` is a file `tasks/<code>.json`, read in this order."""

    id: str
    version: int
    date: date
    language: str
    vneid_version: str
    words: GuideWords
    hotlines: tuple[Hotline, ...]
    tasks: tuple[TaskCode, ...]
    variants: tuple[Variant, ...] = ()
    retired: tuple[Retired, ...] = ()


def read_pack(files: Mapping[str, bytes]) -> GuidePack:
    """The pack made of one folder's files, keyed by their path in it; GuideUnreadable at the first fault."""
    head = _read(files, HEAD_FILE, PackHead)
    return GuidePack(
        id=head.id,
        version=head.version,
        date=head.date,
        language=head.language,
        vneid_version=head.vneid_version,
        words=head.words,
        hotlines=head.hotlines,
        tasks=tuple(_read(files, f"tasks/{code.value}.json", GuideTask) for code in head.tasks),
        reasons=_read(files, REASONS_FILE, tuple[Reason, ...]),
        variants=head.variants,
        retired=head.retired,
    )


def read_overlay(files: Mapping[str, bytes], language: str) -> Overlay | None:
    """The words of a second language, from `<language>.json`, or None when the pack has no such file."""
    name = f"{language}.json"
    return _read(files, name, Overlay) if name in files else None


def overlay_text(overlay: Overlay) -> str:
    """The words of a language as the file `<language>.json` holds them."""
    return json.dumps(msgspec.to_builtins(overlay), ensure_ascii=False, indent=2) + "\n"


def languages_of(files: Mapping[str, bytes]) -> tuple[str, ...]:
    """The further languages a folder has a file for."""
    names = (name for name in sorted(files) if "/" not in name and name not in (HEAD_FILE, REASONS_FILE))
    return tuple(name.removesuffix(".json") for name in names)


def pack_digest(files: Mapping[str, bytes]) -> str:
    """SHA-256 in hex over every file's path, length and bytes, in path order."""
    digest = hashlib.sha256()
    for path in sorted(files):
        digest.update(f"{path}\0{len(files[path])}\0".encode())
        digest.update(files[path])
    return digest.hexdigest()


def json_schema() -> dict[str, object]:
    """The JSON schema (2020-12) of the pack's files, one definition per file, as strict as `read_pack`."""
    _, parts = msgspec.json.schema_components((PackHead, GuideTask, Reason, Overlay), ref_template=SCHEMA_REF)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$comment": "pack.json: PackHead; tasks/*.json: GuideTask; reasons.json: Reasons; en.json: Overlay",
        "$defs": {name: _closed(part) for name, part in sorted(parts.items())}
        | {"Reasons": {"type": "array", "items": {"$ref": SCHEMA_REF.format(name="Reason")}}},
    }


def schema_text() -> str:
    """The schema as the file `resources/guides/guide-pack.schema.json` holds it."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _closed(part: dict[str, object]) -> dict[str, object]:
    # msgspec lets a dataclass have unknown fields; `_read` refuses them, so the schema does too.
    return part | {"additionalProperties": False} if part.get("type") == "object" else part


def _read(files: Mapping[str, bytes], name: str, kind: type[_Read]) -> _Read:
    if name not in files:
        raise GuideUnreadable("file_missing", name)
    try:
        raw = msgspec.json.decode(files[name])
        known = msgspec.convert(raw, type=kind)
    except msgspec.ValidationError as fault:
        raise GuideUnreadable("wrong_shape", _path(name, str(fault))) from fault
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as fault:
        raise GuideUnreadable("not_json", name) from fault
    unknown = _unknown_field(raw, msgspec.to_builtins(known), "$")
    if unknown:
        raise GuideUnreadable("unknown_field", f"{name} {unknown}")
    return known


def _path(name: str, sentence: str) -> str:
    found = _AT.search(sentence)
    return f"{name} {found['path']}" if found else name


def _unknown_field(raw: object, known: object, path: str) -> str:
    """The path of the first field in `raw` that the nouns do not have, or an empty text."""
    if isinstance(raw, dict):
        kept = cast(dict[str, object], known)
        for key, value in raw.items():
            deeper = f"{path}.{key}"
            found = deeper if key not in kept else _unknown_field(value, kept[key], deeper)
            if found:
                return found
    if isinstance(raw, list):
        for number, (value, twin) in enumerate(zip(raw, cast(list[object], known), strict=True)):
            if found := _unknown_field(value, twin, f"{path}[{number}]"):
                return found
    return ""
