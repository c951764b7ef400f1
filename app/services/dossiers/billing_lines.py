"""The lines of the invoices of a dossier: an own activity whole, a common one by the client's share (spec 3.3.6)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from app.domain.cents import Cents
from app.domain.dossiers import Allocation, ClientPart, Portion
from app.domain.ids import ActivityId, ClientId
from app.domain.invoicing import DESCRIPTION_LENGTH, MOST_LINES, InvoiceLine
from app.i18n import Texts
from app.models import Activity
from app.services.dossiers.rows import Named, quantity_of, rate_of

ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Bill:
    """One invoice to be issued: to whom, and what of which activities."""

    client: ClientId
    portions: tuple[Portion, ...]


def bills(made: Allocation) -> Iterator[Bill]:
    """One invoice per client; more where the lines of one would not fit on it.

    A share of nothing is left out; an activity that is free is named once, on the first invoice.
    """
    free: set[ActivityId] = set()
    for part in made.parts:
        kept = tuple(portion for portion in part.portions if _is_billed(portion, free))
        for at in range(0, len(kept), MOST_LINES):
            yield Bill(part.client, kept[at : at + MOST_LINES])


def _is_billed(portion: Portion, free: set[ActivityId]) -> bool:
    if portion.whole == 0 and portion.activity not in free:
        free.add(portion.activity)
        return True
    return portion.amount != 0


def lines_of(
    bill: Bill | ClientPart,
    rows: Mapping[ActivityId, Activity],
    names: Mapping[ClientId, Named],
    spoken: Texts,
) -> list[InvoiceLine]:
    """The lines in the words of the client's language, in the order of the activities."""
    return [_line(bill.client, each, rows[each.activity], names, spoken) for each in bill.portions]


def _line(
    client: ClientId, portion: Portion, row: Activity, names: Mapping[ClientId, Named], spoken: Texts
) -> InvoiceLine:
    if portion.amount != portion.whole:
        said = spoken.tr("part de {whole}", whole=spoken.money(portion.whole))
        return InvoiceLine(_described(row, spoken, said), ONE, portion.amount, rate_of(row))
    of = ClientId(row.client_id) if row.client_id is not None else client
    said = names[of].name if of != client else ""
    return InvoiceLine(_described(row, spoken, said), quantity_of(row), Cents(row.unit_price), rate_of(row))


def _described(row: Activity, spoken: Texts, said: str) -> str:
    """The day, what it was, and what is to be said of it, in the room that a line has."""
    day, after = spoken.day(row.day), f" ({said})" if said else ""
    room = DESCRIPTION_LENGTH - len(day) - len(after) - len(" · ")
    what = row.description if len(row.description) <= room else row.description[: room - 1] + "…"
    return f"{day} · {what}{after}"
