from collections.abc import Callable
from pathlib import Path

import pytest
import segno
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QColor, QImage, QPainter, QTransform
from PySide6.QtWidgets import QApplication

from app.desktop.scanning import picture
from app.desktop.scanning.picture import PictureFault, PictureRefused

CARD = "014185000000|050000000|Lò Thị Ín|01011985|Nữ|Bản Mòng, Hua La, Thành phố Sơn La, Sơn La|15062021"
OTHER = "014090000000||Giàng A Páo|05091990|Nam|Bản Bẹ, Tà Xùa, Bắc Yên, Sơn La|20122021"


def code(path: Path, text: str = CARD, scale: int = 4) -> Path:
    segno.make(text, error="m").save(str(path), scale=scale)
    return path


def refusal(call: Callable[[], str]) -> PictureFault:
    with pytest.raises(PictureRefused) as caught:
        call()
    return caught.value.fault


@pytest.mark.parametrize("kind", ["png", "jpg", "bmp"])
def test_a_file_is_read_with_its_vietnamese(tmp_path: Path, kind: str) -> None:
    image = QImage(str(code(tmp_path / "code.png")))
    path = tmp_path / f"card.{kind}"
    assert image.convertToFormat(QImage.Format.Format_RGB32).save(str(path))
    assert picture.read_file(path) == CARD


@pytest.mark.parametrize("angle", [7, 33, 90, 180])
def test_a_turned_picture_is_read(tmp_path: Path, angle: int) -> None:
    image = QImage(str(code(tmp_path / "code.png", scale=6))).convertToFormat(QImage.Format.Format_RGB32)
    assert picture.read_image(image.transformed(QTransform().rotate(angle))) == CARD


def test_a_huge_photograph_is_scaled_down_and_read(tmp_path: Path) -> None:
    photo = QImage(6000, 4000, QImage.Format.Format_RGB32)
    photo.fill(QColor("#d8d2c4"))
    painter = QPainter(photo)
    painter.drawImage(2100, 900, QImage(str(code(tmp_path / "code.png", scale=30))))
    painter.end()
    assert picture.read_image(photo) == CARD


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    assert refusal(lambda: picture.read_file(tmp_path / "no.png")) is PictureFault.NO_FILE


def test_a_folder_is_refused(tmp_path: Path) -> None:
    assert refusal(lambda: picture.read_file(tmp_path)) is PictureFault.NO_FILE


def test_a_file_of_words_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "letter.png"
    path.write_text("Kính gửi bà Lò Thị Hặc", encoding="utf-8")
    assert refusal(lambda: picture.read_file(path)) is PictureFault.NOT_A_PICTURE


def test_a_file_too_large_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "film.png"
    with path.open("wb") as film:
        film.truncate(picture.MOST_BYTES + 1)
    assert refusal(lambda: picture.read_file(path)) is PictureFault.TOO_LARGE


def test_a_small_file_that_unfolds_into_too_many_pixels_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "flat.png"
    flat = QImage(9000, 7000, QImage.Format.Format_Mono)
    flat.fill(0)
    assert flat.save(str(path))
    assert path.stat().st_size < 100_000
    assert refusal(lambda: picture.read_file(path)) is PictureFault.TOO_LARGE


def test_a_picture_without_a_code_is_refused() -> None:
    blank = QImage(400, 300, QImage.Format.Format_RGB32)
    blank.fill(QColor("white"))
    assert refusal(lambda: picture.read_image(blank)) is PictureFault.NO_CODE


def test_two_different_codes_are_refused_rather_than_guessed(tmp_path: Path) -> None:
    both = QImage(1000, 500, QImage.Format.Format_RGB32)
    both.fill(QColor("white"))
    painter = QPainter(both)
    painter.drawImage(20, 20, QImage(str(code(tmp_path / "one.png"))))
    painter.drawImage(520, 20, QImage(str(code(tmp_path / "two.png", OTHER))))
    painter.end()
    assert refusal(lambda: picture.read_image(both)) is PictureFault.SEVERAL_CODES


def test_the_clipboard_gives_a_picture_or_a_picture_file(dressed: QApplication, tmp_path: Path) -> None:
    path = code(tmp_path / "code.png")
    clipboard = dressed.clipboard()
    clipboard.setImage(QImage(str(path)))
    assert picture.read_clipboard(clipboard) == CARD
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(path))])
    clipboard.setMimeData(files)
    assert picture.read_clipboard(clipboard) == CARD


def test_a_clipboard_without_a_picture_is_refused(dressed: QApplication) -> None:
    clipboard = dressed.clipboard()
    clipboard.setText(CARD)
    assert refusal(lambda: picture.read_clipboard(clipboard)) is PictureFault.EMPTY_CLIPBOARD
