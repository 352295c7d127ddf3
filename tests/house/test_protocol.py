"""app/contract/PROTOCOL.md names everything that travels, with its type, default and value: it cannot go stale."""

import ast
import inspect
import json
import re
import types
import typing
from collections.abc import Iterator
from itertools import chain

import msgspec
import pytest

from app.central import bundles, guesses, intake, offers, pairing, refusals, roster, sheets
from app.central.routes import speech
from app.contract import bundle, coding, endpoints, limits, messages
from app.contract import pairing as sheet
from app.domain.changes import Op, OutcomeKind
from app.domain.fields import MergeClass
from app.domain.merge import UNDO_DAYS, Life
from app.domain.merge import Refusal as MergeRefusal
from app.domain.points import Role
from app.domain.records import KINDS
from app.storage import outbox
from tests.house.tree import ROOT, functions, parsed, python_files

DOCUMENT = (ROOT / "app" / "contract" / "PROTOCOL.md").read_text(encoding="utf-8")
MESSAGES = {
    name: shape
    for module in (messages, bundle)
    for name, shape in inspect.getmembers(module, inspect.isclass)
    if issubclass(shape, messages.Message) and shape is not messages.Message
}
WORDS = {
    str: "text",
    int: "int",
    bool: "bool",
    bytes: "bytes",
    typing.Any: "value",
    msgspec.Raw: "WireChange",
}
CONSTANTS = {
    name: value for name, value in vars(limits).items() if name.isupper() and not isinstance(value, str)
}
CONSTANTS |= {
    name: vars(module)[name]
    for module, names in (
        (coding, ["LARGEST_WINDOW"]),
        (sheet, ["CODE_LENGTH", "FINGERPRINT_LENGTH"]),
        (pairing, ["MOST_OPERATORS", "LONGEST_TEXT"]),
        (sheets, ["CODE_DAYS"]),
        (guesses, ["FREE_TRIES", "MOST_TRIES", "FREE_TRIES_OF_ALL"]),
        (offers, ["DEEPEST", "LARGEST_NUMBER"]),
        (refusals, ["BUSY_SECONDS", "HALTED_SECONDS"]),
        (intake, ["RETRY_SECONDS"]),
        (outbox, ["MOST_HELD_ANSWERS"]),
    )
    for name in names
}
CONSTANTS |= {"UNDO_DAYS": UNDO_DAYS}


def rows(heading: str) -> Iterator[list[str]]:
    """The rows of the table below the line of headings that begins like this."""
    table = re.search(rf"^\| {re.escape(heading)} \|.*\n\|[-|]+\n((?:\|.*\n)+)", DOCUMENT, re.M)
    assert table, heading
    for line in table[1].splitlines():
        yield [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]


def spoken(hint: typing.Any) -> str:  # noqa: ANN401 - any annotation
    """A type in the words of the document."""
    if isinstance(hint, types.UnionType):
        return spoken(next(part for part in hint.__args__ if part is not types.NoneType))
    outer, inner = typing.get_origin(hint), typing.get_args(hint)
    if outer is dict:
        return "{" + spoken(inner[1]) + "}"
    if outer in (list, tuple):
        return "[" + ", ".join(spoken(part) for part in inner if part is not ...) + "]"
    return WORDS.get(hint) or str(hint.__name__)


def default_of(field: msgspec.structs.FieldInfo) -> str:
    if field.default is not msgspec.NODEFAULT:
        return msgspec.json.encode(field.default).decode()
    if field.default_factory is not msgspec.NODEFAULT:
        return msgspec.json.encode(field.default_factory()).decode()
    return "required"


def test_every_member_of_every_message_stands_with_its_type_and_default() -> None:
    built = {
        (name, f"`{field.encode_name}`"): (spoken(hints[field.name]), default_of(field))
        for name, shape in MESSAGES.items()
        for hints in [typing.get_type_hints(shape)]
        for field in msgspec.structs.fields(shape)
    }
    table = [*rows("Message")]
    written = [((name, row[1]), (row[2], row[3])) for row in table for name in row[0].split(", ")]
    assert len(written) == len(dict(written)), "no member stands twice"
    assert dict(written) == built
    assert all(row[4] for row in table), "each says what it means"


def entries(row: list[str]) -> Iterator[tuple[tuple[str, str], tuple[str, str, object, str]]]:
    """What one row of the table of kinds says of each field."""
    starts: dict[str, object] = {"union": [], "furthest": None}
    for kind in re.findall(r"\w+", row[0]):
        for name, start, refers in re.findall(r"`(\w+)`(?: = `([^`]+)`)?(?: → (\w+))?", row[3]):
            value = json.loads(start) if start else starts.get(row[2], "")
            yield (kind, name), (row[1], row[2], value, refers)


def test_every_kind_and_field_stands_with_its_maker_class_and_start() -> None:
    written = dict(chain.from_iterable(map(entries, rows("Kind"))))
    assert written == {
        (kind.name, rule.name): (kind.maker.value, rule.merge.value, rule.start, rule.refers)
        for kind in KINDS.values()
        for rule in kind.rules.values()
    }


def firsts(heading: str) -> set[str]:
    return {row[0].strip("`") for row in rows(heading)}


def test_every_outcome_op_and_merge_class_stands() -> None:
    assert firsts("`kind`") == set(OutcomeKind)
    assert {word.removesuffix("` without `other") for word in firsts("`op`")} == set(Op)
    assert firsts("Class") == set(MergeClass)


@pytest.mark.parametrize("word", [*Life, *Role])
def test_the_words_a_member_may_hold_stand(word: str) -> None:
    assert f"`{word}`" in DOCUMENT


def called(name: str, *folders: str) -> Iterator[ast.Call]:
    """Every call of a function or class of this name."""
    for path in python_files(*folders):
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] == name:
                yield node


def literals(call: ast.Call) -> list[object]:
    return [argument.value for argument in call.args if isinstance(argument, ast.Constant)]


def test_every_problem_central_can_raise_stands_with_its_status_and_no_other() -> None:
    raised = {tuple(literals(call)[:2]) for call in called("Refusal", "app/central")}
    raised = {pair for pair in raised if len(pair) == 2 and isinstance(pair[1], int)}
    raised |= {(code, speech._STATUS[code]) for code in speech._STATUS}
    raised |= {(code, status) for status, code in speech._CODES.items()}
    raised |= set(bundles.STATUS.items())
    assert {("busy", 503), ("unknown_token", 401), ("too_many_tries", 429)} <= raised
    assert {(row[0].strip("`"), int(row[1])) for row in rows("`type`")} == raised


def test_every_body_fault_has_a_status() -> None:
    assert {literals(call)[0] for call in called("BadBody", "app/contract")} == set(speech._STATUS)


def doubts() -> set[str]:
    [doubt] = [node for node in functions(ROOT / "app/central/roster.py") if node.name == "doubt"]
    returned = [node.value for node in ast.walk(doubt) if isinstance(node, ast.Return)]
    return {str(value.value) for value in returned if isinstance(value, ast.Constant) and value.value}


def test_every_code_of_a_change_stands_and_no_other() -> None:
    named = {
        str(literals(call)[0])
        for name in ("_Flaw", "_rejected", "_refused")
        for call in called(name, "app/central")
        if literals(call)
    }
    written = {(row[0].strip("`"), row[1]) for row in rows("Code")}
    review = {(code, "needs_review") for code in doubts()}
    assert review
    assert {"bad_id", "id_reused", "not_yours"} <= named, f"codes are looked for in {roster.__name__}"
    assert written == {(code, "rejected") for code in named | set(MergeRefusal)} | review


def test_every_limit_stands_with_its_value() -> None:
    written = {row[0].strip("`"): float(row[1]) for row in rows("Name")}
    assert written == {name: float(value) for name, value in CONSTANTS.items()}


@pytest.mark.parametrize(
    "word", [limits.MEDIA_TYPE, limits.PROBLEM_TYPE, sheet.PREFIX, f"`{outbox.HELD_TOO_LONG}`"]
)
def test_the_words_of_the_wire_stand(word: str) -> None:
    assert word in DOCUMENT


@pytest.mark.parametrize("path", [value for name, value in vars(endpoints).items() if name.isupper()])
def test_every_endpoint_stands(path: str) -> None:
    assert re.search(rf"^\| `(GET|POST|PUT) {path}[`?/]", DOCUMENT, re.M)


def examples() -> list[tuple[str, str]]:
    found = re.findall(r"^Example: `(\w+)`\n```json\n(.*?)^```", DOCUMENT, re.M | re.S)
    assert len(found) == DOCUMENT.count("```json"), "every example names its message"
    return found


@pytest.mark.parametrize(("name", "text"), examples(), ids=[name for name, _ in examples()])
def test_an_example_is_what_is_really_sent(name: str, text: str) -> None:
    """Nothing unknown, nothing missing, no default said: encoding what was read gives the example again."""
    read = msgspec.json.decode(text, type=MESSAGES[name])
    assert json.loads(msgspec.json.encode(read)) == json.loads(text)


def test_an_example_change_is_one_central_accepts_as_it_stands() -> None:
    push = json.loads(dict(examples())["Push"])
    for said in push["changes"]:
        raw = json.dumps(said).encode()
        assert json.loads(msgspec.json.encode(msgspec.json.decode(raw, type=messages.WireChange))) == said
        offer = offers.read_offer(raw, push["device"])
        assert (offer.code, offer.n) == ("", said["n"])


def test_every_section_named_exists() -> None:
    headings = set(re.findall(r"^## (\d+)\. ", DOCUMENT, re.M))
    assert {number for number in re.findall(r"[Ss]ections? (\d+)", DOCUMENT)} <= headings
