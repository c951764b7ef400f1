"""A PDF whose pages leave memory as they are finished, so that a thousand members cost no more than one."""

import threading
from dataclasses import dataclass
from typing import Any, BinaryIO

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from app.services.documents.typeface import Face, load_typeface

_FONT_LOCK = threading.Lock()
"""Making a font's subset moves a cursor in the shared font: one document at a time (reportlab)."""


@dataclass(frozen=True, slots=True)
class About:
    """What the file says of itself in a viewer's properties."""

    title: str
    author: str
    language: str


class PdfStream:
    """One PDF written page by page into an open binary file.

    `canvas` draws the current page, `end_page` writes it and forgets it, `close` adds the fonts and
    the index. Nothing is readable before `close`; the file is the caller's to open and to remove.
    """

    def __init__(self, out: BinaryIO, about: About) -> None:
        load_typeface()
        self._out = out
        self._offset = 0
        self.canvas: Any = Canvas(
            None, pagesize=A4, pageCompression=1, initialFontName=Face.REGULAR.value, lang=about.language
        )
        self.canvas.setTitle(about.title)
        self.canvas.setAuthor(about.author)
        self.canvas.setCreator("Gestion clientèle")
        self._doc: Any = self.canvas._doc
        self._written: set[int] = set()
        self.pages = 0
        self._emit(pdfdoc.PDFFile((1, 4)).format(self._doc))

    def end_page(self) -> None:
        """Write the page that was drawn and let go of it."""
        name = self._doc.thisPageName()
        self.canvas.showPage()
        self.pages += 1
        self._doc.Pages.pages[-1] = pdfdoc.PDFObjectReference(name)
        self._write_object(name)
        newest = self._doc.numberToId[self._doc.objectcounter]
        for candidate in (newest, self._doc.numberToId[self._doc.objectcounter - 1]):
            if isinstance(self._doc.idToObject[candidate], pdfdoc.PDFStream):
                self._write_object(candidate)

    def close(self) -> None:
        """Write fonts, page tree, information and index; the PDF is whole afterwards."""
        doc = self._doc
        with _FONT_LOCK:
            for font in doc.delayedFonts:
                font.addObjects(doc)
        doc.info.invariant = doc.invariant
        doc.info.digest(doc.signature)
        doc.Catalog.Outlines = None
        root, info = doc.Reference(doc.Catalog), doc.Reference(doc.info)
        number = 0
        while number < doc.objectcounter:  # formatting an object may register others
            number += 1
            if number not in self._written:
                self._write_object(doc.numberToId[number])
        index = pdfdoc.PDFCrossReferenceTable()
        index.addsection(0, [doc.numberToId[each] for each in range(1, doc.objectcounter + 1)])
        start = self._emit(index.format(doc))
        trailer = pdfdoc.PDFTrailer(
            startxref=start, Size=doc.objectcounter + 1, Root=root, Info=info, ID=doc.ID()
        )
        self._emit(trailer.format(doc))

    def _write_object(self, name: str) -> None:
        doc = self._doc
        content = pdfdoc.PDFIndirectObject(name, doc.idToObject[name]).format(doc)
        number, _ = doc.idToObjectNumberAndVersion[name]
        doc.idToOffset[name] = self._emit(content)
        self._written.add(number)
        doc.idToObject[name] = None

    def _emit(self, content: bytes) -> int:
        """Append bytes; where they begin."""
        begin = self._offset
        self._out.write(content)
        self._offset += len(content)
        return begin
