"""The program from a built wheel, away from the checkout: it finds its own words, guide, places, fonts and central."""

from __future__ import annotations

import os
import site
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

LOOK = """
from app import i18n, resources
from app.desktop.bootstrap import load_pack
from app.domain.places import communes_from_csv
assert "site-packages" in resources.__file__, resources.__file__
assert len(load_pack("vi").tasks) == 5 and len(load_pack("en").tasks) == 5
assert len(communes_from_csv(resources.text("places", "communes_sonla.csv"))) == 75
assert resources.path("fonts", "BeVietnamPro_700Bold.ttf").is_file()
assert set(i18n.available()) >= {"vi", "en"}
print(i18n._("Go on"))
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Python that has our wheel and, through a path file, the locked packages of this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True, timeout=300)
    (wheel,) = folder.glob("*.whl")
    venv.create(folder / "venv", with_pip=True)
    python = folder / "venv" / "bin" / "python"
    install = [str(python), "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", str(wheel)]
    subprocess.run(install, check=True, capture_output=True, timeout=300)
    (packages,) = (folder / "venv" / "lib").glob("python*/site-packages")
    (packages / "locked.pth").write_text("\n".join(site.getsitepackages()), encoding="utf-8")
    return python


def test_the_wheel_carries_everything_the_program_reads(installed: Path, tmp_path: Path) -> None:
    assert _run([str(installed), "-c", LOOK], tmp_path).strip() == "Tiếp tục"


def test_the_command_starts_a_central_from_the_wheel(installed: Path, tmp_path: Path) -> None:
    command = installed.parent / "diemtua"
    assert _run([str(command), "--version"], tmp_path).startswith("diemtua ")
    _run([str(command), "central", "--data", str(tmp_path / "central"), "init"], tmp_path)
    assert list((tmp_path / "central").iterdir())


def _run(command: list[str], folder: Path) -> str:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    environment.pop("PYTHONPATH", None)
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
