"""Between the rows of a dossier and the values that the rules and the windows take."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from app.domain.cents import Cents
from app.domain.dossiers import Party, Unbilled
from app.domain.ids import ActivityId, ClientId, DossierId, UserId
from app.domain.invoicing import InvoiceLine
from app.models import Activity, Client, Dossier, DossierIntervenant, DossierParty, User
from app.models.dossiers import HUNDREDTHS, THOUSANDTHS
from app.services.desk import Touched, TouchedKind, touched_client
from app.services.dossiers.views import Intervenant
from app.services.stale import found

_AT_ONCE = 900
_NAMES = (Client.id, Client.number, Client.surname, Client.first_name, Client.company)


@dataclass(frozen=True, slots=True)
class Named:
    """A client as lists call him."""

    client: ClientId
    number: int
    name: str


def dossier_row(session: Session, dossier: DossierId) -> Dossier:
    """The row of a dossier; refuses NotFound."""
    return found(session, Dossier, dossier, "dossier")


def activity_row(session: Session, activity: ActivityId) -> Activity:
    """The row of an activity; refuses NotFound."""
    return found(session, Activity, activity, "activity")


def touched_dossier(dossier: DossierId | int, clients: Iterable[ClientId] = ()) -> frozenset[Touched]:
    """A dossier changed, and so did what the cards of these clients show of it."""
    return frozenset({Touched(TouchedKind.DOSSIER, dossier), *(touched_client(client) for client in clients)})


def count_change(row: Dossier) -> None:
    """Let the dossier's version count a change of its parties, so that a stale edit of them is seen."""
    flag_modified(row, "name")


def parties_of(session: Session, dossier: DossierId) -> tuple[Party, ...]:
    """The parties of a dossier in their order."""
    return parties_of_many(session, [dossier])[dossier]


def parties_of_many(session: Session, dossiers: Sequence[DossierId]) -> dict[DossierId, tuple[Party, ...]]:
    """The parties of each of these dossiers in their order."""
    read = {dossier: list[Party]() for dossier in dossiers}
    columns = (DossierParty.dossier_id, DossierParty.client_id, DossierParty.position)
    query = sa.select(*columns, DossierParty.active, DossierParty.weight).order_by(DossierParty.position)
    for at in range(0, len(dossiers), _AT_ONCE):
        some = query.where(DossierParty.dossier_id.in_(dossiers[at : at + _AT_ONCE]))
        for dossier, client, position, active, weight in session.execute(some):
            read[DossierId(dossier)].append(Party(ClientId(client), position, active, weight))
    return {dossier: tuple(each) for dossier, each in read.items()}


def unbilled_rows(session: Session, dossier: DossierId) -> Sequence[Activity]:
    """The activities of a dossier that are not billed, the oldest first."""
    return unbilled_rows_of_many(session, [dossier])[dossier]


def unbilled_rows_of_many(session: Session, dossiers: Sequence[DossierId]) -> dict[DossierId, list[Activity]]:
    """The activities of each of these dossiers that are not billed, the oldest first."""
    read = {dossier: list[Activity]() for dossier in dossiers}
    query = sa.select(Activity).where(Activity.billed_on.is_(None)).order_by(Activity.day, Activity.id)
    for at in range(0, len(dossiers), _AT_ONCE):
        for row in session.scalars(query.where(Activity.dossier_id.in_(dossiers[at : at + _AT_ONCE]))):
            read[DossierId(row.dossier_id)].append(row)
    return read


def unbilled(rows: Iterable[Activity]) -> tuple[Unbilled, ...]:
    """Activities as the division takes them."""
    return tuple(
        Unbilled(ActivityId(row.id), ClientId(row.client_id) if row.client_id else None, Cents(row.amount))
        for row in rows
    )


def line_of(row: Activity) -> InvoiceLine:
    """An activity as a line of an invoice."""
    return InvoiceLine(row.description, quantity_of(row), Cents(row.unit_price), rate_of(row))


def quantity_of(row: Activity) -> Decimal:
    """How many, or how much: 1500 thousandths are 1.5."""
    return plain_number(row.quantity, THOUSANDTHS)


def rate_of(row: Activity) -> Decimal:
    """The VAT rate in percent: 2100 hundredths are 21."""
    return plain_number(row.vat_rate, HUNDREDTHS)


def plain_number(stored: int, parts: int) -> Decimal:
    """A number kept in whole parts, without zeros at the end, and never with an exponent: 10 stays 10."""
    number = Decimal(stored) / parts
    whole = number.to_integral_value()
    return whole if number == whole else number.normalize()


def names_of(session: Session, clients: Iterable[int]) -> dict[ClientId, Named]:
    """How lists call these clients: `LEFÈVRE Jean-Noël`, or the company."""
    wanted = sorted(set(clients))
    named: dict[ClientId, Named] = {}
    for at in range(0, len(wanted), _AT_ONCE):
        query = sa.select(*_NAMES).where(Client.id.in_(wanted[at : at + _AT_ONCE]))
        for row in session.execute(query):
            named[ClientId(row.id)] = Named(ClientId(row.id), row.number, called(row))
    return named


def called(row: object) -> str:
    """The name in a row that has surname, first name and company."""
    words = (getattr(row, "surname", ""), getattr(row, "first_name", ""))
    return " ".join(word for word in words if word) or str(getattr(row, "company", ""))


def intervenants_of(session: Session, dossier: DossierId) -> tuple[Intervenant, ...]:
    """Who enters activities in a dossier, by name; nobody: everybody may."""
    query = (
        sa.select(User.id, User.name)
        .join(DossierIntervenant, DossierIntervenant.user_id == User.id)
        .where(DossierIntervenant.dossier_id == dossier)
        .order_by(User.name_key)
    )
    return tuple(Intervenant(UserId(row.id), row.name) for row in session.execute(query))


def earliest_day(today: date) -> date:
    """An activity is entered for at most ten years back."""
    return date(today.year - 10, 1, 1)


def latest_day(today: date) -> date:
    """And at most for the end of next year, such as a course that is paid ahead."""
    return date(today.year + 1, 12, 31)
