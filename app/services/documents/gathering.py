"""Gathers what a paper shows from the read models, so that drawing knows neither database nor rules."""

from dataclasses import dataclass, replace
from datetime import date

from app.domain.cents import Cents
from app.domain.contract import Contract, DayRange, InstalmentState, Origin, Period, Suspension
from app.domain.dues import first_rank_due_from
from app.domain.instalments import Instalment, Line
from app.domain.periods import contains, days_of
from app.domain.prices import PriceTable
from app.domain.schedule import Schedule, access_end, schedule
from app.i18n import Language, texts
from app.services.addressing import envelope, language_of
from app.services.documents.papers import (
    AccessSchedule,
    PaperAccess,
    PaperChoices,
    PaperClub,
    PaperDebit,
    PaperMandate,
    PaperMember,
    PaperSuspension,
    PaperTotal,
    SchedulePaper,
    Stamp,
    TotalKind,
)
from app.services.fields import ClientFields, ClubSettings, MandateFields, PaymentMode
from app.services.masking import iban_masked

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


@dataclass(frozen=True, slots=True)
class AccessSource:
    """One access as it is stored; `amount` is one instalment's, or the whole where it was paid at once."""

    plan_name: str
    payment: PaymentMode
    sold_on: date
    amount: Cents
    contract: Contract
    mandate: MandateFields | None


@dataclass(frozen=True, slots=True)
class ClientSource:
    """A client with the accesses that go on paper."""

    number: int
    fields: ClientFields
    accesses: tuple[AccessSource, ...]


def paper_club(club: ClubSettings, language: Language) -> PaperClub:
    """The heading of the club, empty parts left out."""
    place = " ".join(part for part in (club.postal_code, club.town) if part)
    address = ", ".join(part for part in (club.address, place) if part)
    reached = " · ".join(part for part in (club.phone, club.email, club.website) if part)
    vat = texts(language).tr("TVA {number}", number=club.vat_number) if club.vat_number else ""
    lines = tuple(line for line in (address, reached, vat) if line)
    return PaperClub(club.name, lines, club.town)


def paper_member(number: int, fields: ClientFields, club: ClubSettings) -> PaperMember:
    """The recipient as the envelope wants it; the country only where it is not the club's."""
    name, lines = envelope(fields, club)
    return PaperMember(number, name, lines)


def schedule_paper(
    source: ClientSource, club: ClubSettings, stamp: Stamp, choices: PaperChoices
) -> SchedulePaper:
    """The Echéancier of these accesses of one client, as of `stamp.day` (spec 1.5 Imprimer).

    `choices.language` None: the member's own. `with_past`: all lines, else those from the next debit on.
    """
    language = choices.language or language_of(source.fields)
    gathered = tuple(_access_schedule(access, stamp.day, choices) for access in source.accesses)
    return SchedulePaper(
        language=language,
        club=paper_club(club, language),
        member=paper_member(source.number, source.fields, club),
        stamp=stamp,
        schedules=gathered,
        with_past=choices.with_past,
        detail=choices.detail,
    )


def still_running(source: ClientSource, today: date) -> ClientSource:
    """The client with those accesses only that have not ended, or of which a debit is to come."""
    return replace(
        source, accesses=tuple(each for each in source.accesses if not _is_over(each.contract, today))
    )


def _is_over(contract: Contract, today: date) -> bool:
    last, end_open = access_end(contract)
    if end_open or last is None or last >= today:
        return False
    return schedule(contract).next_due(today) is None


def _access_schedule(access: AccessSource, today: date, choices: PaperChoices) -> AccessSchedule:
    made = schedule(access.contract)
    lines = made.lines(None if choices.with_past else today)
    if choices.detail:
        lines = tuple(_unfolded(made, line) for line in lines)
    suspensions = tuple(paper_suspension(each) for each in access.contract.suspensions)
    return AccessSchedule(
        access=paper_access(access, made, today),
        next_debit=_next_debit(made, today),
        lines=lines,
        suspensions=suspensions,
        suspended=next((each for each in suspensions if contains(each.days, today)), None),
        totals=_totals(made, today),
        mandate=_paper_mandate(access.mandate),
    )


def _unfolded(made: Schedule, line: Line) -> Line:
    """The line with its single instalments; an endless one for `UNFOLDED_AT_MOST` of them."""
    at_most = UNFOLDED_AT_MOST if line.count is None else _ALL_OF_A_LINE
    return replace(line, instalments=made.unfold(line, at_most))


def paper_access(access: AccessSource, made: Schedule, today: date) -> PaperAccess:
    terms = access.contract.terms
    return PaperAccess(
        plan_name=access.plan_name,
        payment=access.payment,
        days=DayRange(access.contract.access.first, made.access_last),
        end_open=made.end_open,
        sold_on=access.sold_on,
        period=terms.period if terms is not None else Period(),
        normal_amount=_normal_amount(access.contract, today),
        amount_at_once=access.amount if terms is None else None,
    )


def _normal_amount(contract: Contract, today: date) -> Cents | None:
    """What one debit normally is at the next due date; None where nothing is debited."""
    if contract.terms is None:
        return None
    rank = first_rank_due_from(contract.terms, today)
    return PriceTable(contract.terms, contract.price_changes).normal(rank).amount


def paper_suspension(suspension: Suspension) -> PaperSuspension:
    return PaperSuspension(
        days=suspension.days,
        count=days_of(suspension.days),
        cause=suspension.cause,
        ranks=suspension.ranks,
        maintenance=suspension.maintenance,
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


def _paper_mandate(mandate: MandateFields | None) -> PaperMandate | None:
    if mandate is None:
        return None
    return PaperMandate(mandate.reference, iban_masked(mandate.iban), mandate.bic, mandate.signed_on)
