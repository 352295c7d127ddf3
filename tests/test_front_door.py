"""The command `diemtua` itself: it sends each word to its own part of the house."""

from __future__ import annotations

import subprocess
import sys

import pytest

from app import __version__
from app.__main__ import main


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out == f"diemtua {__version__}\n"


@pytest.mark.parametrize("words", [["nonsense"], ["central", "nonsense"], ["guide", "nonsense"], ["rescue"]])
def test_what_is_not_understood_opens_nothing(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 2
    assert capsys.readouterr().err.strip().endswith(".")


def test_a_terminal_without_vietnamese_letters_stops_no_command() -> None:
    done = subprocess.run(
        [sys.executable, "-X", "utf8=0", "-m", "app", "guide", "check", "/nowhere"],
        env={"PYTHONIOENCODING": "ascii", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"},
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
    done = subprocess.run(
        [sys.executable, "-X", "utf8=0", "-m", "app", "guide", "--help"],
        env={"PYTHONIOENCODING": "ascii", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"},
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
