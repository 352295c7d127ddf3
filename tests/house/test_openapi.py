"""The document central serves and app/contract/PROTOCOL.md tell of the same endpoints, members and problem codes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from app.central.routes.described import openapi
from app.contract import bundle, messages
from tests.house.test_protocol import DOCUMENT, MESSAGES, rows

SAID: dict[str, Any] = openapi()
SCHEMAS: dict[str, Any] = SAID["components"]["schemas"]
NOT_ON_THE_WIRE = "At central's command line only"
OUTSIDE = {"Health"}
"""For those who watch over central; devices never read it, so its members stand in one row of section 1."""

Ways = dict[tuple[str, str], set[str]]
"""(method, path) with the names in its query."""


def documented() -> Ways:
    """The endpoints of section 1; a row that begins with `the same` adds to the query of the one above."""
    found, last = Ways(), ("", "")
    for request, *_ in rows("Request"):
        named = set(re.findall(r"[?&](\w+)=", request))
        if way := re.match(r"`(GET|POST|PUT) ([^`?]+)", request):
            last = (way[1].lower(), way[2])
        assert last != ("", ""), request
        found[last] = found.get(last, set()) | named
    return found


def operations() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, ways in SAID["paths"].items():
        for method, said in ways.items():
            if method != "parameters":
                yield method, path, said


def test_both_name_the_same_endpoints_and_queries() -> None:
    served = {
        (method, path): {one["name"] for one in said.get("parameters", []) if one["in"] == "query"}
        for method, path, said in operations()
    }
    assert served == documented()


def test_who_needs_a_token_is_told_alike() -> None:
    told = {row[0].split("`")[1].split("?")[0]: row[3] for row in rows("Request") if "`" in row[0][:2]}
    served = {
        f"{method.upper()} {path}": "yes" if "security" in said else "no"
        for method, path, said in operations()
    }
    assert served == told


def test_what_is_asked_and_answered_is_told_alike() -> None:
    served = {
        (method, path): {
            *re.findall(r"schemas/(\w+)", str(said.get("requestBody", ""))),
            *re.findall(r"schemas/(\w+)", str(said["responses"]["200"])),
        }
        - OUTSIDE
        for method, path, said in operations()
    }
    told = defaultdict[tuple[str, str], set[str]](set)
    for request, asked, answered, _ in rows("Request"):
        if way := re.match(r"`(GET|POST|PUT) ([^`?]+)", request):
            told[way[1].lower(), way[2]] = set(re.findall(r"`([A-Z]\w+)`", asked + answered))
    assert served == told


def members(shape: type[messages.Message]) -> tuple[set[str], set[str]]:
    """All and the required members of a message, as they travel."""
    fields = msgspec.structs.fields(shape)
    return {one.encode_name for one in fields}, {one.encode_name for one in fields if one.required}


def written() -> dict[str, tuple[set[str], set[str]]]:
    """The same as the tables of the document have it."""
    found: dict[str, tuple[set[str], set[str]]] = {}
    for names, member, _, default, _ in rows("Message"):
        for name in names.split(", "):
            every, required = found.setdefault(name, (set(), set()))
            every.add(member.strip("`"))
            if default == "required":
                required.add(member.strip("`"))
    return found


@pytest.mark.parametrize("name", sorted(MESSAGES))
def test_every_message_has_the_same_members_in_code_document_and_schema(name: str) -> None:
    schema = SCHEMAS[name]
    served = (set(schema["properties"]), set(schema.get("required", ())))
    assert served == members(MESSAGES[name]) == written()[name]


def test_there_is_no_schema_nobody_wrote_about() -> None:
    of_files = {name for name, shape in vars(bundle).items() if isinstance(shape, type)}
    assert set(SCHEMAS) - OUTSIDE <= set(MESSAGES) | of_files
    assert [name for name in set(SCHEMAS) - OUTSIDE if not re.search(rf"\b{name}\b", DOCUMENT)] == []


def test_every_problem_code_stands_in_both_with_its_status() -> None:
    served = {
        (code, int(status))
        for _, _, said in operations()
        for status, answer in said["responses"].items()
        if "$ref" in str(answer) and "ProblemDetails" in str(answer)
        for code in answer["description"].split(", ")
    }
    told = {(row[0].strip("`"), int(row[1])) for row in rows("`type`") if row[2] != NOT_ON_THE_WIRE}
    assert served == told
