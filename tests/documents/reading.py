"""Reads a PDF as a person does: its text page by page, its fonts, and the ink on the paper."""

import ctypes
import re
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw

MARGIN = 45
"""Points at each edge that no ink may touch (the paper's own margin is 51, page number and rule below)."""
_FOOT = 24


@dataclass(frozen=True, slots=True)
class ReadPage:
    """What one page says and where its ink stands (points from the left and top edge)."""

    text: str
    ink: tuple[int, int, int, int] | None

    @property
    def words(self) -> str:
        """The text with every run of spaces and line ends as one space."""
        return " ".join(self.text.split())


def read_pages(content: bytes, with_ink: bool = False) -> list[ReadPage]:
    """Every page of the PDF."""
    document = pdfium.PdfDocument(content)
    try:
        return [_read_page(page, with_ink) for page in document]
    finally:
        document.close()


def _read_page(page: pdfium.PdfPage, with_ink: bool) -> ReadPage:
    text_page = page.get_textpage()
    text = str(text_page.get_text_range())
    text_page.close()
    ink = _ink(page) if with_ink else None
    page.close()
    return ReadPage(text, ink)


def _ink(page: pdfium.PdfPage) -> tuple[int, int, int, int] | None:
    """The box around everything that is not white, None where the page is blank."""
    bitmap = page.render(scale=1, grayscale=True)
    width, height, stride = bitmap.width, bitmap.height, bitmap.stride
    rows = bytes(bitmap.buffer)
    bitmap.close()
    lines = [rows[y * stride : y * stride + width] for y in range(height)]
    inked = [y for y, row in enumerate(lines) if min(row) < 250]
    if not inked:
        return None
    columns = [x for x in range(width) if min(line[x] for line in lines) < 250]
    return columns[0], inked[0], columns[-1], inked[-1]


def is_within_margins(page: ReadPage) -> bool:
    """Whether the page has ink, and none of it near an edge of the A4 sheet (595 × 842 points)."""
    if page.ink is None:
        return False
    left, top, right, bottom = page.ink
    return left >= MARGIN and top >= 30 and right <= 595 - MARGIN and bottom <= 842 - _FOOT


def embedded_fonts(content: bytes) -> dict[str, bool]:
    """The name of every font that draws text, and whether it is embedded."""
    document = pdfium.PdfDocument(content)
    fonts: dict[str, bool] = {}
    for page in document:
        for each in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
            font = raw.FPDFTextObj_GetFont(each.raw)
            name = ctypes.create_string_buffer(200)
            raw.FPDFFont_GetBaseFontName(font, name, 200)
            fonts[name.value.decode()] = bool(raw.FPDFFont_GetIsEmbedded(font))
    document.close()
    return fonts


def declared_fonts(content: bytes) -> set[str]:
    """The base fonts that the file declares, drawn with or not."""
    return {found.decode() for found in re.findall(rb"/BaseFont\s*/([^\s/>]+)", content)}
