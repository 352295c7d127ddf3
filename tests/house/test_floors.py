"""The floors of the house hold, and every contract that guards them notices when somebody breaks it."""

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.house.tree import ROOT, named, parsed, python_files

# For each contract: the module (made if it is not there) and the import that must not stand in it.
BREACHES = {
    "floors": ("surprise", "import app.resources"),
    "plain-python": ("usecases/breach", "import threading"),
    "domain-alone": ("domain/breach", "import app.i18n"),
    "library-qt": ("storage/breach_qt", "from PySide6 import QtCore"),
    "library-sqlite": ("central/breach", "import sqlite_utils"),
    "library-sqlcipher": ("desktop/breach", "import sqlcipher3"),
    "library-http": ("desktop/breach_http", "import requests"),
    "library-age": ("usecases/breach_age", "import pyrage"),
    "library-paper": ("desktop/breach_paper", "import fpdf"),
    "library-paper-central": ("central/breach_paper", "import fpdf"),
    "library-web": ("network/breach_web", "import litestar"),
    "library-stdlib-sqlite": ("storage/breach_sqlite", "import sqlite3"),
    "drawing-rooms": ("desktop/widgets/breach", "import app.storage"),
    "codes-not-sentences": ("storage/breach_words", "from app.i18n import _"),
    "ports-by-shape": ("network/breach", "import app.usecases.ports"),
    "central-shares-little": ("central/breach_desktop", "import app.presentation"),
    "one-composition-root": ("desktop/breach_store", "import app.storage"),
    "screens-are-strangers": ("desktop/screens/breach", "import app.desktop.screens.stranger"),
    "presenters-are-strangers": ("presentation/breach", "import app.presentation.stranger"),
    "no-cycles": ("domain/ring", "import app.domain.ring_back"),
}
PARTNERS = {
    "desktop/screens/stranger": "",
    "presentation/stranger": "",
    "domain/ring_back": "import app.domain.ring",
}
NEVER_IN_DOMAIN = {"random", "secrets", "time", "threading", "asyncio", "os", "socket", "subprocess"}
CLOCKS = {"now", "utcnow", "today", "uuid1", "uuid4"}


def contracts() -> list[dict[str, str]]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    found: list[dict[str, str]] = settings["tool"]["importlinter"]["contracts"]
    return found


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run import-linter on the `app` package in a folder."""
    command = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    return subprocess.run(
        [sys.executable, "-c", command], cwd=folder, capture_output=True, text=True, check=False
    )


def test_the_house_stands_on_its_floors() -> None:
    result = lint(ROOT)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.fixture(scope="module")
def report_on_a_broken_house(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What import-linter says of a copy in which every rule is broken once, on one line."""
    folder = tmp_path_factory.mktemp("broken")
    shutil.copy(ROOT / "pyproject.toml", folder)
    shutil.copytree(ROOT / "app", folder / "app", ignore=shutil.ignore_patterns("__pycache__"))
    for module, line in [*BREACHES.values(), *PARTNERS.items()]:
        (folder / "app" / f"{module}.py").write_text(
            f'"""Only in this copy."""\n\n{line}\n', encoding="utf-8"
        )
    result = lint(folder)
    assert result.returncode == 1, result.stdout + result.stderr
    return " ".join(result.stdout.split())


@pytest.mark.parametrize("contract", contracts(), ids=lambda contract: contract["id"])
def test_a_wrong_import_is_caught(contract: dict[str, str], report_on_a_broken_house: str) -> None:
    assert contract["id"] in BREACHES
    assert f"{contract['name']} BROKEN" in report_on_a_broken_house


def imports(path: Path) -> set[str]:
    """The top-level names a module imports."""
    found = set()
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.partition(".")[0])
    return found


def test_domain_needs_the_standard_library_only() -> None:
    allowed = (sys.stdlib_module_names | {"app"}) - NEVER_IN_DOMAIN
    strangers = {named(path, 1): imports(path) - allowed for path in python_files("app/domain")}
    assert {place: names for place, names in strangers.items() if names} == {}


def test_domain_reads_no_clock_and_draws_no_ids() -> None:
    """Time, ids and randomness are arguments, so that every rule can be replayed."""
    calls = [
        named(path, node.lineno)
        for path in python_files("app/domain")
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Attribute) and node.attr in CLOCKS
    ]
    assert calls == []


def test_nobody_imports_by_a_name_made_up_while_running() -> None:
    """An import that no linter can see would be a hole in every floor."""
    hidden = re.compile(r"\b(__import__|import_module)\b")
    found = [path.name for path in python_files("app") if hidden.search(path.read_text(encoding="utf-8"))]
    assert found == []
