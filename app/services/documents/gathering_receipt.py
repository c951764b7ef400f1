"""Gathers the avenant de report: the schedule with and without the suspension, and what differs (spec 1.5, 2.2)."""

from dataclasses import replace
from datetime import date

from app.domain.cents import Cents
from app.domain.contract import Contract, Origin, Suspension
from app.domain.ids import SuspensionId
from app.domain.instalments import Instalment, Line
from app.domain.refusals import Refused
from app.domain.schedule import Schedule, schedule
from app.i18n import Language
from app.services.addressing import language_of
from app.services.documents.gathering import (
    AccessSource,
    ClientSource,
    paper_access,
    paper_club,
    paper_member,
    paper_suspension,
)
from app.services.documents.papers import NOTHING, BeforeAfterLine, MoneyConsequences, ReceiptPaper, Stamp
from app.services.fields import ClubSettings
from app.services.refusals import NotFound


def receipt_paper(
    source: ClientSource,
    suspension: SuspensionId,
    agreed_on: date,
    club: ClubSettings,
    stamp: Stamp,
    language: Language | None = None,
) -> ReceiptPaper:
    """The avenant of one suspension of the client's access (spec 1.5).

    "Before" is the same contract without the suspension and without what the bank has of it.
    Refuses: NotFound("suspension").
    """
    access, made = _find(source, suspension)
    spoken = language or language_of(source.fields)
    before, after = schedule(_without(access.contract, suspension)), schedule(access.contract)
    since = _first_change(after, made)
    return ReceiptPaper(
        language=spoken,
        club=paper_club(club, spoken),
        member=paper_member(source.number, source.fields, club),
        stamp=stamp,
        access=paper_access(access, before, stamp.day),
        suspension=paper_suspension(made),
        agreed_on=agreed_on,
        before=tuple(_compared(line, suspension) for line in before.lines(since)),
        after=tuple(_compared(line, suspension) for line in after.lines(since)),
        old_end=before.access_last,
        new_end=after.access_last,
        money=_consequences(before, after, made),
        represented_by=source.fields.legal_representative,
    )


def _find(source: ClientSource, suspension: SuspensionId) -> tuple[AccessSource, Suspension]:
    for access in source.accesses:
        for made in access.contract.suspensions:
            if made.id == suspension:
                return access, made
    raise Refused(NotFound("suspension"))


def _without(contract: Contract, suspension: SuspensionId) -> Contract:
    return replace(
        contract,
        suspensions=tuple(each for each in contract.suspensions if each.id != suspension),
        facts=tuple(each for each in contract.facts if each.suspension != suspension),
    )


def _first_change(after: Schedule, made: Suspension) -> date:
    """The day from which the two schedules are set side by side."""
    return min((made.days.first, *(each.due for each in _replaced(after, made.id))))


def _replaced(made: Schedule, suspension: SuspensionId) -> list[Instalment]:
    """The debits that the suspension replaced, as far as they are counted."""
    return [each for each in made.head if each.suspension == suspension and each.origin is Origin.SUSPENSION]


def _compared(line: Line, suspension: SuspensionId) -> BeforeAfterLine:
    return BeforeAfterLine(line.first_due, line.count, line.amount, line.suspension == suspension)


def _consequences(before: Schedule, after: Schedule, made: Suspension) -> MoneyConsequences:
    replaced = [
        (each, before.instalment(each.rank)) for each in _replaced(after, made.id) if before.exists(each.rank)
    ]
    is_open = made.ranks is not None and made.ranks.last is None
    if before.last_rank is None:
        less = sum(old.amount - new.amount for new, old in replaced)
        return MoneyConsequences(less=Cents(0 if is_open else max(less, 0)))
    if not made.postpones:
        return MoneyConsequences(waived=Cents(sum(old.amount for _, old in replaced)))
    if after.last_rank is None:
        return MoneyConsequences(postponed_open=made.ranks is not None)
    full = [old.amount for _, old in replaced]
    return MoneyConsequences(
        postponed=after.last_rank - before.last_rank, postponed_amount=max(full, default=NOTHING)
    )
