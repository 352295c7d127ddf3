"""Every colour, size and distance of the look lives here once; nothing here imports Qt."""

from dataclasses import dataclass, replace
from enum import StrEnum

FAMILY = "Be Vietnam Pro"
"""Family of the interface; Thái text falls back to `FAMILY_TAI`, whose file has no full Vietnamese."""
FAMILY_TAI = "Noto Sans Tai Viet"

SCALES = (100, 115, 130)
"""Text sizes a person may choose, in percent."""

SPACE_1, SPACE_2, SPACE_3, SPACE_4, SPACE_5, SPACE_6, SPACE_7 = 4, 8, 12, 16, 24, 32, 48
RADIUS_SMALL, RADIUS, RADIUS_CARD = 6, 10, 16
HEIGHT_COMPACT, HEIGHT, HEIGHT_PRIMARY, HEIGHT_CITIZEN = 36, 44, 52, 66
LINE_HEIGHT = 1.4
"""Least label height over text size: stacked Vietnamese accents (Ấ, Ỗ) are clipped below it."""

COMPACT_WIDTH, COMPACT_HEIGHT = 1280, 680
"""A window narrower or lower than this (logical px) uses the compact layout."""


class Tone(StrEnum):
    """What a coloured thing means; each tone has an ink, a tint and a line."""

    PLAIN = "plain"
    PRIMARY = "primary"
    OK = "ok"
    WARN = "warn"
    BAD = "bad"
    INFO = "info"
    BAN = "ban"


class Role(StrEnum):
    """What a line of text is for; the value is the style sheet's `role`."""

    H1 = "h1"
    H2 = "h2"
    H3 = "h3"
    LEAD = "lead"
    BODY = "body"
    STRONG = "strong"
    MUTED = "muted"
    SMALL_STRONG = "small_strong"
    CAP = "cap"
    CAP_STRONG = "cap_strong"
    CITIZEN = "citizen"
    CITIZEN_LEAD = "citizen_lead"
    CITIZEN_H1 = "citizen_h1"


@dataclass(frozen=True, slots=True)
class Type:
    """Size in px at 100 % and weight of one role."""

    px: int
    weight: int


TYPES: dict[Role, Type] = {
    Role.H1: Type(30, 700),
    Role.H2: Type(24, 700),
    Role.H3: Type(20, 600),
    Role.LEAD: Type(18, 400),
    Role.BODY: Type(16, 400),
    Role.STRONG: Type(16, 600),
    Role.MUTED: Type(14, 400),
    Role.SMALL_STRONG: Type(14, 600),
    Role.CAP: Type(13, 400),
    Role.CAP_STRONG: Type(13, 600),
    Role.CITIZEN: Type(30, 600),
    Role.CITIZEN_LEAD: Type(36, 500),
    Role.CITIZEN_H1: Type(60, 700),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Colours:
    """One theme; values are `#rrggbb`. `<tone>`, `<tone>_tint` and `<tone>_line` go together."""

    canvas: str = "#F6F4EE"
    surface: str = "#FFFFFF"
    frame: str = "#FBFAF6"
    sunken: str = "#EFECE4"
    line: str = "#E0DBD0"
    line_soft: str = "#D9D4C8"
    line_strong: str = "#7F8A86"
    ink: str = "#16231F"
    ink2: str = "#3D4B47"
    ink3: str = "#5A6864"
    primary: str = "#0B5D52"
    primary_hover: str = "#094D44"
    primary_press: str = "#073E37"
    primary_tint: str = "#E2F0EC"
    primary_line: str = "#A6CFC4"
    on_primary: str = "#FFFFFF"
    on_primary_soft: str = "#D5EDE6"
    primary_lift: str = "#1F7468"
    ban: str = "#9C2F63"
    ban_tint: str = "#FBEAF1"
    ban_line: str = "#E3B4CB"
    ok: str = "#1C6B36"
    ok_tint: str = "#E4F3E7"
    ok_line: str = "#A8D3B2"
    warn: str = "#7A4A00"
    warn_tint: str = "#FFF2D8"
    warn_line: str = "#E5B65A"
    bad: str = "#A4231B"
    bad_tint: str = "#FCEAE7"
    bad_line: str = "#E2A29B"
    info: str = "#1C4F8F"
    info_tint: str = "#E7F0FA"
    info_line: str = "#A9C5E6"
    focus: str = "#FFBF1F"
    phone_body: str = "#22302C"
    phone_head: str = "#35506B"
    phone_tint: str = "#E4EAF0"

    def ink_of(self, tone: Tone) -> str:
        """Text and icon colour of a tone."""
        return self.ink2 if tone is Tone.PLAIN else str(getattr(self, tone.value))

    def tint_of(self, tone: Tone) -> str:
        """Background colour of a tone."""
        return self.sunken if tone is Tone.PLAIN else str(getattr(self, f"{tone.value}_tint"))

    def line_of(self, tone: Tone) -> str:
        """Border colour of a tone."""
        return self.line if tone is Tone.PLAIN else str(getattr(self, f"{tone.value}_line"))


PAPER = Colours()
"""The everyday theme: warm paper, one accent. Painted widgets always use it; it passes AA by itself."""

CONTRAST = replace(
    PAPER,
    canvas="#FFFFFF",
    frame="#FFFFFF",
    sunken="#F2F2F2",
    line="#16231F",
    line_strong="#16231F",
    ink="#000000",
    ink2="#000000",
    ink3="#16231F",
)
"""High contrast: ink on white with strong lines, for bright light and weak eyes."""

PAIRS: tuple[tuple[str, str, float], ...] = (
    ("ink", "canvas", 7.0),
    ("ink", "surface", 7.0),
    ("ink2", "canvas", 4.5),
    ("ink2", "sunken", 4.5),
    ("ink3", "canvas", 4.5),
    ("ink3", "surface", 4.5),
    ("ink3", "sunken", 4.5),
    ("on_primary", "primary", 4.5),
    ("on_primary_soft", "primary", 4.5),
    ("on_primary", "primary_lift", 4.5),
    ("on_primary", "phone_head", 4.5),
    ("on_primary", "ok", 4.5),
    ("phone_head", "surface", 4.5),
    ("primary", "surface", 4.5),
    ("primary", "frame", 4.5),
    ("primary", "primary_tint", 4.5),
    ("ink", "primary_tint", 7.0),
    ("ok", "ok_tint", 4.5),
    ("warn", "warn_tint", 4.5),
    ("bad", "bad_tint", 4.5),
    ("info", "info_tint", 4.5),
    ("ban", "ban_tint", 4.5),
    ("ok", "surface", 4.5),
    ("warn", "surface", 4.5),
    ("bad", "surface", 4.5),
    ("ban", "surface", 4.5),
    ("line_strong", "surface", 3.0),
    ("line_strong", "canvas", 3.0),
    ("ink", "focus", 3.0),
    ("ink", "warn_line", 3.0),
)
"""(foreground, background, least contrast ratio by WCAG 2.2 AA); the test walks every pair."""
