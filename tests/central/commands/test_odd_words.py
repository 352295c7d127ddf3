"""Whatever somebody types after a command, it ends with a sentence and a code, never with Python's own words."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.central.commands import main
from app.central.commands.line import _parser

ODD = (
    "",
    " ",
    "\t\x1b[2J",
    "\udce9",
    "x" * 300,
    "ế" * 5_000,
    "../nowhere/at/all",
    "/proc/self/mem",
    "99999",
    "-1",
    "1e9",
    "9" * 40,
    "🙂 '\"; DROP TABLE record; --",
    "%s {0} {subject}",
)
PLAIN = {"code": "03646", "act": "read", "--host": "192.0.2.7", "--commune": "03646"}
"""What stands in the other places; with that host `serve` ends before it listens."""


def slots(parser: argparse.ArgumentParser, *words: str) -> Iterator[tuple[tuple[str, ...], argparse.Action]]:
    """Every place of every command in which somebody types something of their own."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, inner in action.choices.items():
                yield from slots(inner, *words, name)
        elif words and action.nargs != 0:
            yield words, action


def line(words: tuple[str, ...], odd: argparse.Action, value: str) -> list[str]:
    """A whole command line with one odd word in it."""
    parser = _parser()
    for word in words:
        [inner] = [one for one in parser._actions if isinstance(one, argparse._SubParsersAction)]
        parser = inner.choices[word]
    typed = list(words)
    for action in parser._actions:
        name = action.option_strings[-1] if action.option_strings else action.dest
        said = value if action.dest == odd.dest else PLAIN.get(name, "x")
        if action.nargs == 0:
            typed += [name] if action.required else []
        elif not action.option_strings:
            typed.append(said)
        elif action.required or action.dest == odd.dest or name in PLAIN:
            typed += [name, said]
    return typed


EVERY = sorted(
    {(" ".join(words), action.dest): (words, action) for words, action in slots(_parser())}.items()
)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A central with one commune, and nothing in the folder beside it."""
    folder = tmp_path_factory.mktemp("odd")
    for words in (["init"], ["add-commune", "03646"]):
        assert main(["--data", str(folder / "central"), *words]) == 0
    (folder / "empty").mkdir()
    return folder


@pytest.mark.parametrize("name", [name for name, _slot in EVERY], ids=" ".join)
def test_no_odd_word_breaks_a_command(
    name: tuple[str, str], place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(place / "empty")
    words, action = dict(EVERY)[name]
    for odd in ODD:
        typed = ["--data", str(place / "central"), *line(words, action, odd)]
        try:
            ended = main(typed)
        except SystemExit as told:
            ended = int(told.code or 0)
        complaint = capsys.readouterr().err
        assert ended in (0, 1, 2), typed
        assert ended == 0 or complaint.strip().endswith("."), (typed, complaint)


@pytest.mark.parametrize("odd", [value for value in ODD if value.strip()])
def test_no_odd_folder_breaks_a_command(
    odd: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    try:
        ended = main(["--data", odd, "counts"])
    except SystemExit as told:
        ended = int(told.code or 0)
    assert ended == 2
    assert capsys.readouterr().err.strip().endswith(".")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DIEMTUA_DATABASE_URL", "postgresql://db:port/central"),
        ("DIEMTUA_DATABASE_URL", "postgresql://[::1/central"),
        ("DIEMTUA_DATABASE_URL", f"postgresql://{'x' * 300}/central"),
        ("DIEMTUA_DATABASE_URL", "mysql://db/central"),
        ("DIEMTUA_CENTRAL_FILE_KEY", "short"),
        ("DIEMTUA_CENTRAL_FILE_KEY", "'\""),
        ("DIEMTUA_CENTRAL_FILE_KEY", "ab" * 32),
        ("DIEMTUA_SLOTS", "many"),
    ],
)
def test_no_odd_setting_breaks_a_command(
    name: str,
    value: str,
    place: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv(name, value)
    for words in (["counts"], ["init"], ["restore", str(place / "nowhere")]):
        assert main(["--data", str(place / "central"), *words]) == 2
        assert capsys.readouterr().err.strip().endswith(".")
