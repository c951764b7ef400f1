"""Decides at the door: finds the card, judges by the domain's rule, logs it in the same transaction (spec 1.7)."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.card_state import DoorDecision, door_decision
from app.domain.door import Closure, closure_of, opens_again_on
from app.domain.ids import AccessId, ClientId
from app.domain.names import card_digits
from app.domain.rights import Right
from app.models import Client, ClientPhoto, DoorPassage
from app.services.client_rows import fields_of, name_of
from app.services.desk import Desk
from app.services.door.situation import Standing, standing_of_card
from app.services.door.views import LONGEST_CARD, AccessFacts, Facts, Holder, Passage, PassCard
from app.services.json_values import from_json, to_json
from app.services.queries.card import age_on

# Made once: building a query costs more than running it.
_EARLIER = sa.select(DoorPassage).where(DoorPassage.command == sa.bindparam("command"))
_PHOTO = sa.select(ClientPhoto.content).where(ClientPhoto.client_id == sa.bindparam("client"))


def decide_passage(desk: Desk, request: PassCard) -> Passage:
    """Whether the holder of this card may come in, and why not; every card passed is logged.

    What is no card number is refused as an unknown card, and what was typed is not kept. A command
    that came before gets its own answer again. Refuses: NotAllowed, DatabaseBusy, DatabaseUnreachable.
    """
    desk.require(Right.CONTROL_DOOR)
    digits = card_digits(request.typed[: LONGEST_CARD * 2])
    digits = digits if len(digits) <= LONGEST_CARD and len(request.typed) <= LONGEST_CARD * 2 else ""
    with desk.store.session(writes=True) as session:
        earlier = session.scalar(_EARLIER, {"command": request.command})
        if earlier is not None:
            return _told_again(session, desk, earlier)
        standing, today = standing_of_card(session, digits), desk.today()
        decision = door_decision(None if standing is None else standing.situation, today)
        facts = _facts(standing, decision, today)
        row = _row(desk, request, digits, standing, decision, facts)
        session.add(row)
        session.flush()
        passage = _passage(session, row, facts, standing)
        session.commit()
    return passage


def _row(
    desk: Desk,
    request: PassCard,
    digits: str,
    standing: Standing | None,
    decision: DoorDecision,
    facts: Facts,
) -> DoorPassage:
    return DoorPassage(
        command=request.command,
        at=desk.now(),
        day=facts.day,
        card=digits,
        client_id=None if standing is None else standing.client.id,
        is_open=decision.is_open,
        closed_by=facts.closures[0].by.value if facts.closures else "",
        facts=to_json(facts),
        workstation=desk.operator.workstation,
        operator=desk.operator.name,
    )


def _facts(standing: Standing | None, decision: DoorDecision, day: date) -> Facts:
    closures = tuple(closure_of(reason) for reason in decision.reasons)
    if standing is None:
        return Facts(day, closures)
    about = next((closure.access for closure in closures if closure.access is not None), None)
    return Facts(
        day=day,
        closures=closures,
        opens_again_on=opens_again_on(standing.situation, day),
        access=decision.access if decision.access is not None else about,
        blocked_on=standing.client.block_on,
        deactivated_on=standing.client.deactivated_on,
        accesses=tuple(_access_facts(standing, held.id) for held in standing.situation.accesses),
    )


def _access_facts(standing: Standing, access: AccessId) -> AccessFacts:
    row = standing.accesses[access]
    held = next(held for held in standing.situation.accesses if held.id == access)
    return AccessFacts(
        access=access,
        name=row.plan_name,
        first_day=row.first_day,
        last_day=row.current_last,
        end_open=row.end_open,
        ended_on=held.ended_on,
        suspensions=tuple(each.days for each in held.contract.suspensions),
    )


def _told_again(session: Session, desk: Desk, row: DoorPassage) -> Passage:
    """The answer of a command that was carried out before."""
    facts = from_json(Facts, row.facts)
    client = None if row.client_id is None else session.get_one(Client, row.client_id)
    holder = None if client is None else _holder(session, client, facts)
    return Passage(
        row.id, row.at, row.card, row.is_open, facts.closures, facts.opens_again_on, holder, repeated=True
    )


def _passage(session: Session, row: DoorPassage, facts: Facts, standing: Standing | None) -> Passage:
    holder = None if standing is None else _holder(session, standing.client, facts)
    return Passage(row.id, row.at, row.card, row.is_open, facts.closures, facts.opens_again_on, holder)


def _holder(session: Session, client: Client, facts: Facts) -> Holder:
    card = fields_of(client)
    shown = access_shown(facts)
    return Holder(
        client=ClientId(client.id),
        number=client.number,
        name=name_of(card),
        age=age_on(card.birth_date, facts.day),
        photo=session.scalar(_PHOTO, {"client": client.id}),
        remark=card.remark if card.show_remark else "",
        access=None if shown is None else shown.access,
        access_name="" if shown is None else shown.name,
        access_last=None if shown is None else shown.last_day,
        end_open=shown is not None and shown.end_open,
    )


def access_shown(facts: Facts) -> AccessFacts | None:
    """The access that a passage is told with: that which opened, or that which the first reason is about."""
    return next((each for each in facts.accesses if each.access == facts.access), None)


def gravest(closures: tuple[Closure, ...]) -> Closure | None:
    """The reason that is told first; None: the door opened."""
    return closures[0] if closures else None
