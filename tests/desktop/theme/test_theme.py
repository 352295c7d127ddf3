import re

import pytest
from PySide6.QtGui import QColor, QFontDatabase, QFontMetricsF
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app import resources
from app.desktop.theme import fonts, icons, palette, qss
from app.desktop.theme.tokens import CONTRAST, FAMILY, LINE_HEIGHT, PAPER, SCALES, TYPES, Role
from app.desktop.widgets.typography import label

LETTERS = "ẤẦẨẪẬẮẰẲẴẶẾỀỂỄỆỐỒỔỖỘỚỜỞỠỢỨỪỬỮỰỲỶỸỴđĐơưăâêô…–“”·ŋ"


def test_our_fonts_are_used_and_know_every_vietnamese_letter(dressed: QApplication) -> None:
    assert FAMILY in QFontDatabase.families()
    metrics = QFontMetricsF(dressed.font())
    assert [letter for letter in LETTERS[:-1] if not metrics.inFontUcs4(ord(letter))] == []


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("colours", [PAPER, CONTRAST], ids=["paper", "contrast"])
def test_the_sheet_has_every_size_and_only_real_colours(scale: int, colours: object) -> None:
    sheet = qss.sheet(scale, colours)  # type: ignore[arg-type]
    assert sheet.count("{") == sheet.count("}")
    for role, kind in TYPES.items():
        assert f'role="{role.value}"] {{ font-size: {round(kind.px * scale / 100)}px' in sheet
    assert all(QColor(found).isValid() for found in re.findall(r"#[0-9A-Fa-f]{3,8}\b", sheet))


def test_an_unknown_scale_is_refused(dressed: QApplication) -> None:
    with pytest.raises(ValueError, match="text scale"):
        palette.apply(dressed, 90)


@pytest.mark.parametrize("role", Role)
def test_no_label_is_lower_than_stacked_accents(qtbot: QtBot, role: Role) -> None:
    text = label("Ấp Ỗ Ậ ỷ", role)
    qtbot.addWidget(text)
    text.show()
    assert text.height() >= TYPES[role].px * LINE_HEIGHT
    assert text.font().pixelSize() == TYPES[role].px


def test_large_text_is_large(large_text: QApplication, qtbot: QtBot) -> None:
    text = label("Chào chị Mai", Role.H1)
    qtbot.addWidget(text)
    text.show()
    assert text.font().pixelSize() == 39
    assert large_text.font().pixelSize() == 21


def test_names_are_never_read_as_markup(qtbot: QtBot) -> None:
    text = label("<b>Lò Thị Ín</b>")
    qtbot.addWidget(text)
    assert text.textFormat() is text.textFormat().PlainText
    assert isinstance(text, QLabel)


def test_an_icon_takes_the_colour_it_is_given() -> None:
    image = icons.pixmap("check", "#FF0000", 24).toImage()
    inks = {
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }
    assert inks == {"#ff0000"}


def test_a_gap_stays_free_at_the_right_of_an_icon() -> None:
    image = icons.pixmap("store", "#000000", 20, gap=10).toImage()
    ratio = image.devicePixelRatio()
    right = range(int(21 * ratio), image.width())
    assert image.width() == round(30 * ratio)
    assert all(image.pixelColor(x, y).alpha() == 0 for x in right for y in range(image.height()))


def test_every_icon_can_be_drawn_and_has_its_licence_beside_it() -> None:
    folder = resources.path("icons")
    names = sorted(path.stem for path in folder.glob("*.svg"))
    assert len(names) > 60
    for name in names:
        assert not icons.pixmap(name).toImage().isNull()
        assert "currentColor" in icons.svg(name)
    assert "ISC License" in (folder / "LICENSE").read_text(encoding="utf-8")


def test_an_unknown_icon_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        icons.pixmap("no-such-icon")


def test_every_font_file_is_there_with_a_licence() -> None:
    folder = resources.path("fonts")
    assert {path.name for path in folder.glob("*.ttf")} == set(fonts.FILES)
    licences = [path.read_text(encoding="utf-8") for path in folder.glob("LICENSE*")]
    assert len(licences) == 2
    assert all("SIL Open Font License, Version 1.1" in text for text in licences)
