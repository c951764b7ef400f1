"""Dossiers of the invented club: a couple, a family, a company with employees (spec 3.3)."""

import base64
import hashlib
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.cents import Cents
from app.domain.ids import ClientId, DossierId, InvoiceId, UserId
from app.domain.invoicing import PaymentMethod
from app.domain.rights import Role
from app.models import Client, CompanyLink, Invoice, PortalPage, User
from app.services.audit import Entry
from app.services.billing.paying import take_payment
from app.services.billing.requests import PaymentPart, TakePayment
from app.services.desk import Desk, Outcome
from app.services.dossiers.activities import enter_activity
from app.services.dossiers.intervening import name_intervenants
from app.services.dossiers.invoicing import invoice_dossier
from app.services.dossiers.keeping import save_dossier
from app.services.dossiers.parties import set_party_active
from app.services.dossiers.requests import (
    ActivityFields,
    EnterActivity,
    InvoiceDossier,
    NameIntervenants,
    PartyFields,
    SaveDossier,
    SetPartyActive,
)
from app.services.dossiers.rows import dossier_row, names_of
from app.services.fields import PersonKind
from app.services.standing import what_stops
from app.services.training.base import Club
from app.services.training.people import LEFEVRE, InventedClient
from app.services.unit_of_work import reading, writing

MOST_EMPLOYEES = 4
_TENNIS = ("Court de tennis, 1 h", "1", 1400, "20")
_PADEL = ("Court de padel, 1 h 30", "1.5", 1600, "20")
_TRAINING = ("Entraînement personnel", "2", 4500, "20")
_BAR = ("Bar : boissons", "1", 1235, "10")
_SHOP = ("Boutique : balles de tennis", "3", 650, "20")
_Prestation = tuple[str, str, int, str]


def add_dossiers(
    club: Club, today: date, people: Sequence[InventedClient], clients: Mapping[int, ClientId]
) -> None:
    """What is billed and what is not, who is inactive, what is shared: one of each. As far as there are people."""
    desk = club.desk(today, "SARAH", Role.MANAGER)
    with reading(desk) as session:
        homes = _homes(session, people, clients)
        company, employees = _company(session)
    couple = next((home for home in homes if clients.get(LEFEVRE) in home), ())
    others = [home for home in homes if home != couple]
    family = max(others, key=len, default=())
    pair = next((home for home in others if len(home) == 2 and home != family), ())
    for members, tell in ((couple, _couple), (family, _family), (pair, _pair)):
        if len(members) > 1:
            tell(club, desk, members)
    if company is not None and employees:
        _staff(club, desk, company, employees)


def _homes(
    session: Session, people: Sequence[InventedClient], clients: Mapping[int, ClientId]
) -> list[tuple[ClientId, ...]]:
    """The persons of each household to whom something can be sold, where there are two or more."""
    homes: dict[int, list[ClientId]] = {}
    for person in people:
        client = session.get_one(Client, clients[person.number])
        if person.fields.kind is PersonKind.NATURAL and not what_stops(client):
            homes.setdefault(person.household, []).append(clients[person.number])
    return [tuple(home) for home in homes.values() if len(home) > 1]


def _company(session: Session) -> tuple[ClientId | None, tuple[ClientId, ...]]:
    """The first company with persons who work there, and those of them to whom something can be sold."""
    links = session.execute(
        sa.select(CompanyLink.company_id, CompanyLink.person_id).order_by(
            CompanyLink.company_id, CompanyLink.person_id
        )
    ).all()
    staff: dict[int, list[ClientId]] = {}
    for company, person in links:
        if not what_stops(session.get_one(Client, company)) and not what_stops(
            session.get_one(Client, person)
        ):
            staff.setdefault(company, []).append(ClientId(person))
    found = max(staff, key=lambda company: (len(staff[company]), -company), default=None)
    if found is None:
        return None, ()
    return ClientId(found), tuple(staff[found][:MOST_EMPLOYEES])


def _couple(club: Club, desk: Desk, members: Sequence[ClientId]) -> None:
    """Last month is billed and paid, each his part; this month's common activities are not. Shared on the portal."""
    dossier = _made(club, desk, "Couple", members)
    for ago, what in ((34, _TENNIS), (27, _PADEL), (20, _BAR)):
        _enter(club, desk, dossier, None, ago, what)
    _bill_and_pay(club, desk, dossier)
    for ago, what in ((9, _TENNIS), (6, _PADEL), (2, _BAR)):
        _enter(club, desk, dossier, None, ago, what)
    _enter(club, desk, dossier, members[0], 5, _TRAINING)
    _share(club, desk, dossier)


def _bill_and_pay(club: Club, desk: Desk, dossier: DossierId) -> None:
    """Each gets his invoice and pays it by card at once."""
    done = invoice_dossier(desk, InvoiceDossier(club.command(), dossier))
    with reading(desk) as session:
        rows = session.scalars(sa.select(Invoice).where(Invoice.id.in_(done.invoices)).order_by(Invoice.id))
        owed = [(ClientId(row.client_id), InvoiceId(row.id), Cents(row.gross)) for row in rows]
    for client, invoice, gross in owed:
        part = PaymentPart(invoice, None, None, gross)
        take_payment(desk, TakePayment(club.command(), client, PaymentMethod.CARD, (part,)))


def _family(club: Club, desk: Desk, members: Sequence[ClientId]) -> None:
    """The last of the family is inactive, with an activity of his own that waits."""
    dossier = _made(club, desk, "Famille", members)
    _enter(club, desk, dossier, members[-1], 18, _SHOP)
    for ago, what in ((15, _TENNIS), (8, _TENNIS), (1, _BAR)):
        _enter(club, desk, dossier, None, ago, what)
    _enter(club, desk, dossier, members[0], 3, _SHOP)
    set_party_active(desk, SetPartyActive(club.command(), dossier, members[-1], False))


def _pair(club: Club, desk: Desk, members: Sequence[ClientId]) -> None:
    """Nobody is active any more: nothing new is entered there."""
    dossier = _made(club, desk, "Ancien couple", members)
    for member in members:
        set_party_active(desk, SetPartyActive(club.command(), dossier, member, False))


def _staff(club: Club, desk: Desk, company: ClientId, employees: Sequence[ClientId]) -> None:
    """The company pays twice an employee's part; two colleagues enter what is done there."""
    dossier = _made(club, desk, "Entreprise", (company, *employees), first_weight=2)
    for ago, what in ((12, _PADEL), (4, _BAR)):
        _enter(club, desk, dossier, None, ago, what)
    _enter(club, desk, dossier, employees[0], 7, _TRAINING)
    with reading(desk) as session:
        version = dossier_row(session, dossier).version
        found = session.scalars(sa.select(User.id).where(User.name.in_(("SARAH", "TOM"))))
        users = tuple(UserId(each) for each in found)
    name_intervenants(desk, NameIntervenants(club.command(), dossier, version, users))


def _made(club: Club, desk: Desk, kind: str, members: Sequence[ClientId], first_weight: int = 1) -> DossierId:
    with reading(desk) as session:
        first = names_of(session, members[:1])[members[0]].name
    parties = tuple(PartyFields(each, weight=1 if at else first_weight) for at, each in enumerate(members))
    name = f"{kind} {first}"[:60]
    return save_dossier(desk, SaveDossier(club.command(), None, 0, name, parties)).dossier


def _enter(
    club: Club, desk: Desk, dossier: DossierId, client: ClientId | None, ago: int, what: _Prestation
) -> None:
    description, quantity, price, rate = what
    day = desk.today() - timedelta(days=ago)
    fields = ActivityFields(client, day, description, Decimal(quantity), Cents(price), Decimal(rate))
    enter_activity(desk, EnterActivity(club.command(), dossier, fields))


def _share(club: Club, desk: Desk, dossier: DossierId) -> None:
    """Share it without writing files now, under an address that is the same on every machine: the upkeep
    of the day writes the page."""
    address = hashlib.sha256(f"formation {desk.today()}".encode()).digest()
    token = base64.urlsafe_b64encode(address).decode("ascii").rstrip("=")
    with writing(desk, club.command(), Outcome) as work:
        page = PortalPage(
            token=token, dossier_id=dossier, wanted=True, changes=1, written=0, since=desk.today(), folders=""
        )
        work.session.add(page)
        name = dossier_row(work.session, dossier).name
        work.tell(Entry("dossier_shared", dossier=dossier, facts={"dossier": name}))
        work.commit(Outcome())
