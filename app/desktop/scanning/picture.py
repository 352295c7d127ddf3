"""Reads the QR code out of a picture: a file, the clipboard, or an image in memory.

Refusals: no_file, too_large, not_a_picture, no_code, several_codes, empty_clipboard. Nothing is stored.
"""

from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QMimeData, QSize, Qt
from PySide6.QtGui import QClipboard, QImage, QImageReader

MOST_BYTES = 20 * 1024 * 1024
"""A phone's photograph is 3-12 MB."""
MOST_PIXELS = 60_000_000
WORKING_EDGE = 3000
"""Larger pictures are scaled down to this before reading: the code of a card stays above 300 px."""


class PictureFault(StrEnum):
    """Why a picture gave no code."""

    NO_FILE = "no_file"
    TOO_LARGE = "too_large"
    NOT_A_PICTURE = "not_a_picture"
    NO_CODE = "no_code"
    SEVERAL_CODES = "several_codes"
    EMPTY_CLIPBOARD = "empty_clipboard"


class PictureRefused(Exception):
    """Carries the `PictureFault`; the words for it are in the wording room."""

    def __init__(self, fault: PictureFault) -> None:
        super().__init__(fault.value)
        self.fault = fault


def read_file(path: Path) -> str:
    """The text of the one QR code in a picture file; `PictureRefused` otherwise."""
    return read_image(_load(path))


def read_clipboard(clipboard: QClipboard) -> str:
    """The text of the one QR code in a copied picture, or copied picture file; `PictureRefused` otherwise."""
    content: QMimeData | None = clipboard.mimeData()
    if content is None:  # nothing was copied since the system started
        raise PictureRefused(PictureFault.EMPTY_CLIPBOARD)
    if content.hasImage():
        return read_image(clipboard.image())
    for url in content.urls():
        if url.isLocalFile():
            return read_file(Path(url.toLocalFile()))
    raise PictureRefused(PictureFault.EMPTY_CLIPBOARD)


def read_image(image: QImage) -> str:
    """The text of the one QR code in an image; `PictureRefused` otherwise. Safe in any thread."""
    if image.isNull():
        raise PictureRefused(PictureFault.NOT_A_PICTURE)
    texts = codes_in(image)
    if not texts:
        raise PictureRefused(PictureFault.NO_CODE)
    if len(texts) > 1:
        raise PictureRefused(PictureFault.SEVERAL_CODES)
    return texts[0]


def codes_in(image: QImage) -> list[str]:
    """Every different QR text in an image. Other kinds of bar code are not looked for (ten times slower)."""
    import zxingcpp  # loaded at the first scan, not at start

    grey = _fitting(image).convertToFormat(QImage.Format.Format_Grayscale8)
    found = zxingcpp.read_barcodes(grey, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode))
    return list(dict.fromkeys(code.text for code in found if code.valid and code.text))


def _load(path: Path) -> QImage:
    if not path.is_file():
        raise PictureRefused(PictureFault.NO_FILE)
    if path.stat().st_size > MOST_BYTES:
        raise PictureRefused(PictureFault.TOO_LARGE)
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    reader.setDecideFormatFromContent(True)
    size = reader.size()
    if size.isValid() and size.width() * size.height() > MOST_PIXELS:
        raise PictureRefused(PictureFault.TOO_LARGE)
    image = reader.read()
    if image.isNull():
        raise PictureRefused(PictureFault.NOT_A_PICTURE)
    return image


def _fitting(image: QImage) -> QImage:
    if max(image.width(), image.height()) <= WORKING_EDGE:
        return image
    return image.scaled(
        QSize(WORKING_EDGE, WORKING_EDGE),
        Qt.AspectRatioMode.KeepAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
