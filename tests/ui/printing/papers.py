"""Papers for window tests: real PDFs of the member of spec 1.6, made as a verb would make them."""

from dataclasses import replace

from app.i18n import Language
from app.services.documents.papers import PaperChoices, PrintedPaper
from app.services.documents.pdf import schedule_pdf
from tests.documents.samples import PAPER, of_lines


def member_paper(choices: PaperChoices) -> PrintedPaper:
    """The schedule of a Dutch-speaking member; long where the past is asked for."""
    language = choices.language or Language.NL
    paper = replace(of_lines(120) if choices.with_past else PAPER, language=language)
    return PrintedPaper(schedule_pdf(paper), "Echéancier · LEFÈVRE Jean-Noël", "Echeancier-348.pdf", language)
