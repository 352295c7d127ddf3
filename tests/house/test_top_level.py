"""The top of the tree holds what the house needs, and nothing else."""

from tests.house.tree import GENERATED, ROOT

EXPECTED = {"pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", "Makefile"}
EXPECTED |= {"app", "resources", "translations", "tests", "packaging"}
DOTFILES = {".ci", ".github", ".gitignore", ".editorconfig"}


def test_nothing_lies_around() -> None:
    standing = {path.name for path in ROOT.iterdir()} - GENERATED
    assert standing == EXPECTED | DOTFILES


def test_what_is_generated_is_ignored() -> None:
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert GENERATED - {".git"} <= {line.removesuffix("/") for line in ignored}


def test_the_licence_is_whole() -> None:
    licence = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "Apache License" in licence
    assert "Version 2.0, January 2004" in licence
    assert "END OF TERMS AND CONDITIONS" in licence
