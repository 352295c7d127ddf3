"""A printed PDF read back as a person and a scanner would: words and where they stand, picture, codes.

Needs poppler's pdftotext and pdftoppm (set-up installs them for tests).
"""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import zxingcpp
from PIL import Image

_WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>')
_PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">')


@dataclass(frozen=True, slots=True)
class Word:
    """A word and its box, in points from the upper left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def height(self) -> float:
        """About the size of its type."""
        return self.bottom - self.top

    def covers(self, other: Word, *, slack: float = 1.5) -> bool:
        """Whether the two lie on each other by more than `slack` points."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > slack and down > slack + 0.22 * min(self.height, other.height)


def text_of(pdf: Path) -> str:
    """The words of the paper with their places kept."""
    return _run("pdftotext", "-layout", str(pdf), "-").rstrip("\f\n") + "\n"


def flat(text: str) -> str:
    """Text without line breaks: what was wrapped reads as one sentence again."""
    return " ".join(text.split())


def said(pdf: Path) -> str:
    """All the words in reading order as one line."""
    return flat(_run("pdftotext", str(pdf), "-"))


def sizes(pdf: Path) -> list[tuple[float, float]]:
    """Width and height of each page, in points."""
    return [(float(width), float(height)) for width, height in _PAGE.findall(_boxes(pdf))]


def pages_of(pdf: Path) -> list[list[Word]]:
    """Every word and where it stands, page by page."""
    return [
        [
            Word(unescape(text), *(float(side) for side in sides))
            for *sides, text in (match.groups() for match in _WORD.finditer(page))
        ]
        for page in _boxes(pdf).split("</page>")[:-1]
    ]


def words_on(pdf: Path) -> list[Word]:
    """Every word of all pages and where it stands."""
    return [word for page in pages_of(pdf) for word in page]


def picture_of(pdf: Path, folder: Path, dpi: int = 150) -> Image.Image:
    """The first page as it prints."""
    _run("pdftoppm", "-r", str(dpi), "-png", "-singlefile", str(pdf), str(folder / "page"))
    with Image.open(folder / "page.png") as image:
        return image.convert("RGB")


def codes_on(picture: Image.Image) -> list[str]:
    """The texts of the codes in a picture."""
    return [code.text for code in zxingcpp.read_barcodes(picture)]


def _boxes(pdf: Path) -> str:
    return _run("pdftotext", "-bbox", str(pdf), "-")


def _run(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, check=True)
    return done.stdout.decode("utf-8")
