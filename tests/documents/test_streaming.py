"""A thousand members cost no more memory than a few (spec 5.1: streamed)."""

import io
import tempfile
import tracemalloc
from typing import BinaryIO

from app.services.documents.pdf_stream import About, PdfStream
from app.services.documents.schedule import print_schedule
from tests.documents.reading import read_pages
from tests.documents.samples import PAPER

ABOUT = About("Echéanciers", "Club Horizon", "fr")


def write(out: BinaryIO, papers: int) -> None:
    """So many papers as one PDF."""
    stream = PdfStream(out, ABOUT)
    for _ in range(papers):
        print_schedule(stream, PAPER)
    stream.close()


def heaviest(papers: int) -> int:
    """The most bytes held at once while so many papers are written to a file."""
    with tempfile.TemporaryFile() as out:
        tracemalloc.start()
        write(out, papers)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    return peak


def test_each_further_page_costs_a_few_bytes_of_index_and_no_more() -> None:
    write(io.BytesIO(), 1)  # fonts and measured words stay, whatever is printed
    few, many = heaviest(20), heaviest(220)
    assert (many - few) / 200 < 2048


def test_the_streamed_file_is_a_whole_pdf_with_every_page() -> None:
    out = io.BytesIO()
    write(out, 30)
    pages = read_pages(out.getvalue())
    assert len(pages) == 30
    assert len({page.text for page in pages}) == 1
    assert out.getvalue().endswith(b"%%EOF\n")
