"""Renders the pages of a PDF as images, from any thread, one at a time (PDFium is not made for two)."""

import threading
from typing import Any

import pypdfium2 as pdfium
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QImage

POINTS_PER_INCH = 72.0
_PDFIUM = threading.RLock()


class PdfPages:
    """An open PDF. Sizes are in points; `close` it when the window no longer shows it."""

    def __init__(self, content: bytes) -> None:
        with _PDFIUM:
            self._document: Any = pdfium.PdfDocument(content)
            self.sizes = tuple(
                QSizeF(*self._document.get_page_size(number)) for number in range(len(self._document))
            )

    def __len__(self) -> int:
        return len(self.sizes)

    def render(self, number: int, scale: float) -> QImage | None:
        """Page `number` (from 0), `scale` pixels for each point; None once the PDF is closed."""
        with _PDFIUM:
            if self._document is None:
                return None
            page = self._document[number]
            bitmap = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=True)
            image = QImage(
                bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGBX8888
            ).copy()
            bitmap.close()
            page.close()
        return image

    def close(self) -> None:
        """Let go of the PDF."""
        with _PDFIUM:
            if self._document is not None:
                self._document.close()
                self._document = None
