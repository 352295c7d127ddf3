"""Where files are found: beside the package in a checkout, inside it in a wheel or a frozen bundle."""

from pathlib import Path

import pytest

from app import resources


def test_a_checkout_has_its_files_beside_the_package() -> None:
    package = Path(resources.__file__).parent
    assert resources.path("guides") == package.parent / "resources" / "guides"
    assert resources.translations() == package.parent / "build" / "translations"


def test_a_wheel_carries_its_files_inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path)
    (tmp_path / "_resources").mkdir()
    (tmp_path / "_translations").mkdir()
    (tmp_path / "_resources" / "word.txt").write_text("Điểm Tựa", encoding="utf-8")
    assert resources.text("word.txt") == "Điểm Tựa"
    assert resources.translations() == tmp_path / "_translations"


def test_a_file_that_was_left_out_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        resources.text("no", "such", "file.txt")
