"""Searches saved under a name, to be run again (spec 1.2)."""

from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa

from app.domain.ids import SegmentId
from app.domain.refusals import Refused
from app.domain.rights import Right
from app.models import Segment
from app.services.audit import Entry
from app.services.client_refusals import BadCondition, TooManyLines
from app.services.condition_values import LONGEST_TEXT, is_meaningful
from app.services.criteria import Criteria
from app.services.desk import Desk, Outcome, Touched, TouchedKind
from app.services.form_checks import FormChecks
from app.services.json_values import from_json, to_json
from app.services.name_keys import name_key
from app.services.refusals import NameTaken
from app.services.requests import DeleteSegment, SaveSegment
from app.services.stale import found
from app.services.unit_of_work import reading, writing
from app.services.views import SegmentRow

MOST_CONDITIONS = 20
NO_SEGMENT = SegmentId(0)
_TEXTS = ("anything", "surname", "first_name", "number", "card", "phone", "email", "town")


@dataclass(frozen=True, slots=True)
class SegmentSaved(Outcome):
    """A segment was saved; `segment` names a new one."""

    segment: SegmentId = NO_SEGMENT


def segments(desk: Desk) -> tuple[SegmentRow, ...]:
    """The saved searches by name."""
    desk.require(Right.SEARCH)
    with reading(desk) as session:
        return tuple(
            SegmentRow(SegmentId(row.id), row.name, from_json(Criteria, row.criteria), row.saved_by)
            for row in session.scalars(sa.select(Segment).order_by(Segment.name_key))
        )


def save_segment(desk: Desk, request: SaveSegment) -> SegmentSaved:
    """Keep a search under a name; `segment` given: replace that one.

    Refuses: a name that is missing or another segment's, conditions with values they cannot have, NotFound.
    """
    desk.require(Right.SAVE_SEGMENT)
    checks = FormChecks()
    name = checks.name(request.name)
    criteria = _checked(checks, request.criteria)
    checks.finish()
    with writing(desk, request.command, SegmentSaved) as work:
        if work.earlier is not None:
            return work.earlier
        session = work.session
        taken = session.scalar(
            sa.select(Segment.name).where(
                Segment.name_key == name_key(name), Segment.id != (request.segment or 0)
            )
        )
        if taken is not None:
            raise Refused(NameTaken(taken))
        row = Segment() if request.segment is None else found(session, Segment, request.segment, "segment")
        row.name, row.name_key, row.criteria = name, name_key(name), to_json(criteria)
        row.saved_by, row.saved_at = desk.operator.name, desk.now()
        session.add(row)
        session.flush()
        work.tell(Entry("segment_saved", facts={"segment": row.id, "name": name}, after=to_json(criteria)))
        touched = frozenset({Touched(TouchedKind.SEGMENT, row.id)})
        return work.commit(SegmentSaved(touched, segment=SegmentId(row.id)))


def delete_segment(desk: Desk, request: DeleteSegment) -> Outcome:
    """Forget a saved search. Refuses: NotFound."""
    desk.require(Right.SAVE_SEGMENT)
    with writing(desk, request.command, Outcome) as work:
        if work.earlier is not None:
            return work.earlier
        row = found(work.session, Segment, request.segment, "segment")
        work.tell(Entry("segment_deleted", facts={"segment": row.id, "name": row.name}, before=row.criteria))
        work.session.delete(row)
        return work.commit(Outcome(frozenset({Touched(TouchedKind.SEGMENT, request.segment)})))


def _checked(checks: FormChecks, criteria: Criteria) -> Criteria:
    """The criteria with trimmed texts; wrong conditions are added to the checks."""
    if len(criteria.conditions) > MOST_CONDITIONS:
        checks.refusals.append(TooManyLines("conditions", MOST_CONDITIONS))
        return criteria
    for condition in criteria.conditions:
        if not is_meaningful(condition):
            checks.refusals.append(BadCondition(condition.field.value, condition.value[:LONGEST_TEXT]))
    texts: dict[str, Any] = {
        name: checks.line(name, getattr(criteria, name), LONGEST_TEXT) for name in _TEXTS
    }
    return replace(criteria, **texts)
