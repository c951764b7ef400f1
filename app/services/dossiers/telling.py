"""How activities are told in the history: plain JSON values under stable names (spec 3.4)."""

from sqlalchemy.orm import Session

from app.domain.ids import ClientId, DossierId
from app.domain.invoicing import InvoiceLine, amount_of
from app.domain.vat_rates import rate_kept
from app.models import Activity
from app.services.audit import Entry
from app.services.desk import Touched
from app.services.dossiers.requests import ActivityFields
from app.services.dossiers.rows import dossier_row, names_of, touched_dossier


def told_activity(session: Session, fields: ActivityFields) -> dict[str, object]:
    """An activity: description, day, quantity, price and amount in cents, rate, and for whom."""
    line = InvoiceLine(fields.description, fields.quantity, fields.unit_price, fields.vat_rate)
    return {
        "description": fields.description,
        "day": fields.day,
        "quantity": f"{fields.quantity}".replace(".", ","),
        "price": fields.unit_price,
        "vat_rate": rate_kept(fields.vat_rate),
        "amount": amount_of(line),
        "client": "" if fields.client is None else names_of(session, [fields.client])[fields.client].name,
        "common": fields.client is None,
    }


def change_entry(
    session: Session, row: Activity, before: ActivityFields, after: ActivityFields
) -> Entry | None:
    """What a change of an activity tells: the fields that differ; None: none does."""
    was, became = told_activity(session, before), told_activity(session, after)
    changed = [name for name in was if was[name] != became[name]]
    if not changed:
        return None
    dossier = DossierId(row.dossier_id)
    return Entry(
        "activity_changed",
        client=after.client,
        dossier=dossier,
        facts={
            "dossier": dossier_row(session, dossier).name,
            "activity": row.id,
            "what": before.description,
        },
        before={name: was[name] for name in changed},
        after={name: became[name] for name in changed},
    )


def touched_with(dossier: DossierId, *clients: ClientId | None) -> frozenset[Touched]:
    """The dossier, and the clients whose activity it is."""
    return touched_dossier(dossier, (client for client in clients if client is not None))
