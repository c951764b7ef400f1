"""One paper as the bytes of a PDF, for the preview and for a file."""

from io import BytesIO

from app.i18n import texts
from app.services.documents.papers import ReceiptPaper, SchedulePaper
from app.services.documents.pdf_stream import About, PdfStream
from app.services.documents.receipt import print_receipt
from app.services.documents.schedule import print_schedule


def schedule_pdf(paper: SchedulePaper) -> bytes:
    """The Echéancier as a PDF, every font embedded; never refuses (spec 1.5)."""
    out = BytesIO()
    stream = PdfStream(out, about_schedule(paper))
    print_schedule(stream, paper)
    stream.close()
    return out.getvalue()


def about_schedule(paper: SchedulePaper) -> About:
    """What a file with one member's Echéancier says of itself."""
    title = texts(paper.language).tr("Echéancier de {name}", name=paper.member.name)
    return About(title, paper.club.name, paper.language)


def receipt_pdf(paper: ReceiptPaper) -> bytes:
    """The avenant de report as a PDF, every font embedded; never refuses (spec 1.5)."""
    title = texts(paper.language).tr("Avenant de report de {name}", name=paper.member.name)
    out = BytesIO()
    stream = PdfStream(out, About(title, paper.club.name, paper.language))
    print_receipt(stream, paper)
    stream.close()
    return out.getvalue()
