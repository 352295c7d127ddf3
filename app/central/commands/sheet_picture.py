"""A pairing sheet as people hold it: a picture to print with everything that can be typed, or a file for a stick."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TypeAlias

import segno
from PIL import Image, ImageDraw, ImageFont

from app import resources
from app.central.commands.given import Unfit, existing_folder
from app.central.commands.place import grouped
from app.contract.pairing import PairingSheet
from app.i18n import _

WIDTH = 1240
"""Dots: an A5 page at 210 to the inch; a printer fits it to its paper."""

_EDGE, _QR = 80, 760
_BIG, _SMALL = 56, 36
_LINE = 1.45
_PAPER, _INK = 255, 0


Row: TypeAlias = tuple[str, ImageFont.FreeTypeFont]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A sheet, whose it is, and until when it can be used (as people read a time)."""

    sheet: PairingSheet
    point: str
    commune: str
    until: str

    def lines(self) -> Iterator[str]:
        """What people read, in the order they type it."""
        yield _("For: {point}, {commune}").format(point=self.point, commune=self.commune)
        yield _("Address: {address}").format(address=self.sheet.address)
        yield _("Mark of central: {fingerprint}").format(fingerprint=grouped(self.sheet.fingerprint))
        yield _("Code, for one laptop, once: {code}").format(code=grouped(self.sheet.code))
        yield _("To be used by {until}").format(until=self.until)


def check_target(target: Path) -> None:
    """See that a sheet can be kept there, before a code is given out. Raises Unfit, OSError."""
    if target.suffix.lower() not in (".png", ".txt"):
        raise Unfit("sheet_ending", str(target))
    if target.exists() or target.is_symlink():
        raise FileExistsError(errno.EEXIST, "", str(target))
    folder = existing_folder(target.absolute().parent)
    if not os.access(folder, os.W_OK):
        raise PermissionError(errno.EACCES, "", str(folder))


def keep(told: Told, target: Path) -> None:
    """Write it; nobody but this account reads it, for the code on it opens the door. Raises OSError."""
    content = _picture(told) if target.suffix.lower() == ".png" else told.sheet.to_text().encode() + b"\n"
    with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)


def _picture(told: Told) -> bytes:
    whose, *typed = told.lines()
    small = _font("500Medium", _SMALL)
    head = [(_("Pairing sheet"), _font("700Bold", _BIG)), *((row, small) for row in _broken(whose, small))]
    foot = [(row, small) for line in typed for row in _broken(line, small)]
    qr = _qr(told.sheet.to_text())
    page = Image.new("L", (WIDTH, _EDGE * 2 + qr.height + _tall(head) + _tall(foot)), _PAPER)
    _write(page, head, _EDGE)
    page.paste(qr, ((WIDTH - qr.width) // 2, _EDGE + _tall(head)))
    _write(page, foot, _EDGE + _tall(head) + qr.height)
    saved = BytesIO()
    page.save(saved, "PNG", dpi=(210, 210))
    return saved.getvalue()


def _write(page: Image.Image, rows: Sequence[Row], top: int) -> None:
    pen = ImageDraw.Draw(page)
    for place, (row, font) in enumerate(rows):
        pen.text((_EDGE, top + _tall(rows[:place])), row, _INK, font)


def _tall(rows: Sequence[Row]) -> int:
    return round(sum(font.size * _LINE for _row, font in rows))


def _qr(text: str) -> Image.Image:
    """The QR with its quiet edge, each of its squares a whole number of dots wide."""
    code, drawn = segno.make(text, error="m", micro=False), BytesIO()
    code.save(drawn, kind="png", scale=_QR // code.symbol_size(border=4)[0], border=4)
    return Image.open(drawn).convert("L")


def _font(weight: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(resources.path("fonts", f"BeVietnamPro_{weight}.ttf")), size)


def _broken(line: str, font: ImageFont.FreeTypeFont) -> Iterator[str]:
    """A line in pieces that fit the page; a word that does not fit is cut."""
    row = ""
    for word in line.split():
        for piece in _cut(word, font):
            longer = f"{row} {piece}".strip()
            if row and font.getlength(longer) > WIDTH - 2 * _EDGE:
                yield row
                longer = piece
            row = longer
    yield row


def _cut(word: str, font: ImageFont.FreeTypeFont) -> Iterator[str]:
    most = max(1, int((WIDTH - 2 * _EDGE) / max(font.getlength(word) / len(word), 1)))
    yield from (word[start : start + most] for start in range(0, len(word), most))
