"""The words of the house: names that say nothing, promises left in the code, and who may begin a write."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.tree import ROOT, functions, named, parsed, python_files, strings, texts

EMPTY_WORDS = {"manager", "helper", "helpers", "util", "utils", "common", "base", "data", "info"}
EMPTY_WORDS |= {"handler", "handlers", "processor", "service", "services", "misc", "stuff"}
# Names Qt gives to what a model of rows must answer; only a class built on Qt may use them.
QT_MODEL_NAMES = {"data", "setData", "headerData", "itemData", "mimeData"}
TRANSLATING = {"_", "N_"}
PROMISES = re.compile(r"\b(TO" r"DO|FIX" r"ME|HA" r"CK|X" r"XX|NotImplemented" r"Error)\b")
STARTS_A_WRITE = re.compile(
    r"^\s*BEGIN\s+(IMMEDIATE|EXCLUSIVE|DEFERRED|TRANSACTION)?\s*;?\s*$", re.IGNORECASE
)


def parts(name: str) -> set[str]:
    """The words an identifier is made of: RowHandler and row_handler are both {row, handler}."""
    name = name.replace("sqlite_utils", "sqliteutils")  # a library is called what it is called
    return set(re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower().split("_"))


def built_on_qt(node: ast.ClassDef) -> bool:
    return any(re.match(r"(\w+\.)?Q[A-Z]", ast.unparse(base)) for base in node.bases)


def names(path: Path) -> Iterator[tuple[str, int]]:
    """The names of a module, its classes and its functions."""
    yield path.stem, 1
    qt_classes = [
        node for node in ast.walk(parsed(path)) if isinstance(node, ast.ClassDef) and built_on_qt(node)
    ]
    required = {
        id(item) for node in qt_classes for item in node.body if getattr(item, "name", "") in QT_MODEL_NAMES
    }
    for node in ast.walk(parsed(path)):
        if (
            isinstance(node, (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef))
            and id(node) not in required
        ):
            yield node.name, node.lineno


def test_every_name_says_something() -> None:
    empty = [
        f"{named(path, line)} {name}"
        for path in python_files("app")
        for name, line in names(path)
        if parts(name) & EMPTY_WORDS
    ]
    assert empty == []


@pytest.mark.parametrize("name", ["SyncManager", "string_utils", "load_data", "BaseScreen", "info"])
def test_an_empty_name_is_noticed(name: str) -> None:
    assert parts(name) & EMPTY_WORDS


@pytest.mark.parametrize("name", ["base64url", "database", "informed", "outbox", "serviceable"])
def test_a_name_that_only_contains_one_is_not(name: str) -> None:
    assert not parts(name) & EMPTY_WORDS


def test_no_room_is_named_emptily() -> None:
    folders = {path.parent for path in python_files("app")}
    assert [folder.name for folder in folders if parts(folder.name) & EMPTY_WORDS] == []


def test_no_promise_is_left_in_the_code() -> None:
    left = [
        f"{name}:{number}"
        for name, text in texts()
        if not name.startswith(("LICENSE", "packaging/requirements"))
        for number, line in enumerate(text.splitlines(), 1)
        if PROMISES.search(line)
    ]
    assert left == []


def is_stub(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """A body of nothing but `...`; only a Protocol or an overload may have one."""
    rest = node.body[1:] if ast.get_docstring(node) else node.body
    values = [
        item.value for item in rest if isinstance(item, ast.Expr) and isinstance(item.value, ast.Constant)
    ]
    overload = any("overload" in ast.unparse(mark) for mark in node.decorator_list)
    return not overload and len(rest) == len(values) == 1 and values[0].value is ...


def protocol_methods(path: Path) -> set[ast.AST]:
    protocols = [
        node
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.ClassDef) and any("Protocol" in ast.unparse(base) for base in node.bases)
    ]
    return {item for node in protocols for item in node.body}


def test_no_function_is_a_stub() -> None:
    stubs = [
        f"{named(path, node.lineno)} {node.name}"
        for path in python_files("app")
        for node in functions(path)
        if is_stub(node) and node not in protocol_methods(path)
    ]
    assert stubs == []


def sentences(path: Path) -> Iterator[ast.expr]:
    """What is handed to a translating function."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in TRANSLATING:
            yield from (
                argument
                for argument in node.args
                if isinstance(argument, (ast.JoinedStr, ast.BinOp, ast.Call))
            )


def test_every_sentence_can_be_found_by_the_extractor() -> None:
    """A sentence put together inside `_()` is in no catalogue; `.format()` comes after."""
    hidden = [named(path, node.lineno) for path in python_files("app") for node in sentences(path)]
    assert hidden == []


def test_one_function_begins_a_write() -> None:
    """A deferred BEGIN fails at once when another connection writes between its read and its write."""
    begins = [
        f"{path.relative_to(ROOT)}: {text.strip()}"
        for path in python_files("app/storage")
        for text in strings(path)
        if STARTS_A_WRITE.match(text)
    ]
    assert len(begins) == 1, begins
    assert begins[0].endswith(": BEGIN IMMEDIATE")


def test_nobody_begins_a_write_by_method() -> None:
    """`database.begin()` and `atomic()` outside a transaction would begin one too, and a deferred one."""
    calls = [
        named(path, node.lineno)
        for path in python_files("app/storage")
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Attribute) and node.attr in {"begin", "atomic"}
    ]
    assert calls == []
