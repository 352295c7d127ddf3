"""Where our plain files lie, in a checkout, a wheel or a frozen bundle; what they mean is not known here."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parent


def path(*parts: str) -> Path:
    """The file or folder `resources/<parts>`; whether it exists is the caller's question."""
    return _inside("_resources", _CHECKOUT / "resources").joinpath(*parts)


def text(*parts: str) -> str:
    """The UTF-8 text of one resource file; FileNotFoundError when the program was built without it."""
    return path(*parts).read_text(encoding="utf-8")


def translations() -> Path:
    """The folder of compiled catalogues: `<language>/LC_MESSAGES/diemtua.mo` and `qtbase_<language>.qm`."""
    return _inside("_translations", _CHECKOUT / "build" / "translations")


def _inside(packed: str, checkout: Path) -> Path:
    """Wheels and frozen bundles carry the files inside the package; a checkout has them beside it."""
    carried = _PACKAGE / packed
    return carried if carried.is_dir() else checkout
