"""The words of the papers, in the language of the person who receives them."""

from app.domain.contract import DayRange, InstalmentState, Origin, Period, PeriodUnit, RankRange
from app.domain.ids import Rank
from app.domain.instalments import Line
from app.i18n import Texts, mark
from app.services.documents.ink import Ink, Mark
from app.services.documents.papers import PaperAccess, PaperSuspension, TotalKind
from app.services.fields import PaymentMode

_MODES = {
    PaymentMode.DIRECT_DEBIT: mark("Prélèvement"),
    PaymentMode.AT_ONCE: mark("Au comptant"),
}
_STATES = {
    InstalmentState.PLANNED: mark("Prévue"),
    InstalmentState.ON_HOLD: mark("En attente"),
    InstalmentState.PRESENTED: mark("Présentée"),
    InstalmentState.COLLECTED: mark("Encaissée"),
    InstalmentState.REJECTED: mark("Rejetée"),
    InstalmentState.DELETED: mark("Supprimée"),
}
STATE_MARKS = {
    InstalmentState.PLANNED: (Mark.RING, Ink.INACTIVE),
    InstalmentState.ON_HOLD: (Mark.PAUSE, Ink.SUSPENDED),
    InstalmentState.PRESENTED: (Mark.ARROW, Ink.ACCENT),
    InstalmentState.COLLECTED: (Mark.DISC, Ink.ACTIVE),
    InstalmentState.REJECTED: (Mark.CROSS, Ink.BLOCKED),
    InstalmentState.DELETED: (Mark.DASH, Ink.INACTIVE),
}
_ORIGINS = {
    Origin.CONTRACT: mark("Contrat"),
    Origin.FIRST_AMOUNT: mark("Premier montant"),
    Origin.PRICE_STEP: mark("Changement de tarif"),
    Origin.PRICE_CHANGE: mark("Changement de prix"),
    Origin.SUSPENSION: mark("Maintien"),
    Origin.POSTPONED: mark("Échéance reportée"),
    Origin.MANUAL: mark("Changée à la main"),
    Origin.ADDED: mark("Ajoutée à la main"),
}
_TOTALS = {
    TotalKind.COLLECTED: mark("Encaissé"),
    TotalKind.PRESENTED: mark("Présenté à la banque"),
    TotalKind.REJECTED: mark("Rejeté, à régler"),
    TotalKind.ON_HOLD: mark("En attente"),
    TotalKind.PLANNED: mark("Reste à débiter"),
    TotalKind.NEXT_TWELVE: mark("Les 12 prochains débits"),
}


def mode(texts: Texts, value: PaymentMode) -> str:
    """How it is paid."""
    return texts.tr(_MODES[value])


def state(texts: Texts, value: InstalmentState) -> str:
    """The state of an instalment (spec 2.4)."""
    return texts.tr(_STATES[value])


def origin(texts: Texts, value: Origin) -> str:
    """What made the amount."""
    return texts.tr(_ORIGINS[value])


def line_origin(texts: Texts, line: Line) -> str:
    """What made the amount of a line, which may bring several reasons together."""
    first = origin(texts, line.origin)
    return texts.tr("{origin} et autres", origin=first) if line.mixed else first


def total(texts: Texts, value: TotalKind) -> str:
    """What a total adds up."""
    return texts.tr(_TOTALS[value])


def rank(value: Rank) -> str:
    """A rank as it is shown: 7, or A1 for the first instalment added by hand."""
    return str(value) if value > 0 else f"A{-value}"


def line_ranks(line: Line) -> str:
    """The ranks of a line: 1, 2–6, or 7 … without end."""
    if line.last_rank is None:
        return f"{rank(line.first_rank)}\u00a0…"
    if line.last_rank == line.first_rank:
        return rank(line.first_rank)
    return f"{rank(line.first_rank)}–{rank(line.last_rank)}"


def number_of_debits(texts: Texts, count: int | None) -> str:
    """The number of a line's debits, or illimité."""
    return texts.tr("illimité") if count is None else texts.number(count)


def every(texts: Texts, period: Period) -> str:
    """The distance between debits, as "chaque mois"."""
    if period.unit is PeriodUnit.MONTH:
        return texts.ntr("chaque mois", "tous les {n} mois", period.count)
    return texts.ntr("chaque semaine", "toutes les {n} semaines", period.count)


def access_days(texts: Texts, access: PaperAccess) -> str:
    """From when to when the access runs."""
    first = texts.day(access.days.first)
    if access.end_open:
        return texts.tr("Du {first}, fin à la reprise", first=first)
    if access.days.last is None:
        return texts.tr("Dès le {first}, sans fin", first=first)
    return texts.tr("Du {first} au {last} inclus", first=first, last=texts.day(access.days.last))


def suspended_days(texts: Texts, days: DayRange) -> str:
    """From when to when the access is suspended; both days included (spec 2.2)."""
    first = texts.day(days.first)
    if days.last is None:
        return texts.tr("Dès le {first}, illimité", first=first)
    return texts.tr("Du {first} au {last} inclus", first=first, last=texts.day(days.last))


def suspended_because(texts: Texts, suspension: PaperSuspension) -> str:
    """The state of the access in one sentence: suspended from when to when, how long, why."""
    first, cause = texts.day(suspension.days.first), suspension.cause
    if suspension.days.last is None:
        return texts.tr("Suspendu dès le {first}, illimité : {cause}", first=first, cause=cause)
    return texts.tr(
        "Suspendu du {first} au {last} inclus, {days} : {cause}",
        first=first,
        last=texts.day(suspension.days.last),
        days=number_of_days(texts, suspension.count),
        cause=cause,
    )


def blocked_card(texts: Texts, days: DayRange) -> str:
    """The consequence at the door: on which days the card does not open."""
    first = texts.day(days.first)
    if days.last is None:
        return texts.tr("Carte bloquée dès le {first}, jusqu'à la reprise.", first=first)
    last = texts.day(days.last)
    return texts.tr("Carte bloquée du {first} au {last} inclus.", first=first, last=last)


def number_of_days(texts: Texts, count: int | None) -> str:
    """How many days, or illimité."""
    return texts.tr("illimité") if count is None else texts.ntr("{n} jour", "{n} jours", count)


def replaced_ranks(texts: Texts, ranks: RankRange | None) -> str:
    """Which debits a suspension replaces."""
    if ranks is None:
        return texts.tr("aucun")
    if ranks.last is None:
        return texts.tr("dès le rang {rank}, illimité", rank=rank(ranks.first))
    if ranks.last == ranks.first:
        return texts.tr("rang {rank}", rank=rank(ranks.first))
    return texts.tr("rangs {first} à {last}", first=rank(ranks.first), last=rank(ranks.last))


def money_or_dash(texts: Texts, amount: int | None) -> str:
    """An amount, or a dash where there is none."""
    return "–" if amount is None else texts.money(amount)
