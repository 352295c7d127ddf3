"""Set-up looks before it acts, stops with words a person can act on, and never does a step twice."""

import sys
from pathlib import Path

import pytest
import setup_environment as setup
import system_libraries


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout in a folder with spaces and accents, whose .venv and lock belong to the test."""
    root = tmp_path / "điểm tựa của tôi"
    (root / "build").mkdir(parents=True)
    (root / ".venv").mkdir()
    lock = root / "requirements.txt"
    lock.write_text("one==1 \\\ntwo==2 \\\n")
    monkeypatch.setattr(setup, "ROOT", root)
    monkeypatch.setattr(setup, "VENV", root / ".venv")
    monkeypatch.setattr(setup, "LOCK", lock)
    monkeypatch.setattr(setup, "STAMP", root / ".venv" / "stamp")
    monkeypatch.setattr(setup, "LOG", root / "build" / "setup.log")
    return root


@pytest.fixture
def commands(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands set-up would have run."""
    asked: list[list[str]] = []
    monkeypatch.setattr(setup, "run_logged", lambda command, total=0: asked.append(command))
    return asked


def lacking(monkeypatch: pytest.MonkeyPatch, *answers: list[str]) -> None:
    """What the system lacks, at each time of asking."""
    remaining = list(answers)
    monkeypatch.setattr(setup, "missing_packages", lambda purpose, with_windows: remaining.pop(0))


def test_packages_are_installed_once_per_lock(commands: list[list[str]], checkout: Path) -> None:
    setup.install_locked_packages()
    setup.install_locked_packages()
    assert len(commands) == 1
    assert "--require-hashes" in commands[0]
    setup.LOCK.write_text("one==2 \\\n")
    setup.install_locked_packages()
    assert len(commands) == 2


def test_a_failed_install_is_tried_again(checkout: Path) -> None:
    python = setup.venv_python()
    python.parent.mkdir()
    python.write_text("#!/bin/sh\nexit 1\n")
    python.chmod(0o755)
    with pytest.raises(setup.SetupStopped):
        setup.install_locked_packages()
    assert not setup.STAMP.exists()


def test_a_user_is_told_the_exact_command(monkeypatch: pytest.MonkeyPatch, commands: list[list[str]]) -> None:
    lacking(monkeypatch, ["libegl1", "libgl1"])
    monkeypatch.setattr(setup.os, "geteuid", lambda: 1000)
    with pytest.raises(
        setup.SetupStopped, match="sudo apt-get install -y --no-install-recommends libegl1 libgl1"
    ):
        setup.install_system_packages("run")
    assert commands == []


def test_root_installs_what_is_missing(monkeypatch: pytest.MonkeyPatch, commands: list[list[str]]) -> None:
    lacking(monkeypatch, ["libegl1"], [])
    monkeypatch.setattr(setup.os, "geteuid", lambda: 0)
    monkeypatch.setattr(setup.shutil, "which", lambda program: program)
    setup.install_system_packages("run")
    assert [command[:2] for command in commands] == [["apt-get", "update"], ["apt-get", "install"]]
    assert commands[1][-1] == "libegl1"


def test_root_hears_when_apt_did_not_help(monkeypatch: pytest.MonkeyPatch, commands: list[list[str]]) -> None:
    lacking(monkeypatch, ["libegl1"], ["libegl1"])
    monkeypatch.setattr(setup.os, "geteuid", lambda: 0)
    monkeypatch.setattr(setup.shutil, "which", lambda program: program)
    with pytest.raises(setup.SetupStopped, match="still missing: libegl1"):
        setup.install_system_packages("run")


def test_a_failed_command_shows_its_last_words_and_where_the_rest_is(checkout: Path) -> None:
    with pytest.raises(setup.SetupStopped, match=r"no disk(.|\n)*build/setup\.log"):
        setup.run_logged([sys.executable, "-c", "print('no disk'); raise SystemExit(3)"])
    assert "no disk" in setup.LOG.read_text(encoding="utf-8")


def test_progress_names_packages(capsys: pytest.CaptureFixture[str]) -> None:
    progress = setup.Progress(40)
    for number in range(40):
        progress.see(f"Collecting package{number}==1\n")
        progress.see("  Downloading something.whl (1 MB)\n")
    progress.see("Installing collected packages: many\n")
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "set-up:    20 of 40  package19==1"
    assert said[-1].startswith("set-up: all 40 fetched")


def test_a_checkout_of_somebody_else_is_explained(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(purpose: str) -> None:
        raise PermissionError(13, "denied", ".venv")

    monkeypatch.setattr(setup, "set_up", refuse)
    assert setup.main(["run"]) == 1
    assert ".venv belongs to somebody else" in capsys.readouterr().err


def test_a_wrong_call_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert setup.main(["walk"]) == 2
    assert "run|tests" in capsys.readouterr().out


def test_libraries_are_asked_of_the_loader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_libraries, "OFFSCREEN", {"libc.so.6": "libc6", "libnone.so.9": "libnone9"})
    monkeypatch.setattr(system_libraries, "WINDOWS", {"libnoxcb.so.1": "libnoxcb1"})
    monkeypatch.setattr(system_libraries, "TEST_PROGRAMS", {"sh": "dash", "no-such-program": "nobody"})
    assert system_libraries.missing_packages("run", has_display=False) == ["libnone9"]
    assert system_libraries.missing_packages("run", has_display=True) == ["libnone9", "libnoxcb1"]
    assert system_libraries.missing_packages("tests", has_display=False) == ["libnone9", "nobody"]
