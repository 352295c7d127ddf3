"""Paper: no printer is told in words, a page reaches the printer whole, a broken file is not sent."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QPageSize
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QApplication

from app.desktop import printing
from app.desktop.printing import print_pdf
from app.documents.slip import write_slip
from app.i18n import _
from tests.support.slips import EVERYDAY


@pytest.fixture
def pdf(tmp_path: Path, dressed: QApplication) -> Path:
    path = tmp_path / "slip.pdf"
    write_slip(EVERYDAY, path)
    return path


def to_file(path: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A5))
    printer.setFullPage(True)
    return printer


def test_without_a_printer_the_person_photographs_the_screen(
    pdf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QPrinterInfo, "defaultPrinter", lambda: QPrinterInfo())
    words, is_trouble = print_pdf(pdf)
    assert is_trouble
    assert words == _("No printer was found. The session is saved. Let the person photograph this screen.")


def test_the_paper_reaches_the_printer_as_it_was_drawn(pdf: Path, tmp_path: Path) -> None:
    assert printing._draw(pdf, to_file(tmp_path / "out.pdf"))
    printed = QPdfDocument()
    printed.load(str(tmp_path / "out.pdf"))
    assert printed.pageCount() == 1
    page = printed.render(0, QSize(420, 595))
    dark = sum(page.pixelColor(x, y).value() < 100 for x in range(0, 420, 3) for y in range(0, 595, 3))
    assert dark > 200
    printed.close()


@pytest.mark.parametrize("content", [b"", b"no paper at all"])
def test_a_broken_file_is_not_sent(tmp_path: Path, dressed: QApplication, content: bytes) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(content)
    assert not printing._draw(broken, to_file(tmp_path / "out.pdf"))


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_does_not_take_the_job_is_told(
    pdf: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    class There:
        """Some printer."""

        def isNull(self) -> bool:  # noqa: N802
            return False

    monkeypatch.setattr(QPrinterInfo, "defaultPrinter", lambda: There())
    monkeypatch.setattr(printing, "QPrinter", Deaf)
    words, is_trouble = print_pdf(pdf)
    assert is_trouble
    assert words == _("The printer does not answer. The session is saved. Switch it on, then print again.")


class Deaf(QPrinter):
    """A printer whose output can go nowhere."""

    def __init__(self, *_words: object) -> None:
        super().__init__(QPrinter.PrinterMode.ScreenResolution)
        self.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        self.setOutputFileName("/proc/no/such/place.pdf")
