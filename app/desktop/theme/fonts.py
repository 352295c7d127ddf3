"""Loads the vendored fonts into Qt; the files and their licences lie in resources/fonts."""

from PySide6.QtGui import QFontDatabase

from app import resources
from app.desktop.theme.tokens import FAMILY, FAMILY_TAI

FAMILIES = (FAMILY, FAMILY_TAI, "Noto Sans", "Segoe UI", "DejaVu Sans")
"""Order matters: the Tai Viet file lacks Vietnamese letters, so it comes second."""

FILES = (
    "BeVietnamPro_400Regular.ttf",
    "BeVietnamPro_500Medium.ttf",
    "BeVietnamPro_600SemiBold.ttf",
    "BeVietnamPro_700Bold.ttf",
    "NotoSansTaiViet_400Regular.ttf",
)


def load() -> None:
    """Register the fonts once per application; a missing file is an OSError."""
    if FAMILY in QFontDatabase.families():
        return
    for name in FILES:
        if QFontDatabase.addApplicationFont(str(resources.path("fonts", name))) < 0:
            raise OSError(f"font cannot be loaded: {name}")
