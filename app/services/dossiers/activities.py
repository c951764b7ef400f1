"""Enter, change and delete the activities (prestations) of a dossier, as long as they are not billed (spec 3.3)."""

from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy.orm import Session

from app.domain.cents import LARGEST, Cents
from app.domain.dossier_refusals import ActivityBilled, ActivityDayImplausible, ActivityQuantityImplausible
from app.domain.dossiers import Party, active_parties
from app.domain.ids import ActivityId, ClientId, DossierId
from app.domain.invoicing import DESCRIPTION_LENGTH, LARGEST_QUANTITY, InvoiceLine, amount_of
from app.domain.refusals import FieldMissing, RateImplausible, Refused, refuse_if_any
from app.domain.rights import Right
from app.models import Activity
from app.models.dossiers import HUNDREDTHS, THOUSANDTHS
from app.services.audit import Entry
from app.services.client_fields import plain_text_verdict
from app.services.clients import REASON_LENGTH
from app.services.desk import Desk, Outcome
from app.services.dossiers.billed import numbers_of
from app.services.dossiers.requests import ActivityFields, ChangeActivity, DeleteActivity, EnterActivity
from app.services.dossiers.rows import (
    activity_row,
    dossier_row,
    earliest_day,
    intervenants_of,
    latest_day,
    parties_of,
    quantity_of,
    rate_of,
)
from app.services.dossiers.rules import refuse, refuse_stopped, why_not_entered, why_not_for, why_not_here
from app.services.dossiers.telling import change_entry, told_activity, touched_with
from app.services.form_checks import FormChecks
from app.services.stale import refuse_stale
from app.services.unit_of_work import writing

LARGEST_PRICE = Cents(10_000_000)
"""100 000,00: no prestation of a club is dearer."""
LARGEST_RATE = Decimal(100)
NO_ACTIVITY = ActivityId(0)


@dataclass(frozen=True, slots=True)
class ActivityEntered(Outcome):
    """An activity was entered."""

    activity: ActivityId = NO_ACTIVITY


def enter_activity(desk: Desk, request: EnterActivity) -> ActivityEntered:
    """Enter an activity, for one active client or in common (spec 3.3).

    Decided inside the transaction, whatever another desk did a second ago. Refuses: wrong fields;
    OnlyPartyInactive, AllPartiesInactive (3.3.4, 3.3.5); PartyInactive for him or from his card (3.3.7);
    NotAnIntervenant (3.3.11); who would pay and is blocked or deactivated (3.1); NotAParty, NotFound.
    """
    desk.require(Right.ENTER_ACTIVITY)
    fields = checked_activity(desk, request.fields)
    with writing(desk, request.command, ActivityEntered) as work:
        if work.earlier is not None:
            return work.earlier
        session = work.session
        dossier = dossier_row(session, request.dossier)
        parties = parties_of(session, request.dossier)
        refuse(why_not_entered(desk, parties, intervenants_of(session, request.dossier)))
        refuse(why_not_for(session, parties, request.card))
        refuse(why_not_for(session, parties, fields.client))
        refuse_stopped(session, _payers(parties, fields.client))
        row = Activity(
            dossier_id=request.dossier,
            entered_at=desk.now(),
            entered_by=desk.operator.name,
            **_columns(fields),
        )
        session.add(row)
        session.flush()
        activity = ActivityId(row.id)
        facts = {"dossier": dossier.name, "activity": activity}
        after = told_activity(session, fields)
        what = "common_activity_entered" if fields.client is None else "activity_entered"
        work.tell(Entry(what, client=fields.client, dossier=request.dossier, facts=facts, after=after))
        touched = touched_with(request.dossier, fields.client)
        return work.commit(ActivityEntered(touched, activity=activity))


def change_activity(desk: Desk, request: ChangeActivity) -> Outcome:
    """Change an activity that is not billed; for another client he must be an active one.

    Refuses: as `enter_activity`; ActivityBilled, StaleEdit.
    """
    desk.require(Right.ENTER_ACTIVITY)
    fields = checked_activity(desk, request.fields)
    with writing(desk, request.command, Outcome) as work:
        if work.earlier is not None:
            return work.earlier
        session = work.session
        row, before = _unbilled(desk, session, request)
        dossier = DossierId(row.dossier_id)
        if fields.client != before.client:
            parties = parties_of(session, dossier)
            refuse(why_not_for(session, parties, fields.client))
            refuse_stopped(session, _payers(parties, fields.client))
        entry = change_entry(session, row, before, fields)
        if entry is not None:
            work.tell(entry)
        for name, value in _columns(fields).items():
            setattr(row, name, value)
        return work.commit(Outcome(touched_with(dossier, before.client, fields.client)))


def delete_activity(desk: Desk, request: DeleteActivity) -> Outcome:
    """Delete an activity that is not billed. Refuses: ActivityBilled, NotAnIntervenant, StaleEdit, NotFound."""
    desk.require(Right.ENTER_ACTIVITY)
    reason = plain_text_verdict("reason", request.reason, REASON_LENGTH)
    refuse(reason.refusal)
    with writing(desk, request.command, Outcome) as work:
        if work.earlier is not None:
            return work.earlier
        session = work.session
        row, before = _unbilled(desk, session, request)
        dossier = DossierId(row.dossier_id)
        what = "activity_deleted_because" if reason.text else "activity_deleted"
        facts = {"dossier": dossier_row(session, dossier).name, "activity": row.id}
        told = told_activity(session, before)
        work.tell(
            Entry(what, client=before.client, dossier=dossier, facts=facts, before=told, reason=reason.text)
        )
        session.delete(row)
        return work.commit(Outcome(touched_with(dossier, before.client)))


def _unbilled(
    desk: Desk, session: Session, request: ChangeActivity | DeleteActivity
) -> tuple[Activity, ActivityFields]:
    """The activity to be changed or deleted, as it stands; refuses who may not, what is billed, a stale edit."""
    row = activity_row(session, request.activity)
    dossier = DossierId(row.dossier_id)
    refuse(why_not_here(desk, intervenants_of(session, dossier)))
    refuse_billed(session, row)
    before = _fields_of(row)
    refuse_stale(session, row, request.version, dossier=dossier, theirs=before)
    return row, before


def checked_activity(desk: Desk, fields: ActivityFields) -> ActivityFields:
    """The activity as it is kept; refuses everything that is wrong with it at once."""
    checks = FormChecks()
    description = checks.line("description", fields.description, DESCRIPTION_LENGTH)
    if not description and not checks.refusals:
        checks.refusals.append(FieldMissing("description"))
    earliest, latest = earliest_day(desk.today()), latest_day(desk.today())
    if not earliest <= fields.day <= latest:
        checks.refusals.append(ActivityDayImplausible(earliest, latest))
    if not _is_plausible(fields.quantity, LARGEST_QUANTITY, 3) or fields.quantity == 0:
        checks.refusals.append(ActivityQuantityImplausible(int(LARGEST_QUANTITY)))
    if not _is_plausible(fields.vat_rate, LARGEST_RATE, 2):
        checks.refusals.append(RateImplausible("vat_rate"))
    checks.amount("unit_price", fields.unit_price, Cents(0), LARGEST_PRICE)
    checks.finish()
    line = InvoiceLine(description, fields.quantity, fields.unit_price, fields.vat_rate)
    if amount_of(line) > LARGEST:
        raise Refused(ActivityQuantityImplausible(int(LARGEST // fields.unit_price)))
    return ActivityFields(
        fields.client, fields.day, description, fields.quantity, fields.unit_price, fields.vat_rate
    )


def _is_plausible(number: Decimal, most: Decimal, places: int) -> bool:
    """Within 0 and `most`, and with no more decimals than are kept."""
    if not number.is_finite() or not 0 <= number <= most:
        return False
    scaled = number.scaleb(places)
    return scaled == scaled.to_integral_value()


def refuse_billed(session: Session, row: Activity) -> None:
    """Refuse what would move a billed activity, naming its invoices."""
    if row.billed_on is not None:
        numbers = numbers_of(session, [row.id])
        refuse_if_any([ActivityBilled(", ".join(numbers[ActivityId(row.id)]))])


def _payers(parties: tuple[Party, ...], client: ClientId | None) -> list[ClientId]:
    """Who would pay: the client, or all that are active."""
    return [client] if client is not None else [each.client for each in active_parties(parties)]


def _columns(fields: ActivityFields) -> dict[str, object]:
    line = InvoiceLine(fields.description, fields.quantity, fields.unit_price, fields.vat_rate)
    return {
        "client_id": fields.client,
        "day": fields.day,
        "description": fields.description,
        "quantity": int(fields.quantity * THOUSANDTHS),
        "unit_price": fields.unit_price,
        "vat_rate": int(fields.vat_rate * HUNDREDTHS),
        "amount": amount_of(line),
    }


def _fields_of(row: Activity) -> ActivityFields:
    client = ClientId(row.client_id) if row.client_id is not None else None
    return ActivityFields(
        client, row.day, row.description, quantity_of(row), Cents(row.unit_price), rate_of(row)
    )
