"""What the documents say about the tree is true: every path they name exists, every recipe has real doors."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.tree import GENERATED, ROOT

DOCUMENTS = (
    "README.md",
    "app/ARCHITECTURE.md",
    ".github/CONTRIBUTING.md",
    ".github/pull_request_template.md",
)
RECIPES = ("step", "record kind", "field", "screen", "paper|report", "language")
IN_BACKTICKS = re.compile(r"`([\w./<>*{}-]+)`")
LINK = re.compile(r"\]\(([^)#\s]+)[^)]*\)")
PATH = re.compile(r"^[\w.<>*-]+(/[\w.<>*-]+)+/?$|^\w+\.(py|md|toml|txt|sh)$")
PLACEHOLDER = re.compile(r"[<>*]|(^|/)(test_)?[xX](\.|/|$)")


def text_of(document: str) -> str:
    return (ROOT / document).read_text(encoding="utf-8")


def paths_named(text: str) -> Iterator[str]:
    """Paths in backticks and in links; commands, identifiers and addresses are something else."""
    yield from (word for word in IN_BACKTICKS.findall(text) if PATH.match(word))
    yield from (
        target for target in LINK.findall(text) if "://" not in target and not target.startswith("mailto:")
    )


def exists(path: str, document: str) -> bool:
    """From the top, from app/ or from the document's folder; of a placeholder, the folder it would go to."""
    if Path(path).parts[0] in GENERATED:
        return True  # what a command leaves behind is not there before it ran
    parts: list[str] = []
    for part in Path(path).parts:
        if PLACEHOLDER.search(part):
            break
        parts.append(part)
    starts = (ROOT, ROOT / "app", (ROOT / document).parent)
    return any(start.joinpath(*parts).exists() for start in starts)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_path_a_document_names_exists(document: str) -> None:
    assert [path for path in paths_named(text_of(document)) if not exists(path, document)] == []


def recipes() -> str:
    """The part of ARCHITECTURE.md below its heading on recipes, up to the next heading of that rank."""
    found = re.search(r"^(#+) [^\n]*[Rr]ecipes.*?(?=^\1 |\Z)", text_of("app/ARCHITECTURE.md"), re.M | re.S)
    assert found, "app/ARCHITECTURE.md has no heading about recipes"
    return found.group()


@pytest.mark.parametrize("recipe", RECIPES)
def test_each_recipe_is_written_and_names_a_file(recipe: str) -> None:
    lines = [line for line in recipes().splitlines() if re.search(recipe, line.lower())]
    assert lines
    assert list(paths_named(recipes()))


def test_every_room_has_its_line() -> None:
    rooms = {path.name for path in (ROOT / "app").iterdir() if (path / "__init__.py").exists()}
    assert {room for room in rooms if room not in text_of("app/ARCHITECTURE.md")} == set()


def test_every_make_target_a_document_names_exists() -> None:
    targets = set(re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    named = {name for document in DOCUMENTS for name in re.findall(r"`make ([\w -]+)`", text_of(document))}
    assert {word for words in named for word in words.split()} - targets == set()


def test_every_module_the_makefile_runs_exists() -> None:
    modules = re.findall(r"-m ((?:app|tests)[\w.]*)", (ROOT / "Makefile").read_text(encoding="utf-8"))
    assert modules
    places = [ROOT.joinpath(*module.split(".")) for module in modules]
    assert [
        p.name for p in places if not (p.with_suffix(".py").exists() or (p / "__main__.py").exists())
    ] == []


@pytest.mark.parametrize("path", ["app/no_such_room/x.py", "storage/no_such_file.py", "nowhere/<pack>/"])
def test_a_path_that_is_not_there_is_noticed(path: str) -> None:
    assert list(paths_named(f"see `{path}`")) == [path]
    assert not exists(path, "README.md")
