"""The files of one shared dossier, made whole in memory: its page and its PDFs (spec 3.3.9)."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from app.domain.ids import ClientId, DossierId
from app.services.billing.queries import view_of
from app.services.club import stored_settings
from app.services.documents.files import safe_stem
from app.services.documents.gathering import ClientSource, paper_club, schedule_paper, still_running
from app.services.documents.invoice_paper import invoice_paper
from app.services.documents.lines_paper import lines_pdf
from app.services.documents.loading import sources_of_clients
from app.services.documents.papers import AccessSchedule, PaperChoices, Stamp
from app.services.documents.pdf import schedule_pdf
from app.services.dossiers.portal_content import (
    SharedAccess,
    SharedClient,
    SharedPage,
    dossier_name,
    language_of_page,
    shared_clients,
    shared_invoices,
)
from app.services.dossiers.portal_html import page_html
from app.services.dossiers.shared_pages import PAGE
from app.services.fields import ClubSettings


def files_of(session: Session, dossier: DossierId, today: date) -> dict[str, bytes]:
    """Every file of the page by its name: `index.html`, a schedule per client, the invoices."""
    club, _ = stored_settings(session)
    stamp = Stamp(today, club.name)
    clients = shared_clients(session, dossier)
    invoices = shared_invoices(session, dossier)
    files = {
        each.file: lines_pdf(invoice_paper(view_of(session, each.id, today), stamp)) for each in invoices
    }
    shown: list[SharedClient] = []
    for source in _sources(session, clients, today):
        client, schedule = _client(source, club, stamp)
        shown.append(client)
        if schedule:
            files[client.file] = schedule
    language = language_of_page(session, clients, club.language)
    heading = paper_club(club, language)
    page = SharedPage(
        language,
        heading.name,
        heading.lines,
        dossier_name(session, dossier),
        today,
        tuple(shown),
        invoices,
    )
    return {**files, PAGE: page_html(page).encode("utf-8")}


def _sources(session: Session, clients: Sequence[ClientId], today: date) -> list[ClientSource]:
    return [still_running(source, today) for source in sources_of_clients(session, clients)]


def _client(source: ClientSource, club: ClubSettings, stamp: Stamp) -> tuple[SharedClient, bytes]:
    """A client as the page shows him, and the PDF of his schedules; empty where he has no access."""
    paper = schedule_paper(source, club, stamp, PaperChoices())
    if not paper.schedules:
        return SharedClient(paper.member.name, (), ""), b""
    name = safe_stem("Echeancier", str(source.number)) + ".pdf"
    accesses = tuple(_access(each) for each in paper.schedules)
    return SharedClient(paper.member.name, accesses, name), schedule_pdf(paper)


def _access(schedule: AccessSchedule) -> SharedAccess:
    days, debit = schedule.access.days, schedule.next_debit
    return SharedAccess(
        schedule.access.plan_name,
        days.first,
        days.last,
        debit.due if debit is not None else None,
        debit.amount if debit is not None else None,
    )
