"""What is to be billed of dossiers, read at once: by the verbs that bill it, and to show it before (spec 3.3.6)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.cents import Cents
from app.domain.dossier_refusals import NothingToBill
from app.domain.dossiers import Share, why_no_activity
from app.domain.ids import ActivityId, ClientId, DossierId
from app.domain.refusals import Refusal, Refused
from app.models import Activity, Dossier
from app.services.dossiers.billing_lines import Bill, bills
from app.services.dossiers.dividing import divided
from app.services.dossiers.rows import Named, names_of, parties_of_many, unbilled_rows_of_many
from app.services.refusals import NotFound


@dataclass(frozen=True, slots=True)
class ToBill:
    """One dossier with what is to be billed of it; `why_not`: why nothing is. `shares`: what each
    client pays where nobody pays for all."""

    dossier: DossierId
    name: str
    rows: Mapping[ActivityId, Activity]
    names: Mapping[ClientId, Named]
    bills: tuple[Bill, ...]
    shares: tuple[Share, ...]
    total: Cents
    why_not: Refusal | None


def to_bill(session: Session, dossiers: Sequence[DossierId], payer: ClientId | None) -> list[ToBill]:
    """What is to be billed of each of these dossiers, read at once. Refuses NotFound, PayerNotActive."""
    titles = dict(_titles(session, dossiers))
    parties, unbilled = parties_of_many(session, dossiers), unbilled_rows_of_many(session, dossiers)
    names = names_of(session, {each.client for some in parties.values() for each in some})
    ready = []
    for dossier in dossiers:
        if dossier not in titles:
            raise Refused(NotFound("dossier"))
        why_not = why_no_activity(parties[dossier])
        shares = divided(unbilled[dossier], parties[dossier]).shares
        made = divided(unbilled[dossier], parties[dossier], payer if why_not is None else None)
        wanted = tuple(bills(made))
        rows = {ActivityId(row.id): row for row in unbilled[dossier]}
        why_not = why_not or (None if wanted else NothingToBill())
        ready.append(ToBill(dossier, titles[dossier], rows, names, wanted, shares, made.total, why_not))
    return ready


def owed(shares: Iterable[Share]) -> dict[ClientId, Cents]:
    """Who pays how much, in whatever order; who pays nothing is left out."""
    return {each.client: each.amount for each in shares if each.amount}


def _titles(session: Session, dossiers: Sequence[DossierId]) -> Iterator[tuple[DossierId, str]]:
    for row in session.execute(sa.select(Dossier.id, Dossier.name).where(Dossier.id.in_(dossiers))):
        yield DossierId(row.id), row.name
