"""The papers of one access, printed at a desk: the Echéancier and the avenant de report (spec 1.5)."""

from app.domain.ids import AccessId, SuspensionId
from app.domain.rights import Right
from app.i18n import Language, texts
from app.services.club import stored_settings
from app.services.desk import Desk
from app.services.documents.files import safe_stem
from app.services.documents.gathering import schedule_paper
from app.services.documents.gathering_receipt import receipt_paper
from app.services.documents.loading import source_of_access, source_of_suspension
from app.services.documents.papers import PaperChoices, PaperMember, PrintedPaper, Stamp
from app.services.documents.pdf import receipt_pdf, schedule_pdf
from app.services.unit_of_work import reading


def print_schedule(desk: Desk, access: AccessId, choices: PaperChoices) -> PrintedPaper:
    """The Echéancier of one access as a PDF, as of the desk's day; nothing is stored.

    Refuses: NotAllowed(PRINT), NotFound("access").
    """
    desk.require(Right.PRINT)
    with reading(desk) as session:
        source = source_of_access(session, access)
        club, _ = stored_settings(session)
    paper = schedule_paper(source, club, stamp_of(desk), choices)
    title = texts(paper.language).tr("Echéancier")
    return PrintedPaper(
        schedule_pdf(paper), _heading(title, paper.member), file_name(title, paper.member), paper.language
    )


def print_receipt(desk: Desk, suspension: SuspensionId, language: Language | None = None) -> PrintedPaper:
    """The avenant de report of one suspension as a PDF; `language` None: the member's own.

    Refuses: NotAllowed(PRINT), NotFound("suspension") (also one that was cancelled).
    """
    desk.require(Right.PRINT)
    with reading(desk) as session:
        source, agreed_on = source_of_suspension(session, suspension)
        club, _ = stored_settings(session)
    paper = receipt_paper(source, suspension, agreed_on, club, stamp_of(desk), language)
    title = texts(paper.language).tr("Avenant de report")
    return PrintedPaper(
        receipt_pdf(paper), _heading(title, paper.member), file_name(title, paper.member), paper.language
    )


def stamp_of(desk: Desk) -> Stamp:
    """The day at the club and who prints."""
    return Stamp(desk.today(), desk.operator.name)


def file_name(title: str, member: PaperMember) -> str:
    """The name proposed for a member's paper: `Echeancier-348-LEFEVRE-Jean-Noel.pdf`."""
    return safe_stem(title, str(member.number), member.name) + ".pdf"


def _heading(title: str, member: PaperMember) -> str:
    """What the title bar of the preview says: the paper and whose it is."""
    return f"{title} · {member.name}"
