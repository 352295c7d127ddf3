"""Puts the Fusion style, the palette, the fonts and the style sheet on an application."""

from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from app.desktop.theme import fonts, qss
from app.desktop.theme.tokens import PAPER, SCALES, TYPES, Colours, Role


def apply(app: QApplication, scale: int = 100, colours: Colours = PAPER) -> None:
    """Dress the application; `scale` is a percentage out of `SCALES`, anything else is a ValueError."""
    if scale not in SCALES:
        raise ValueError(f"text scale must be one of {SCALES}, got {scale}")
    fonts.load()
    app.setStyle("Fusion")
    app.setPalette(palette(colours))
    app.setFont(body_font(scale))
    app.setStyleSheet(qss.sheet(scale, colours))


def body_font(scale: int = 100) -> QFont:
    """The interface font at the body size."""
    font = QFont()
    font.setFamilies(list(fonts.FAMILIES))
    font.setPixelSize(round(TYPES[Role.BODY].px * scale / 100))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def scaled(size: int) -> int:
    """A width in px that grows with the text size the application has now."""
    return round(size * QApplication.font().pixelSize() / TYPES[Role.BODY].px)


def palette(colours: Colours = PAPER) -> QPalette:
    """A light palette, set by hand because the platform's own colour scheme is not trusted."""
    result = QPalette()
    role = QPalette.ColorRole
    for colour_role, value in (
        (role.Window, colours.canvas),
        (role.Base, colours.surface),
        (role.AlternateBase, colours.sunken),
        (role.Button, colours.surface),
        (role.ToolTipBase, colours.ink),
        (role.ToolTipText, colours.surface),
        (role.WindowText, colours.ink),
        (role.Text, colours.ink),
        (role.ButtonText, colours.ink),
        (role.PlaceholderText, colours.ink3),
        (role.Highlight, colours.primary),
        (role.HighlightedText, colours.on_primary),
        (role.Link, colours.primary),
    ):
        result.setColor(colour_role, QColor(value))
    for disabled in (role.WindowText, role.Text, role.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, disabled, QColor(colours.ink3))
    return result
