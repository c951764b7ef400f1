"""Gathers what a paper shows from the read models, so that drawing knows neither database nor rules."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from app.domain.cents import Cents
from app.domain.contract import Contract, DayRange, InstalmentState, Origin, Period, RankRange
from app.domain.ids import SuspensionId
from app.domain.instalments import Instalment, Line
from app.domain.periods import contains
from app.domain.refusals import Refused
from app.domain.schedule import Schedule, schedule
from app.i18n import Language
from app.services.documents.papers import (
    AccessSchedule,
    BeforeAfterLine,
    MoneyConsequences,
    PaperAccess,
    PaperClub,
    PaperDebit,
    PaperMandate,
    PaperMember,
    PaperSuspension,
    PaperTotal,
    ReceiptPaper,
    SchedulePaper,
    Stamp,
    TotalKind,
)
from app.services.fields import ClientFields, ClubSettings, PersonKind
from app.services.refusals import NotFound
from app.services.views import AccessView, SuspensionRow

UNFOLDED_AT_MOST = 24
"""An endless line is unfolded for two years of monthly debits; the paper says that it goes on."""

_ALL_OF_A_LINE = 10_000
_TOTAL_OF_STATE = {
    InstalmentState.COLLECTED: TotalKind.COLLECTED,
    InstalmentState.PRESENTED: TotalKind.PRESENTED,
    InstalmentState.REJECTED: TotalKind.REJECTED,
    InstalmentState.ON_HOLD: TotalKind.ON_HOLD,
    InstalmentState.PLANNED: TotalKind.PLANNED,
}


def paper_club(club: ClubSettings) -> PaperClub:
    """The heading of the club, empty parts left out."""
    place = " ".join(part for part in (club.postal_code, club.town) if part)
    address = ", ".join(part for part in (club.address, place) if part)
    reached = " · ".join(part for part in (club.phone, club.email, club.website) if part)
    lines = tuple(line for line in (address, reached, club.vat_number) if line)
    return PaperClub(club.name, lines, club.town)


def paper_member(number: int, fields: ClientFields, club: ClubSettings) -> PaperMember:
    """The recipient as the envelope wants it; the country only where it is not the club's."""
    person = " ".join(part for part in (fields.title, fields.surname, fields.first_name) if part)
    is_company = fields.kind is PersonKind.LEGAL and bool(fields.company)
    name = fields.company if is_company else person
    place = " ".join(part for part in (fields.postal_code, fields.town) if part)
    country = fields.country if fields.country != club.country else ""
    second = person if is_company else fields.company
    lines = (second, fields.address, fields.address2, place, country)
    return PaperMember(number, name, tuple(line for line in lines if line and line != name))


def language_of(fields: ClientFields) -> Language:
    """The member's language; French where none is known."""
    return Language(fields.language) if fields.language in set(Language) else Language.FR


def schedule_paper(
    views: Sequence[AccessView],
    fields: ClientFields,
    club: ClubSettings,
    stamp: Stamp,
    language: Language | None = None,
    *,
    number: int,
    with_past: bool = False,
    detail: bool = False,
) -> SchedulePaper:
    """The Echéancier of these accesses of one client, as of `stamp.day` (spec 1.5 Imprimer).

    `language` None: the member's own. `with_past`: all lines, else those from the next debit on.
    """
    gathered = tuple(_access_schedule(view, stamp.day, with_past, detail) for view in views)
    return SchedulePaper(
        language=language or language_of(fields),
        club=paper_club(club),
        member=paper_member(number, fields, club),
        stamp=stamp,
        schedules=gathered,
        with_past=with_past,
        detail=detail,
    )


def _access_schedule(view: AccessView, today: date, with_past: bool, detail: bool) -> AccessSchedule:
    made = schedule(view.contract)
    lines = made.lines(None if with_past else today)
    if detail:
        lines = tuple(_unfolded(made, line) for line in lines)
    suspensions = tuple(_paper_suspension(row) for row in view.suspensions if not row.cancelled)
    return AccessSchedule(
        access=_paper_access(view, made),
        next_debit=_next_debit(made, today),
        lines=lines,
        suspensions=suspensions,
        suspended=next((each for each in suspensions if contains(each.days, today)), None),
        totals=_totals(made, today),
        mandate=_paper_mandate(view),
    )


def _unfolded(made: Schedule, line: Line) -> Line:
    """The line with its single instalments; an endless one for `UNFOLDED_AT_MOST` of them."""
    at_most = UNFOLDED_AT_MOST if line.count is None else _ALL_OF_A_LINE
    return replace(line, instalments=made.unfold(line, at_most))


def _paper_access(view: AccessView, made: Schedule) -> PaperAccess:
    terms = view.contract.terms
    return PaperAccess(
        plan_name=view.item.plan_name,
        payment=view.item.payment,
        days=replace(view.contract.access, last=made.access_last),
        end_open=made.end_open,
        sold_on=view.sold_on,
        period=terms.period if terms is not None else Period(),
        normal_amount=view.normal_amount,
        amount_at_once=view.amount_at_once,
    )


def _paper_suspension(row: SuspensionRow) -> PaperSuspension:
    return PaperSuspension(
        days=DayRange(row.first_day, row.last_day),
        count=row.days,
        cause=row.cause,
        ranks=None
        if row.first_rank is None
        else RankRange(row.first_rank, None if row.open_ranks else row.last_rank),
        maintenance=row.maintenance,
    )


def _next_debit(made: Schedule, today: date) -> PaperDebit | None:
    found = made.next_due(today)
    if found is None:
        return None
    return PaperDebit(found.due, found.amount, found.origin is Origin.SUSPENSION)


def _totals(made: Schedule, today: date) -> tuple[PaperTotal, ...]:
    """What is collected, on its way, rejected, held and still to come; twelve debits where it never ends."""
    summed: dict[TotalKind, tuple[int, int]] = {}
    for instalment in made.head:
        kind = _TOTAL_OF_STATE.get(instalment.state)
        if kind is not None:
            amount, count = summed.get(kind, (0, 0))
            summed[kind] = (amount + instalment.amount, count + 1)
    if made.tail is not None:
        summed.pop(TotalKind.PLANNED, None)
        coming = _next_twelve(made, today)
        summed[TotalKind.NEXT_TWELVE] = (sum(each.amount for each in coming), len(coming))
    return tuple(
        PaperTotal(kind, Cents(summed[kind][0]), summed[kind][1]) for kind in TotalKind if kind in summed
    )


def _next_twelve(made: Schedule, today: date) -> list[Instalment]:
    coming: list[Instalment] = []
    for instalment in made.from_day(today):
        if instalment.state is InstalmentState.PLANNED:
            coming.append(instalment)
        if len(coming) == 12:
            break
    return coming


def _paper_mandate(view: AccessView) -> PaperMandate | None:
    mandate = view.mandate
    if mandate is None:
        return None
    return PaperMandate(mandate.reference, view.iban_masked, mandate.bic, mandate.signed_on)


def receipt_paper(
    view: AccessView,
    suspension: SuspensionId,
    fields: ClientFields,
    club: ClubSettings,
    stamp: Stamp,
    language: Language | None = None,
) -> ReceiptPaper:
    """The avenant of one suspension of this access (spec 1.5).

    "Before" is the same contract without the suspension and without what the bank has of it.
    Refuses: NotFound("suspension").
    """
    row = next((row for row in view.suspensions if row.id == suspension and not row.cancelled), None)
    if row is None:
        raise Refused(NotFound("suspension"))
    before, after = schedule(_without(view.contract, suspension)), schedule(view.contract)
    since = _first_change(after, suspension, row.first_day)
    return ReceiptPaper(
        language=language or language_of(fields),
        club=paper_club(club),
        member=paper_member(view.client_number, fields, club),
        stamp=stamp,
        access=_paper_access(view, before),
        suspension=_paper_suspension(row),
        before=tuple(_compared(line, suspension) for line in before.lines(since)),
        after=tuple(_compared(line, suspension) for line in after.lines(since)),
        old_end=before.access_last,
        new_end=after.access_last,
        money=_consequences(before, after, row),
        represented_by=fields.legal_representative,
    )


def _without(contract: Contract, suspension: SuspensionId) -> Contract:
    return replace(
        contract,
        suspensions=tuple(each for each in contract.suspensions if each.id != suspension),
        facts=tuple(each for each in contract.facts if each.suspension != suspension),
    )


def _first_change(after: Schedule, suspension: SuspensionId, first_day: date) -> date:
    """The day from which the two schedules are set side by side."""
    replaced = (each.due for each in _replaced(after, suspension))
    return min((first_day, *replaced))


def _replaced(made: Schedule, suspension: SuspensionId) -> list[Instalment]:
    """The debits that the suspension replaced, as far as they are counted."""
    return [each for each in made.head if each.suspension == suspension and each.origin is Origin.SUSPENSION]


def _compared(line: Line, suspension: SuspensionId) -> BeforeAfterLine:
    return BeforeAfterLine(line.first_due, line.count, line.amount, line.suspension == suspension)


def _consequences(before: Schedule, after: Schedule, row: SuspensionRow) -> MoneyConsequences:
    replaced = [
        (each, before.instalment(each.rank)) for each in _replaced(after, row.id) if before.exists(each.rank)
    ]
    if before.last_rank is None:
        less = sum(old.amount - new.amount for new, old in replaced)
        return MoneyConsequences(less=Cents(0 if row.open_ranks else max(less, 0)))
    if not row.postpones:
        return MoneyConsequences(waived=Cents(sum(old.amount for _, old in replaced)))
    if row.open_ranks or after.last_rank is None:
        return MoneyConsequences(postponed_open=row.first_rank is not None)
    full = [old.amount for _, old in replaced]
    return MoneyConsequences(
        postponed=after.last_rank - before.last_rank, postponed_amount=max(full, default=Cents(0))
    )
