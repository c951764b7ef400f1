"""Répartition clients: who pays what of the unbilled activities of a dossier, as rows (spec 3.3.6)."""

from collections.abc import Mapping, Sequence
from datetime import date

from app.domain.cents import Cents
from app.domain.dossier_refusals import PayerNotActive
from app.domain.dossiers import Allocation, ClientPart, Party, allocation, paid_by
from app.domain.ids import ActivityId, ClientId
from app.domain.refusals import Refused
from app.models import Activity
from app.services.dossiers.rows import Named, unbilled
from app.services.dossiers.views import ClientDivision, Division


def divided(rows: Sequence[Activity], parties: Sequence[Party], payer: ClientId | None = None) -> Allocation:
    """Who pays what; with a payer, who must be an active client, everything by him. Refuses PayerNotActive."""
    made = allocation(unbilled(rows), parties)
    if payer is None:
        return made
    if payer not in {part.client for part in made.parts}:
        raise Refused(PayerNotActive())
    return paid_by(payer, made)


def division_of(
    rows: Sequence[Activity],
    parties: Sequence[Party],
    names: Mapping[ClientId, Named],
    made: Allocation,
) -> Division:
    """An allocation as it is shown."""
    by_id = {ActivityId(row.id): row for row in rows}
    told = {activity: (row.day, row.description) for activity, row in by_id.items()}
    weights = {each.client: each.weight for each in parties}
    shared = [row for row in rows if row.client_id is None and ActivityId(row.id) not in made.waiting]
    return Division(
        parts=tuple(_part(part, told, names, weights[part.client]) for part in made.parts),
        common=Cents(sum(row.amount for row in shared)),
        total=made.total,
        waiting=Cents(sum(by_id[activity].amount for activity in made.waiting)),
        is_weighted=len({each.weight for each in parties if each.active}) > 1,
    )


def _part(
    part: ClientPart,
    told: Mapping[ActivityId, tuple[date, str]],
    names: Mapping[ClientId, Named],
    weight: int,
) -> ClientDivision:
    named, own, common = names[part.client], part.own, part.common
    return ClientDivision(
        part.client, named.number, named.name, weight, own, common, Cents(own + common), part, told
    )
