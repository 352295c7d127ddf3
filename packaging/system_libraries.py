"""What Qt and the tests need from the operating system, and the Debian package of each; installs nothing."""

import ctypes
import shutil
import sys
from collections.abc import Iterable

# Found by running the program on a bare Debian 12 (debootstrap minbase): what Qt's own wheels leave out.
OFFSCREEN = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libpulse.so.0": "libpulse0",
}
# The same for windows on an X display.
WINDOWS = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libX11-xcb.so.1": "libx11-xcb1",
}
# Tests read a printed PDF back with pdftotext and pdftoppm.
TEST_PROGRAMS = {"pdftotext": "poppler-utils"}


def missing_packages(purpose: str, has_display: bool) -> list[str]:
    """The Debian packages to install before `purpose` ("run" or "tests") can go on."""
    if not sys.platform.startswith("linux"):
        return []
    wanted = OFFSCREEN | WINDOWS if has_display else OFFSCREEN
    packages = [package for soname, package in wanted.items() if not _loads(soname)]
    if purpose == "tests":
        packages += _missing_programs(TEST_PROGRAMS.items())
    return packages


def _loads(soname: str) -> bool:
    """Asking the loader itself is right on every distribution, whatever it calls its packages."""
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def _missing_programs(programs: Iterable[tuple[str, str]]) -> list[str]:
    return [package for program, package in programs if shutil.which(program) is None]
