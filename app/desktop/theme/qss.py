"""Makes the one style sheet from the tokens; widgets choose a look by setting a dynamic property."""

from math import ceil

from PySide6.QtWidgets import QWidget

from app import resources
from app.desktop.theme import fonts
from app.desktop.theme.tokens import (
    HEIGHT,
    HEIGHT_CITIZEN,
    HEIGHT_COMPACT,
    HEIGHT_PRIMARY,
    LINE_HEIGHT,
    PAPER,
    RADIUS,
    RADIUS_CARD,
    RADIUS_SMALL,
    TYPES,
    Colours,
    Role,
    Tone,
)


def sheet(scale: int = 100, colours: Colours = PAPER) -> str:
    """The whole style sheet at a text size of `scale` percent."""
    parts = (_ground, _cards, _text, _tags, _buttons, _choices, _values, _nav, _fields, _scrolls)
    return "\n".join(part(scale, colours) for part in parts)


def set_look(widget: QWidget, name: str, value: str | bool) -> None:
    """Set a dynamic property the style sheet reads and repaint the widget with it."""
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def px(size: int, scale: int) -> int:
    """A text size in px under a text scale in percent."""
    return round(size * scale / 100)


def _ground(scale: int, c: Colours) -> str:
    body = px(TYPES[Role.BODY].px, scale)
    families = ", ".join(f'"{name}"' for name in fonts.FAMILIES)
    return f"""
    * {{ font-family: {families}; font-size: {body}px; color: {c.ink}; outline: 0; }}
    QMainWindow, QDialog, QWidget[ground="canvas"] {{ background: {c.canvas}; }}
    QWidget[ground="rail"] {{ background: {c.frame}; border-right: 1px solid {c.line}; }}
    QWidget[ground="top"] {{ background: {c.frame}; border-bottom: 1px solid {c.line}; }}
    QWidget[ground="bar"] {{ background: {c.surface}; border-top: 1px solid {c.line}; }}
    QWidget[ground="surface"] {{ background: {c.surface}; }}
    QWidget[ground="tint"] {{ background: {c.primary_tint}; }}
    QWidget[ground="practice"] {{ background: {c.focus}; }}
    QFrame[rule="true"] {{ background: {c.line}; border: 0; min-height: 1px; max-height: 1px; }}
    QToolTip {{ background: {c.ink}; color: {c.surface}; border: 0; padding: 6px 10px; }}
    """


def _cards(scale: int, c: Colours) -> str:
    banners = "".join(
        f'QFrame[banner="{tone.value}"] {{ background: {c.tint_of(tone)};'
        f" border: 1px solid {c.line_of(tone)}; border-radius: {RADIUS}px; }}\n"
        for tone in Tone
    )
    return f"""
    QFrame[card="plain"] {{ background: {c.surface}; border: 1px solid {c.line};
        border-radius: {RADIUS_CARD}px; }}
    QFrame[card="tint"] {{ background: {c.primary_tint}; border: 1px solid {c.primary_line};
        border-radius: {RADIUS_CARD}px; }}
    QFrame[card="sunken"] {{ background: {c.sunken}; border: 0; border-radius: {RADIUS}px; }}
    QFrame[card="hero"] {{ background: {c.primary}; border: 0; border-radius: {RADIUS_CARD}px; }}
    QFrame[card="say"] {{ background: {c.primary_tint}; border: 0; border-left: 5px solid {c.primary};
        border-radius: 0; }}
    QFrame[card="none"] {{ background: transparent; border: 1px solid transparent; }}
    {banners}"""


def _text(scale: int, c: Colours) -> str:
    greys = {Role.MUTED: c.ink3, Role.CAP: c.ink3, Role.CAP_STRONG: c.ink3}
    roles = "".join(
        f'QLabel[role="{role.value}"] {{ font-size: {px(kind.px, scale)}px; font-weight: {kind.weight};'
        f" color: {greys.get(role, c.ink)}; min-height: {ceil(px(kind.px, scale) * LINE_HEIGHT)}px; }}\n"
        for role, kind in TYPES.items()
    )
    tones = "".join(f'QLabel[tone="{t.value}"] {{ color: {c.ink_of(t)}; }}\n' for t in Tone)
    return f"""
    QLabel {{ background: transparent; border: 0; }}
    {roles}{tones}
    QLabel[tone="on_primary"] {{ color: {c.on_primary}; }}
    QLabel[tone="on_primary_soft"] {{ color: {c.on_primary_soft}; }}
    """


def _tags(scale: int, c: Colours) -> str:
    cap = px(TYPES[Role.CAP].px, scale)
    tags = "".join(
        f'QLabel[tag="{tone.value}"] {{ background: {c.tint_of(tone)}; color: {c.ink_of(tone)}; }}\n'
        for tone in Tone
    )
    return f"""
    QLabel[tag] {{ border-radius: {RADIUS_SMALL}px; padding: 2px 9px; font-size: {cap}px; font-weight: 600;
        min-height: {ceil(cap * LINE_HEIGHT)}px; }}
    {tags}
    QLabel[tag][badge="true"] {{ padding: 2px 6px; }}
    QLabel[tag][compact="true"] {{ padding: 0; border-radius: 6px; min-width: 10px; max-width: 10px;
        min-height: 10px; max-height: 10px; border: 1px solid {c.frame}; background: {c.ink3}; }}
    QLabel[tag="warn"][compact="true"] {{ background: {c.warn}; }}
    QLabel[key] {{ border-radius: 5px; padding: 0 7px; font-size: {cap}px; font-weight: 600;
        min-height: {ceil(cap * LINE_HEIGHT)}px; }}
    QLabel[key="light"] {{ background: {c.surface}; color: {c.ink2}; border: 1px solid #C9C4B8;
        border-bottom: 2px solid #B5AFA2; }}
    QLabel[key="dark"] {{ background: #0A4C43; color: {c.on_primary}; border: 1px solid #3F8C80; }}
    """


def _buttons(scale: int, c: Colours) -> str:
    return f"""
    QPushButton {{ min-height: {HEIGHT - 2}px; padding: 0 18px; border-radius: {RADIUS}px; font-weight: 600;
        border: 1px solid {c.line_strong}; background: {c.surface}; color: {c.ink}; }}
    QPushButton:hover {{ background: {c.sunken}; }}
    QPushButton:pressed {{ background: {c.line}; }}
    QPushButton:disabled {{ color: {c.ink3}; border-color: {c.line}; background: {c.sunken}; }}
    QPushButton[kind="primary"] {{ background: {c.primary}; border-color: {c.primary};
        color: {c.on_primary}; }}
    QPushButton[kind="primary"]:hover {{ background: {c.primary_hover}; }}
    QPushButton[kind="primary"]:pressed {{ background: {c.primary_press}; }}
    QPushButton[kind="primary"]:disabled {{ color: {c.ink3}; border-color: {c.line};
        background: {c.sunken}; }}
    QPushButton[kind="quiet"] {{ background: transparent; border-color: transparent; color: {c.primary};
        padding: 0 10px; }}
    QPushButton[kind="quiet"]:hover {{ background: {c.primary_tint}; }}
    QPushButton[kind="quiet"]:disabled {{ color: {c.ink3}; }}
    QPushButton[kind="soft"] {{ background: {c.primary_tint}; border-color: {c.primary_line};
        color: {c.primary}; }}
    QPushButton[kind="soft"]:hover {{ background: {c.primary_line}; }}
    QPushButton[measure="big"] {{ min-height: {HEIGHT_PRIMARY - 2}px; padding: 0 22px;
        font-size: {px(TYPES[Role.LEAD].px, scale)}px; }}
    QPushButton[measure="small"] {{ min-height: {HEIGHT_COMPACT - 2}px; padding: 0 14px; border-radius: 8px;
        font-size: {px(15, scale)}px; }}
    QPushButton[measure="citizen"] {{ min-height: {HEIGHT_CITIZEN - 4}px; padding: 0 24px;
        border-radius: 14px; font-size: {px(26, scale)}px; }}
    QPushButton[kind="quiet"][measure="small"] {{ padding: 0 10px; }}
    QPushButton[square="true"] {{ padding: 0; }}
    QPushButton[speech="true"]:checked {{ background: {c.ink}; border-color: {c.ink}; color: {c.surface}; }}
    """


def _choices(scale: int, c: Colours) -> str:
    two_lines = max(48, ceil(2 * px(TYPES[Role.BODY].px, scale) * LINE_HEIGHT))
    return f"""
    QPushButton[kind="choice"] {{ font-weight: 400; text-align: left; padding: 0 12px; min-height: 50px; }}
    QPushButton[kind="choice"]:checked {{ background: {c.primary_tint}; border: 2px solid {c.primary};
        color: {c.ink}; font-weight: 600; padding: 0 11px; min-height: 48px; }}
    QPushButton[kind="choice"][compact="true"] {{ min-height: 42px; }}
    QPushButton[kind="choice"][compact="true"]:checked {{ min-height: 40px; }}
    QPushButton[kind="chip"] {{ font-weight: 500; padding: 0 8px; min-height: {two_lines}px; }}
    QPushButton[kind="chip"]:checked {{ background: {c.primary_tint}; border: 2px solid {c.primary};
        color: {c.primary}; font-weight: 700; padding: 0 7px; min-height: {two_lines - 2}px; }}
    QPushButton[kind="row"] {{ text-align: left; border: 0; border-top: 1px solid {c.line}; border-radius: 0;
        background: transparent; font-weight: 500; padding: 0 4px; min-height: 40px; }}
    QPushButton[kind="row"]:hover {{ background: {c.sunken}; }}
    QPushButton[kind="line"] {{ text-align: left; border: 0; border-top: 1px solid {c.line}; border-radius: 0;
        background: transparent; padding: 0; min-height: 44px; }}
    QPushButton[kind="line"]:hover {{ background: {c.sunken}; }}
    QPushButton[kind="task"], QPushButton[kind="step"] {{ border: 0; border-radius: 13px; padding: 0;
        background: transparent; min-height: 36px; }}
    QPushButton[kind="step"] {{ border-radius: 8px; min-height: 32px; }}
    QPushButton[kind="task"]:hover, QPushButton[kind="step"]:hover {{ background: {c.sunken}; }}
    QFrame[task="current"] {{ background: {c.surface}; border: 1px solid {c.line}; border-radius: 14px; }}
    QFrame[task="other"] {{ background: transparent; border: 1px solid transparent; border-radius: 14px; }}
    QPushButton[kind="pill"] {{ border: 1px solid {c.line}; border-radius: 20px; min-height: 38px;
        padding: 0 16px; font-size: {px(14, scale)}px; font-weight: 500; color: {c.ink2};
        background: {c.surface}; }}
    QPushButton[kind="pill"]:hover {{ background: {c.sunken}; }}
    """ + "".join(
        f'QPushButton[kind="pill"][pill="{tone.value}"] {{ background: {c.tint_of(tone)};'
        f" border-color: {c.line_of(tone)}; color: {c.ink_of(tone)}; }}\n"
        for tone in Tone
    )


def _values(scale: int, c: Colours) -> str:
    """Values to choose between: radio buttons that look like fields; the dot is drawn, so it needs no picture."""
    dot = f"cx: 0.5, cy: 0.5, radius: 0.5, fx: 0.5, fy: 0.5, stop: 0 {c.primary}, stop: 0.5 {c.primary}"
    return f"""
    QRadioButton[kind="value"] {{ border: 1px solid {c.line_strong}; border-radius: {RADIUS}px;
        background: {c.surface}; min-height: {HEIGHT}px; spacing: 0; padding: 0; }}
    QRadioButton[kind="value"]:hover {{ background: {c.frame}; }}
    QRadioButton[kind="value"][chosen="true"] {{ border: 2px solid {c.primary};
        background: {c.primary_tint}; min-height: {HEIGHT - 2}px; }}
    QRadioButton[kind="value"]::indicator {{ subcontrol-origin: border; subcontrol-position: left center;
        left: 14px; width: 16px; height: 16px; border: 2px solid {c.line_strong}; border-radius: 10px;
        background: {c.surface}; }}
    QRadioButton[kind="value"]::indicator:checked {{ border-color: {c.primary};
        background: qradialgradient({dot}, stop: 0.56 {c.surface}, stop: 1 {c.surface}); }}
    QLabel[tag][soft="true"] {{ background: {c.surface}; border-radius: 11px; }}
    """


def _nav(scale: int, c: Colours) -> str:
    return f"""
    QPushButton[kind="nav"] {{ text-align: left; border: 0; background: transparent; padding: 0 10px;
        min-height: 44px; font-weight: 500; color: {c.ink2}; border-radius: {RADIUS}px; }}
    QPushButton[kind="nav"][compact="true"] {{ text-align: center; padding: 0; }}
    QPushButton[kind="nav"]:hover {{ background: {c.sunken}; }}
    QPushButton[kind="nav"]:checked {{ background: {c.primary_tint}; color: {c.primary}; font-weight: 700; }}
    QPushButton[kind="tile"] {{ background: {c.surface}; border: 1px solid {c.line};
        border-radius: {RADIUS_CARD}px; padding: 0; min-height: 90px; }}
    QPushButton[kind="tile"]:hover {{ background: {c.frame}; border-color: {c.primary_line}; }}
    QPushButton[kind="hero"] {{ background: {c.primary}; border: 0; border-radius: {RADIUS_CARD}px;
        padding: 0; min-height: 92px; }}
    QPushButton[kind="hero"]:hover {{ background: {c.primary_hover}; }}
    """


def _fields(scale: int, c: Colours) -> str:
    return f"""
    QLineEdit, QPlainTextEdit {{ border: 1px solid {c.line_strong}; border-radius: {RADIUS}px;
        background: {c.surface}; padding: 0 12px; selection-background-color: {c.primary};
        selection-color: {c.on_primary}; }}
    QLineEdit {{ min-height: {HEIGHT - 2}px; }}
    QPlainTextEdit {{ padding: 8px 10px; }}
    QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"] {{ border: 2px solid {c.bad}; }}
    QLineEdit[pin="true"] {{ font-size: {px(24, scale)}px; }}
    QDateEdit, QSpinBox {{ min-height: {HEIGHT}px; }}
    QComboBox {{ border: 1px solid {c.line_strong}; border-radius: {RADIUS}px; background: {c.surface};
        padding: 0 12px; min-height: {HEIGHT - 2}px; combobox-popup: 0; }}
    QComboBox::drop-down {{ border: 0; width: 36px; }}
    QComboBox::down-arrow {{ image: url({_picture("chevron-down")}); width: 18px; height: 18px; }}
    QComboBox[wrong="true"] {{ border: 2px solid {c.bad}; }}
    QComboBox QAbstractItemView {{ border: 1px solid {c.line_strong}; padding: 4px; }}
    QComboBox QAbstractItemView::item {{ min-height: {HEIGHT_COMPACT}px; padding: 0 10px; }}
    QCheckBox, QRadioButton {{ spacing: 12px; min-height: 32px; }}
    QCheckBox::indicator {{ width: 20px; height: 20px; border: 1px solid {c.line_strong};
        border-radius: 5px; background: {c.surface}; }}
    QCheckBox::indicator:checked {{ border: 2px solid {c.primary}; background: {c.primary_tint};
        width: 18px; height: 18px; image: url({_picture("check")}); }}
    QProgressBar {{ border: 0; background: {c.sunken}; border-radius: 4px;
        min-height: 8px; max-height: 8px; }}
    QProgressBar::chunk {{ background: {c.primary}; border-radius: 4px; }}
    """


def _picture(icon: str) -> str:
    """Where the style sheet finds an icon, drawn in black."""
    return resources.path("icons", f"{icon}.svg").as_posix()


def _scrolls(scale: int, c: Colours) -> str:
    return f"""
    QScrollArea, QScrollArea > QWidget > QWidget[fit="true"] {{ background: transparent; border: 0; }}
    QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
    QScrollBar::handle:vertical {{ background: {c.line_strong}; border-radius: 4px;
        min-height: 32px; margin: 2px; }}
    QScrollBar::add-line:vertical, QScrollBar::sub-line:vertical {{ height: 0; }}
    QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
    QScrollBar::handle:horizontal {{ background: {c.line_strong}; border-radius: 4px;
        min-width: 32px; margin: 2px; }}
    QScrollBar::add-line:horizontal, QScrollBar::sub-line:horizontal {{ width: 0; }}
    QListView::item {{ padding: 0 12px; border: 0; border-radius: 8px; }}
    QListView::item:selected {{ background: {c.primary_tint}; color: {c.ink};
        border-left: 4px solid {c.primary}; }}
    QListView, QTableView {{ background: {c.surface}; border: 0; alternate-background-color: {c.frame};
        selection-background-color: {c.primary_tint}; selection-color: {c.ink}; }}
    QCalendarWidget QAbstractItemView {{ selection-background-color: {c.primary};
        selection-color: {c.on_primary}; }}
    QCalendarWidget QAbstractItemView:disabled {{ color: {c.line_strong}; }}
    QHeaderView::section {{ background: {c.frame}; border: 0; border-bottom: 1px solid {c.line};
        color: {c.ink3}; font-weight: 600; padding: 6px 8px; }}
    """
