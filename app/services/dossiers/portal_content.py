"""What the portal shows of a shared dossier: its active clients, their schedules, and its invoices (spec 3.3.9)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.cents import Cents
from app.domain.dossiers import active_parties
from app.domain.ids import ClientId, DossierId, InvoiceId
from app.i18n import Language
from app.models import Client, Dossier, DossierInvoice, Invoice
from app.services.dossiers.rows import parties_of


@dataclass(frozen=True, slots=True)
class SharedInvoice:
    """An invoice or credit note of the page; `file` is the name of its PDF."""

    id: InvoiceId
    number: str
    client_name: str
    issued_on: date
    due: date
    gross: Cents
    left: Cents
    is_credit: bool

    @property
    def file(self) -> str:
        """The name of its PDF in the page's folder."""
        return f"{self.number}.pdf"


@dataclass(frozen=True, slots=True)
class SharedAccess:
    """An access of the page: its plan, its days (`last` None: without end), its next debit."""

    plan: str
    first: date
    last: date | None
    next_due: date | None
    next_amount: Cents | None


@dataclass(frozen=True, slots=True)
class SharedClient:
    """A client of the page; `file` names the PDF with his schedules, empty where he has no access."""

    name: str
    accesses: tuple[SharedAccess, ...]
    file: str


@dataclass(frozen=True, slots=True)
class SharedPage:
    """The whole page, in the language of the dossier's first active client."""

    language: Language
    club: str
    club_lines: tuple[str, ...]
    dossier: str
    made_on: date
    clients: tuple[SharedClient, ...]
    invoices: tuple[SharedInvoice, ...]


def shared_clients(session: Session, dossier: DossierId) -> tuple[ClientId, ...]:
    """Whose schedules are shown: the active clients, in their order."""
    return tuple(each.client for each in active_parties(parties_of(session, dossier)))


def shared_invoices(session: Session, dossier: DossierId) -> tuple[SharedInvoice, ...]:
    """The invoices that were made of the dossier, and the credit notes of them, the newest first."""
    made = sa.select(DossierInvoice.invoice_id).where(DossierInvoice.dossier_id == dossier)
    query = (
        sa.select(Invoice)
        .where(sa.or_(Invoice.id.in_(made), Invoice.credits_id.in_(made)))
        .order_by(Invoice.issued_on.desc(), Invoice.id.desc())
    )
    return tuple(_invoice(row) for row in session.scalars(query))


def _invoice(row: Invoice) -> SharedInvoice:
    is_credit = row.credits_id is not None
    return SharedInvoice(
        InvoiceId(row.id),
        row.number,
        str(row.customer.get("name", "")),
        row.issued_on,
        row.due,
        Cents(-row.gross if is_credit else row.gross),
        Cents(0 if is_credit else row.owed),
        is_credit,
    )


def language_of_page(session: Session, clients: Sequence[ClientId], otherwise: str) -> Language:
    """The language of the first client; without one, the club's."""
    spoken = session.scalar(sa.select(Client.language).where(Client.id == clients[0])) if clients else None
    known = {language.value for language in Language}
    return next((Language(each) for each in (spoken, otherwise) if each in known), Language.FR)


def dossier_name(session: Session, dossier: DossierId) -> str:
    """How the dossier is called."""
    return session.scalar(sa.select(Dossier.name).where(Dossier.id == dossier)) or ""
