"""Puts the pages of a PDF on a printer, as images at the printer's resolution."""

from collections.abc import Callable

from PySide6.QtCore import QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from app.ui.printing.pdf_pages import POINTS_PER_INCH, PdfPages

SHARPEST = 300
"""Dots per inch beyond which paper shows no difference and memory does."""


class PrinterRefused(Exception):
    """The printer, or the file it prints to, cannot be opened."""


def a4_printer(title: str) -> QPrinter:
    """A printer set to A4 without margins of its own: the paper has them."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setFullPage(True)
    printer.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Millimeter)
    return printer


def print_pages(pages: PdfPages, printer: QPrinter, progress: Callable[[int, int], None]) -> int:
    """Print the pages chosen in the printer's settings; how many. Made to run beside the window.

    Raises `PrinterRefused` where nothing can be printed to.
    """
    chosen = range(max(1, printer.fromPage()), (printer.toPage() or len(pages)) + 1)
    numbers = [number for number in chosen if number <= len(pages)]
    painter = QPainter()
    if not painter.begin(printer):
        raise PrinterRefused
    try:
        for done, number in enumerate(numbers):
            if done:
                printer.newPage()
            _paint_page(painter, printer, pages, number - 1)
            progress(done + 1, len(numbers))
    finally:
        painter.end()
    return len(numbers)


def _paint_page(painter: QPainter, printer: QPrinter, pages: PdfPages, number: int) -> None:
    dots = min(printer.resolution(), SHARPEST)
    image = pages.render(number, dots / POINTS_PER_INCH)
    if image is None:
        return
    sheet = QRectF(printer.pageLayout().fullRectPixels(printer.resolution()))
    size = QSizeF(image.size()).scaled(sheet.size(), Qt.AspectRatioMode.KeepAspectRatio)
    painter.drawImage(QRectF(sheet.topLeft(), size), image)
