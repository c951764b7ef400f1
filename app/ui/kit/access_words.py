"""The sentences about accesses and suspensions that several windows say, from domain values: pure."""

from datetime import date

from app.domain.contract import DayRange, Period, PeriodUnit, RankRange
from app.domain.ids import Rank
from app.domain.periods import days_of
from app.i18n import day, ntr, short_day, tr
from app.services.views import AccessItem, SuspensionRow


def rank_name(rank: Rank) -> str:
    """4, or A1 for the first instalment added by hand (spec 2.1)."""
    return str(rank) if rank > 0 else tr("A{n}", n=-rank)


def ranks_text(ranks: RankRange | None) -> str:
    """2–6, 2, "2 …" without end, or "aucun"."""
    if ranks is None:
        return tr("aucun")
    if ranks.last is None:
        return tr("{first} …", first=rank_name(ranks.first))
    if ranks.first == ranks.last:
        return rank_name(ranks.first)
    return tr("{first}–{last}", first=rank_name(ranks.first), last=rank_name(ranks.last))


def days_text(days: int) -> str:
    """45 jours."""
    return ntr("{n} jour", "{n} jours", days)


def blocked_text(days: DayRange) -> str:
    """Carte bloquée du 22/07/2010 au 04/09/2010 inclus."""
    if days.last is None:
        return tr("Carte bloquée dès le {first}, sans date de fin.", first=day(days.first))
    if days.last == days.first:
        return tr("Carte bloquée le {first} seulement.", first=day(days.first))
    return tr("Carte bloquée du {first} au {last} inclus.", first=day(days.first), last=day(days.last))


def span_text(days: DayRange) -> str:
    """Du 22/07/2010 au 04/09/2010 inclus, 45 jours."""
    count = days_of(days)
    if days.last is None or count is None:
        return tr("Dès le {first}, illimité", first=day(days.first))
    return tr(
        "Du {first} au {last} inclus, {days}",
        first=day(days.first),
        last=day(days.last),
        days=days_text(count),
    )


def days_of_access(item: AccessItem) -> str:
    """01/05/2010 – 30/06/2010, or from a day without end; one that was ended before it began has no day."""
    first = day(item.first_day)
    if item.last_day is None:
        return tr("{first}, {end}", first=first, end=end_text(None, item.end_open))
    if item.last_day < item.first_day:
        return tr("{first}, aucun jour", first=first)
    return tr("{first} – {last}", first=first, last=day(item.last_day))


def end_text(last: date | None, end_open: bool) -> str:
    """31/12/2011, "à la reprise" or "sans fin" (spec 2.2)."""
    if last is not None:
        return day(last)
    return tr("à la reprise") if end_open else tr("sans fin")


def period_text(period: Period) -> str:
    """Chaque mois, tous les 2 mois, chaque semaine, toutes les 4 semaines."""
    if period.unit is PeriodUnit.MONTH:
        return ntr("Chaque mois", "Tous les {n} mois", period.count)
    return ntr("Chaque semaine", "Toutes les {n} semaines", period.count)


def listed_days(days: list[date]) -> str:
    """05/08, 05/09 … with no more than six of them written out."""
    shown = ", ".join(short_day(each) for each in days[:6])
    return tr("{days} …", days=shown) if len(days) > 6 else shown


def row_text(row: SuspensionRow) -> str:
    """Du 22/07/2010 au 04/09/2010 inclus, 45 jours, blessure."""
    return tr("{span}, {cause}", span=span_text(DayRange(row.first_day, row.last_day)), cause=row.cause)


def blocked_days_text(days: int, return_day: date, today: date) -> str:
    """How long the card had been blocked at the return, or will have been (spec 2.3)."""
    if days == 0:
        return tr("Retour le premier jour : le report n'aura jamais eu lieu.")
    if return_day <= today:
        return ntr("La carte avait été bloquée {n} jour.", "La carte avait été bloquée {n} jours.", days)
    return ntr("La carte aura été bloquée {n} jour.", "La carte aura été bloquée {n} jours.", days)


def open_text(return_day: date, days: int) -> str:
    """Carte ouverte dès le 28/12/2010, après une suspension de 159 jours."""
    if days == 0:
        return tr("Carte ouverte : le report est annulé.")
    return ntr(
        "Carte ouverte dès le {day}, suspension de {n} jour.",
        "Carte ouverte dès le {day}, suspension de {n} jours.",
        days,
        day=day(return_day),
    )
