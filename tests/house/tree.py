"""The files of the house and the names in them, for the tests that look at the house itself."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
GENERATED = {".git", ".venv", "build", "dist", "__pycache__", ".hypothesis", ".import_linter_cache"}
GENERATED |= {".mypy_cache", ".pytest_cache", ".ruff_cache"}
Function = ast.FunctionDef | ast.AsyncFunctionDef


def files(folder: Path = ROOT) -> Iterator[Path]:
    """Every file a person wrote or chose, from the top or one folder down."""
    for path in sorted(folder.iterdir()):
        if path.name in GENERATED:
            continue
        if path.is_dir():
            yield from files(path)
        else:
            yield path


def texts(folder: Path = ROOT) -> Iterator[tuple[str, str]]:
    """The relative path and text of every file that is text; fonts, pictures and sounds are not."""
    for path in files(folder):
        content = path.read_bytes()
        if b"\0" not in content:
            yield path.relative_to(ROOT).as_posix(), content.decode(errors="replace")


def python_files(*folders: str) -> list[Path]:
    """The modules below these top-level folders."""
    return [path for folder in folders for path in files(ROOT / folder) if path.suffix == ".py"]


@cache
def parsed(path: Path) -> ast.Module:
    """The syntax tree of one module."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def functions(path: Path) -> Iterator[Function]:
    """Every function and method of a module, nested ones too."""
    return (node for node in ast.walk(parsed(path)) if isinstance(node, Function))


def docstrings(path: Path) -> set[ast.AST]:
    """The constants that are prose, not values."""
    owners = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    bodies = (node.body for node in ast.walk(parsed(path)) if isinstance(node, owners))
    return {body[0].value for body in bodies if body and isinstance(body[0], ast.Expr)}


def strings(path: Path) -> Iterator[str]:
    """Every string a module works with, its docstrings left out."""
    prose = docstrings(path)
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in prose:
            yield node.value


def named(path: Path, line: int) -> str:
    """Where something is, the way an editor understands it."""
    return f"{path.relative_to(ROOT)}:{line}"
