"""The verbs of the pipeline: note an opportunity, walk it through its stages, win or lose it (spec 3.2).

A client who is deactivated or blocked can be chosen: nothing is sold here (spec 3.2.6).
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.cents import LARGEST, Cents
from app.domain.ids import ClientId, OpportunityId
from app.domain.names import search_text
from app.domain.prospects import CLOSED_STAGES, Stage, day_refusals, move_refusals
from app.domain.refusals import FieldMissing, refuse_if_any
from app.domain.rights import Right
from app.models import Client, Opportunity, Quote
from app.models.prospects import NO_DAY
from app.services.audit import Entry
from app.services.changes_told import differences
from app.services.desk import Desk, Outcome, Touched, TouchedKind, touched_client
from app.services.form_checks import FormChecks
from app.services.json_values import to_json
from app.services.prospects.requests import (
    LINE_LENGTH,
    NOTE_LENGTH,
    REASON_LENGTH,
    TITLE_LENGTH,
    MoveOpportunity,
    OpportunityFields,
    SaveOpportunity,
)
from app.services.stale import found, refuse_stale
from app.services.unit_of_work import UnitOfWork, writing

NO_OPPORTUNITY = OpportunityId(0)
_ORDER = {stage: order for order, stage in enumerate(Stage)}


@dataclass(frozen=True, slots=True)
class OpportunitySaved(Outcome):
    """An opportunity was saved; `opportunity` names a new one."""

    opportunity: OpportunityId = NO_OPPORTUNITY


def save_opportunity(desk: Desk, request: SaveOpportunity) -> OpportunitySaved:
    """Create or change an opportunity; a new one begins in an open stage.

    Refuses all wrong fields at once, StageMoveNotAllowed, StaleEdit, NotFound.
    """
    desk.require(Right.FOLLOW_UP)
    fields = checked_opportunity(request.fields, desk.today())
    with writing(desk, request.command, OpportunitySaved) as work:
        if work.earlier is not None:
            return work.earlier
        found(work.session, Client, request.client, "client")
        before = None
        if request.opportunity is None:
            if request.stage is not Stage.NEW:
                refuse_if_any(move_refusals(Stage.NEW, request.stage, ""))
            row = Opportunity(client_id=request.client, created_at=desk.now(), created_by=desk.operator.name)
            _stand(row, request.stage, "", desk.today())
        else:
            row = opened(work.session, request.opportunity, request.version)
            before = fields_of(row)
        _fill(row, fields)
        work.session.add(row)
        work.session.flush()
        work.tell(_saved_entry(row, before, fields))
        return work.commit(OpportunitySaved(touched(row), opportunity=OpportunityId(row.id)))


def move_opportunity(desk: Desk, request: MoveOpportunity) -> OpportunitySaved:
    """Put an opportunity into another stage; a loss says why.

    Refuses: StageMoveNotAllowed, OpportunitySold, LossReasonMissing, StaleEdit, NotFound.
    """
    desk.require(Right.FOLLOW_UP)
    checks = FormChecks()
    reason = checks.line("reason", request.reason, REASON_LENGTH)
    checks.finish()
    with writing(desk, request.command, OpportunitySaved) as work:
        if work.earlier is not None:
            return work.earlier
        row = opened(work.session, request.opportunity, request.version)
        sold = is_sold(work.session, request.opportunity)
        refuse_if_any(move_refusals(Stage(row.stage), request.stage, reason, is_sold=sold))
        move_in(work, row, request.stage, reason)
        return work.commit(OpportunitySaved(touched(row), opportunity=request.opportunity))


def move_in(work: UnitOfWork[Any], row: Opportunity, to: Stage, reason: str = "") -> None:
    """The step inside another verb's transaction, told in the history; the caller has decided it."""
    before = row.stage
    _stand(row, to, reason, work.desk.today())
    work.tell(
        Entry(
            "opportunity_lost" if to is Stage.LOST else "opportunity_moved",
            client=ClientId(row.client_id),
            facts={"opportunity": row.id},
            before={"stage": before},
            after={"stage": to, "title": row.title},
            reason=reason,
        )
    )
    work.session.flush()


def opened(session: Session, opportunity: OpportunityId, version: int) -> Opportunity:
    """The row of an opportunity as it was shown. Refuses StaleEdit, NotFound."""
    row = found(session, Opportunity, opportunity, "opportunity")
    refuse_stale(session, row, version, facts={"opportunity": row.id}, theirs=fields_of(row))
    return row


def is_sold(session: Session, opportunity: OpportunityId) -> bool:
    """Whether a quote of this opportunity became a sale."""
    sold = sa.select(Quote.id).where(Quote.opportunity_id == opportunity, Quote.state == "converted")
    return session.scalar(sold.limit(1)) is not None


def touched(row: Opportunity) -> frozenset[Touched]:
    """What a change of this row touches."""
    return frozenset({Touched(TouchedKind.OPPORTUNITY, row.id), touched_client(row.client_id)})


def fields_of(row: Opportunity) -> OpportunityFields:
    """What is noted, as it is stored."""
    return OpportunityFields(
        title=row.title,
        expected_value=Cents(row.expected_value),
        expected_on=row.expected_on,
        source=row.source,
        adviser=row.adviser,
        note=row.note,
    )


def checked_opportunity(fields: OpportunityFields, today: date) -> OpportunityFields:
    """The fields in the form they are kept in; refuses everything that is wrong with them at once."""
    checks = FormChecks()
    title = checks.line("title", fields.title, TITLE_LENGTH)
    if not title and not checks.refusals:
        checks.refusals.append(FieldMissing("title"))
    checks.amount("expected_value", fields.expected_value, Cents(0), LARGEST)
    checks.refusals.extend(day_refusals("expected_on", fields.expected_on, today))
    checked = OpportunityFields(
        title=title,
        expected_value=fields.expected_value,
        expected_on=fields.expected_on,
        source=checks.line("source", fields.source, LINE_LENGTH),
        adviser=checks.line("adviser", fields.adviser, LINE_LENGTH),
        note=checks.text("note", fields.note, NOTE_LENGTH),
    )
    checks.finish()
    return checked


def _stand(row: Opportunity, stage: Stage, reason: str, today: date) -> None:
    row.stage, row.stage_order = stage.value, _ORDER[stage]
    row.lost_reason = reason if stage is Stage.LOST else ""
    row.closed_on = today if stage in CLOSED_STAGES else None


def _fill(row: Opportunity, fields: OpportunityFields) -> None:
    row.title, row.title_key = fields.title, search_text(fields.title)
    row.expected_value, row.expected_on = fields.expected_value, fields.expected_on
    row.expected_key = fields.expected_on or NO_DAY
    row.source, row.adviser, row.note = fields.source, fields.adviser, fields.note


def _saved_entry(row: Opportunity, before: OpportunityFields | None, after: OpportunityFields) -> Entry:
    client, facts = ClientId(row.client_id), {"opportunity": row.id}
    if before is None:
        return Entry("opportunity_created", client=client, facts=facts, after=to_json(after))
    old, new = differences(before, after)
    return Entry(
        "opportunity_saved", client=client, facts=facts, before=old, after={**new, "title": row.title}
    )
