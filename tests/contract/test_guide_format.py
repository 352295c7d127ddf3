"""Guide-pack files: what is read, what is refused and where, and the published schema."""

import json
from typing import Any

import pytest

from app import resources
from app.contract.guide_format import (
    GuideUnreadable,
    json_schema,
    pack_digest,
    read_overlay,
    read_pack,
    schema_text,
)
from app.domain.ladder import TaskCode
from tests.support.guides import shipped_files

FILES = shipped_files()


def changed(name: str, *path: str | int, to: object) -> dict[str, bytes]:
    """The shipped files with one value of one of them replaced."""
    content = json.loads(FILES[name])
    place = content
    for part in path[:-1]:
        place = place[part]
    place[path[-1]] = to
    return {**FILES, name: json.dumps(content).encode()}


def test_the_files_make_one_pack_in_the_heads_order() -> None:
    pack = read_pack(FILES)
    assert (pack.id, pack.language) == ("sonla-2026-11", "vi")
    assert [task.code for task in pack.tasks] == list(TaskCode)
    assert [reason.code for reason in pack.reasons] == [
        each["code"] for each in json.loads(FILES["reasons.json"])
    ]


def test_the_second_language_is_read_when_it_is_there() -> None:
    overlay = read_overlay(FILES, "en")
    assert overlay is not None
    assert overlay.language == "en"
    assert read_overlay(FILES, "lo") is None


@pytest.mark.parametrize(
    ("files", "code", "path"),
    [
        ({}, "file_missing", "pack.json"),
        (
            {name: text for name, text in FILES.items() if name != "tasks/alone.json"},
            "file_missing",
            "tasks/alone.json",
        ),
        ({**FILES, "reasons.json": b"[{"}, "not_json", "reasons.json"),
        ({**FILES, "reasons.json": b'["\xff"]'}, "not_json", "reasons.json"),
        ({**FILES, "reasons.json": b"[" * 100_000}, "not_json", "reasons.json"),
        (changed("pack.json", "version", to="1"), "wrong_shape", "pack.json $.version"),
        (changed("pack.json", "tasks", to=["install", "fly"]), "wrong_shape", "pack.json $.tasks[1]"),
        (changed("reasons.json", 2, "who_acts", to="mayor"), "wrong_shape", "reasons.json $[2].who_acts"),
        (
            changed("tasks/alone.json", "steps", 0, "checked_on", to="soon"),
            "wrong_shape",
            "tasks/alone.json $.steps[0].checked_on",
        ),
        (
            changed("tasks/alone.json", "steps", 0, "picture", "colour", to="red"),
            "unknown_field",
            "tasks/alone.json $.steps[0].picture.colour",
        ),
        (changed("pack.json", "title", to="Sơn La"), "unknown_field", "pack.json $.title"),
    ],
)
def test_an_unreadable_pack_says_which_file_and_where(files: dict[str, bytes], code: str, path: str) -> None:
    with pytest.raises(GuideUnreadable) as caught:
        read_pack(files)
    assert (caught.value.code, caught.value.path) == (code, path)


def test_an_unreadable_overlay_is_refused() -> None:
    with pytest.raises(GuideUnreadable) as caught:
        read_overlay(changed("en.json", "steps", "alone.try", "voice", to="x"), "en")
    assert (caught.value.code, caught.value.path) == ("unknown_field", "en.json $.steps.alone.try.voice")


def test_the_digest_knows_every_byte_and_every_name() -> None:
    digest = pack_digest(FILES)
    assert digest == pack_digest(dict(reversed(FILES.items())))
    assert digest != pack_digest({**FILES, "reasons.json": FILES["reasons.json"] + b" "})
    assert digest != pack_digest({f"{name}x": text for name, text in FILES.items()})
    assert pack_digest({"a": b"b", "c": b""}) != pack_digest({"a": b"", "c": b"b"})


def test_the_published_schema_is_the_one_the_decoder_keeps() -> None:
    """Regenerate it with the command in resources/guides/README.md."""
    assert resources.text("guides", "guide-pack.schema.json") == schema_text()


def test_the_schema_is_closed_and_refers_to_nothing_missing() -> None:
    definitions: Any = json_schema()["$defs"]
    objects = {name: part for name, part in definitions.items() if part.get("type") == "object"}
    assert {"PackHead", "GuideTask", "Step", "Picture", "Reason", "Overlay"} <= objects.keys()
    assert [name for name, part in objects.items() if part["additionalProperties"] is not False] == []
    referred = {part.split('"')[0] for part in json.dumps(json_schema()).split("#/$defs/")[1:]}
    assert referred <= definitions.keys()
