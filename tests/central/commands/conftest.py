"""Somebody who types commands at central's own machine."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import sqlalchemy as sa

from app.central.commands import main
from app.i18n import _

WHICH = re.compile(
    re.escape(_("Central {mark}, in {place}"))
    .replace(r"\{mark\}", "[0-9A-Z ]{19}")
    .replace(r"\{place\}", ".+")
)


class Hand:
    """Somebody at central's machine."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def types(self, *words: str, ends: int = 0) -> str:
        """What the command prints, on either channel, but for the line that says which central it is."""
        return "\n".join(line for line in self.whole(*words, ends=ends) if not WHICH.fullmatch(line)).strip()

    def whole(self, *words: str, ends: int = 0) -> list[str]:
        """Every line the command prints, the output's first."""
        assert main(words) == ends
        said = self._capsys.readouterr()
        return (said.out + said.err).splitlines()


@pytest.fixture
def hand(
    engine: sa.Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Hand:
    """Somebody whose commands reach the database of this test."""
    monkeypatch.setenv("DIEMTUA_CENTRAL_GUARD", str(tmp_path / "guard"))
    if engine.dialect.name == "postgresql":
        monkeypatch.setenv("DIEMTUA_DATABASE_URL", engine.url.render_as_string(hide_password=False))
    else:
        monkeypatch.setenv("DIEMTUA_CENTRAL_DIR", str(Path(str(engine.url.database)).parent))
    return Hand(capsys)
