"""A PDF to the printer. No printer is a normal state, told in words; what is printed is not known here."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from app.i18n import _


def print_pdf(pdf: Path) -> tuple[str, bool]:
    """Print every page on the usual printer; the words to show, and whether they are about trouble."""
    if QPrinterInfo.defaultPrinter().isNull():
        return _("No printer was found. The session is saved. Let the person photograph this screen."), True
    printer = QPrinter(QPrinterInfo.defaultPrinter(), QPrinter.PrinterMode.HighResolution)
    if not _draw(pdf, printer):
        return _("The printer does not answer. The session is saved. Switch it on, then print again."), True
    return _("Printed on {printer}.").format(printer=printer.printerName()), False


def _draw(pdf: Path, printer: QPrinter) -> bool:
    """False when the printer did not take the job."""
    document = QPdfDocument()
    document.load(str(pdf))
    if document.pageCount() < 1:
        return False
    printer.setPageSize(
        QPageSize(document.pagePointSize(0), QPageSize.Unit.Point)
    )  # as it was drawn: A5 or a roll
    printer.setFullPage(True)
    painter = QPainter()
    if not painter.begin(printer):
        return False
    for page in range(document.pageCount()):
        if page:
            printer.newPage()
        sheet = printer.pageLayout().fullRectPixels(printer.resolution())
        image = document.render(page, QSize(sheet.width(), sheet.height()))
        painter.drawImage(QRectF(0, 0, sheet.width(), sheet.height()), image)
    return painter.end()
