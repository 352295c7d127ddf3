"""What a person types after a command, read and judged before anything is done with it."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from urllib.parse import urlsplit

from app.central.settings import is_loopback
from app.command_line import LONGEST_PATH, text
from app.i18n import _

LONGEST_HOURS = 80

_NAME = text()
_LINE = text(LONGEST_PATH)
_HOST = re.compile(r"[0-9A-Za-z:]([0-9A-Za-z.:-]{0,61}[0-9A-Za-z:])?")
_TIME = re.compile(r"([0-9]+)\s*(?::|h|giờ)\s*([0-9]*)")


class Unfit(Exception):
    """What was named does not fit what is there; nothing was changed. `subject` is what was named.

    Stable `code`: no_central, not_in_the_province, address_shape, sheet_ending, folder_missing, guide_unreadable,
    guide_unsound, guide_not_next, guide_another, cannot_be_returned.
    """

    def __init__(self, code: str, subject: str) -> None:
        super().__init__(code)
        self.code = code
        self.subject = subject


def path(typed: str) -> Path:
    """A file or folder; whether it is there is for the command to see."""
    return Path(_LINE(typed))


def host(typed: str) -> str:
    """An address or a name to listen on."""
    said = _NAME(typed)
    if not _HOST.fullmatch(said):
        raise argparse.ArgumentTypeError(_("this is no address to listen on"))
    return said


def phone(typed: str) -> str:
    """A telephone number of any kind, as it is to stand on slips: 3 to 12 digits, grouped as people like it."""
    said = _NAME(typed)
    digits = re.sub(r"[ .()-]", "", said.removeprefix("+"))
    if not re.fullmatch(r"[0-9]{3,12}", digits):
        raise argparse.ArgumentTypeError(_("this is no telephone number"))
    return said


def hours(typed: str) -> str:
    """Opening hours as they are to stand on slips: one or more `7:30-16:30` (or `7h30-16h30`), and any words."""
    said = text(LONGEST_HOURS)(typed)
    times = [(int(hour), int(minute or 0)) for hour, minute in _TIME.findall(said)]
    pairs = list(zip(times[::2], times[1::2], strict=False))
    fits = all(hour < 24 and minute < 60 for hour, minute in times)
    if not pairs or len(times) % 2 or not fits or any(begin >= end for begin, end in pairs):
        raise argparse.ArgumentTypeError(_("write hours like 7:30-16:30"))
    return said


def address(typed: str) -> str:
    """Where laptops reach central: https, or http on this very machine, which is all they go to."""
    said = _NAME(typed).rstrip("/")
    if not is_address(said):
        raise argparse.ArgumentTypeError(_("write it like https://central.example:8017"))
    return said


def is_address(said: str) -> bool:
    """Whether laptops would go to this address."""
    try:
        parts = urlsplit(said)
        name, _port = host_of(said), parts.port
    except ValueError:
        return False
    is_private = parts.scheme == "https" or (parts.scheme == "http" and is_loopback(name))
    is_plain = not (parts.query or parts.fragment or "@" in parts.netloc)
    return is_private and is_plain and bool(_HOST.fullmatch(name)) and not re.search(r"[\s|]", said)


def host_of(said: str) -> str:
    """The host an address names; ValueError when it is none at all."""
    return urlsplit(said).hostname or ""


def existing_folder(named: Path) -> Path:
    """A folder that is there, such as a stick that is plugged in. Raises Unfit("folder_missing")."""
    if not named.is_dir():
        raise Unfit("folder_missing", str(named))
    return named
