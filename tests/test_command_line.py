"""argparse in the language in force: each of its complaints is known, whichever Python makes it."""

from __future__ import annotations

import argparse

import pytest

from app.command_line import Parser, text, whole
from app.i18n import _


def parser() -> Parser:
    made = Parser("diemtua", "words")
    add = made.add_subparsers(required=True, metavar="COMMAND").add_parser
    one = add("one", help="words", description="words")
    one.add_argument("act", choices=("read", "write"))
    one.add_argument("--name", required=True, type=text(5))
    one.add_argument("--days", type=whole(1, 9))
    one.add_argument("--all", action="store_true")
    return made


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", _("Still missing: {0}.").format("COMMAND")),
        ("one read", _("Still missing: {0}.").format("--name")),
        ("one read --name x y", _("Not understood: {0}.").format("y")),
        ("one read --nam x", _("Still missing: {0}.").format("--name")),
        ("one read --name", _("{0} needs something after it.").format("--name")),
        ("one read --name x --all=1", _("{0} takes nothing after it.").format("--all")),
        (
            "one read --name toolong",
            _("{0}: {1}.").format("--name", _("at most {count} characters").format(count=5)),
        ),
    ],
)
def test_a_complaint_is_in_the_language_in_force(
    typed: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        parser().parse_args(typed.split())
    told = capsys.readouterr().err
    assert ended.value.code == 2
    assert told.splitlines()[-1] == said
    assert told.startswith(_("How to write it: "))


def test_a_choice_that_is_none_is_named_with_those_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parser().parse_args(["one", "rub", "--name", "x"])
    told = capsys.readouterr().err.splitlines()[-1]
    assert all(word in told for word in ("act", "rub", "read", "write"))
    assert "invalid choice" not in told


def test_the_help_has_no_word_of_argparse(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        parser().parse_args(["one", "--help"])
    told = capsys.readouterr().out
    assert ended.value.code == 0
    assert _("switches") in told
    assert not [
        word for word in ("usage:", "positional", "options", "show this help message") if word in told
    ]


@pytest.mark.parametrize("typed", ["", "  ", "a\nb", "\x1b[2J", "\udce9", "123456"])
def test_text_is_one_readable_line(typed: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError):
        text(5)(typed)
    assert text(5)(" ế x ") == "ế x"


@pytest.mark.parametrize("typed", ["", "x", "0", "10", "1.0", "1e1", "²", "9" * 40])
def test_a_whole_number_is_between_two(typed: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError):
        whole(1, 9)(typed)
    assert (whole(1, 9)("9"), whole(-5, 9)("-1")) == (9, -1)
