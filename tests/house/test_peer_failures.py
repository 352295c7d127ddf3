"""app/contract/PEER_FAILURES.md: all thirty-eight stand there, and every test it names is really there."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from app.desktop.bootstrap.here import HOME, home
from tests.house.tree import ROOT, functions, parsed, python_files

DOCUMENT = (ROOT / "app" / "contract" / "PEER_FAILURES.md").read_text(encoding="utf-8")
HOW_MANY = 38
NAMED = re.compile(r"`([\w/]+\.py)::(test_\w+)`")
SPREADSHEETS = {"xlsxwriter", "openpyxl", "odf"}
SELF_MADE = {"PyInstaller", "tufup", "zipimport", "pip", "ensurepip"}


def rows() -> list[list[str]]:
    """The cells of each numbered line."""
    found = (line.strip().strip("|").split(" | ") for line in DOCUMENT.splitlines() if line.startswith("| "))
    return [[cell.strip() for cell in cells] for cells in found if cells[0].strip().isdigit()]


def is_there(path: str, test: str) -> bool:
    file = ROOT / "tests" / path
    return file.exists() and any(node.name == test for node in functions(file))


def test_all_of_them_stand_in_order_with_a_rule() -> None:
    assert [int(row[0]) for row in rows()] == list(range(1, HOW_MANY + 1))
    for number, happened, rule, _held in rows():
        assert re.search(r"\(.*\d.*\)", happened), f"{number} says where it was told"
        assert len(rule) > 20, number


@pytest.mark.parametrize("row", rows(), ids=lambda row: row[0])
def test_each_is_held_by_tests_that_exist(row: list[str]) -> None:
    named = NAMED.findall(row[3])
    assert named
    assert NAMED.sub("", row[3]).strip() == "", "nothing but tests"
    assert [f"{path}::{test}" for path, test in named if not is_there(path, test)] == []


def test_a_test_that_is_not_there_is_noticed() -> None:
    assert is_there("house/test_peer_failures.py", "test_a_test_that_is_not_there_is_noticed")
    assert not is_there("house/test_peer_failures.py", "test_nobody_wrote")
    assert not is_there("house/test_no_such_file.py", "test_a_test_that_is_not_there_is_noticed")


def imported(path: Path) -> set[str]:
    """The top-level packages a module imports, anywhere in it."""
    names = [
        alias.name for node in ast.walk(parsed(path)) if isinstance(node, ast.Import) for alias in node.names
    ]
    names += [node.module or "" for node in ast.walk(parsed(path)) if isinstance(node, ast.ImportFrom)]
    return {name.partition(".")[0] for name in names}


def test_data_never_lies_where_the_program_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(HOME, raising=False)
    assert not home().resolve().is_relative_to(ROOT)
    assert "site-packages" not in home().parts


def test_nothing_is_written_for_a_spreadsheet() -> None:
    """An export needs its own test first: a cell beginning with = + - @ must stay text."""
    assert [path.name for path in python_files("app") if imported(path) & SPREADSHEETS] == []
    writers = [
        path.name
        for path in python_files("app")
        if re.search(r"csv\.(Dict)?[wW]riter", path.read_text("utf-8"))
    ]
    assert writers == []


def test_the_program_neither_unpacks_nor_replaces_itself() -> None:
    assert [path.name for path in python_files("app") if imported(path) & SELF_MADE] == []
    needed = (ROOT / "pyproject.toml").read_text("utf-8")
    assert not any(name.lower() in needed.lower() for name in SELF_MADE - {"pip", "ensurepip"})
