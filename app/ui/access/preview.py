"""What step 2 of Report shows for a draft: proposal, both sides of the schedule, answers and cautions; no widget."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.cautions import Caution, DeletedLeft, FactLeft, ShortNotice
from app.domain.comparison import ComparedLine, Comparison
from app.domain.contract import DayRange
from app.domain.ids import Rank
from app.domain.periods import days_of
from app.domain.proposal import Proposal
from app.domain.rules import ClubRules, ProposalRule
from app.domain.schedule import Schedule
from app.domain.suspensions import SuspensionDecision
from app.i18n import current, day, money, ntr, short_day, tr
from app.messages.cautions import caution_text
from app.ui.kit.access_words import blocked_text, days_text, end_text, listed_days
from app.ui.kit.preview_pair import PreviewRow, PreviewSide


@dataclass(frozen=True, slots=True)
class Said:
    """One line with its icon; `tone` names a state."""

    icon: str
    text: str
    tone: str = "text"


# The proposal


def proposal_title(proposal: Proposal) -> str:
    """Proposition : rang 2, un prélèvement."""
    if proposal.first is None:
        return tr("Proposition : aucun débit changé")
    if proposal.last is None:
        return tr("Proposition : dès le rang {first}, Prélèvement illimité", first=proposal.first)
    if proposal.first == proposal.last:
        return tr("Proposition : rang {first}, un prélèvement", first=proposal.first)
    return tr("Proposition : rangs {first} à {last}", first=proposal.first, last=proposal.last)


def proposal_lines(proposal: Proposal, days: DayRange, rules: ClubRules, plan: Schedule) -> tuple[str, ...]:
    """Why, in words: 45 jours ÷ 30 → 1 prélèvement · 1 échéance tombe dans la période (05/08)."""
    count = days_of(days)
    if count is None:
        return (tr("Report illimité : le maintien est débité jusqu'à la reprise."),)
    by_days = _by_days(count)
    inside = _inside(proposal, plan)
    lines = [tr("{by_days} · {inside}", by_days=by_days, inside=inside)]
    agree = count // 30 == len(proposal.dues_inside)
    if agree:
        lines.append(tr("Les deux règles s'accordent."))
    elif rules.proposal is ProposalRule.BY_30_DAYS:
        lines.append(tr("Proposé par 30 jours de report ; vous pouvez changer les rangs."))
    else:
        lines.append(tr("Proposé par échéances dans la période ; vous pouvez changer les rangs."))
    return tuple(lines)


def _by_days(count: int) -> str:
    debits = ntr("{n} prélèvement", "{n} prélèvements", count // 30)
    return tr("{days} ÷ 30 → {debits}", days=days_text(count), debits=debits)


def _inside(proposal: Proposal, plan: Schedule) -> str:
    ranks = proposal.dues_inside
    if not ranks:
        return tr("aucune échéance ne tombe dans la période")
    dues = listed_days([plan.instalment(rank).due for rank in ranks[:7]])
    return ntr(
        "{n} échéance tombe dans la période ({days})",
        "{n} échéances tombent dans la période ({days})",
        len(ranks),
        days=dues,
    )


def rank_hint(plan: Schedule, rank: int | None) -> str:
    """The due date beneath a rank; empty where there is none."""
    if rank is None or not plan.exists(rank):
        return ""
    return day(plan.instalment(Rank(rank)).due)


# Before and after


def side(lines: tuple[ComparedLine, ...], title: str, detail: str, total: int, is_after: bool) -> PreviewSide:
    """One side of the preview."""
    rows = tuple(_row(each, is_after) for each in lines)
    return PreviewSide(title, detail, rows, tr("Les 12 prochains débits"), money(total))


def _row(compared: ComparedLine, is_after: bool) -> PreviewRow:
    line = compared.line
    count = tr("illimité") if line.count is None else str(line.count)
    old = ""
    if is_after and compared.changed and compared.other_amount is not None:
        old = money(compared.other_amount)
    return PreviewRow(day(line.first_due), count, money(line.amount), old, compared.changed and is_after)


def sides(comparison: Comparison) -> tuple[PreviewSide, PreviewSide]:
    """Avant and Après."""
    before = side(comparison.before, tr("Avant"), tr("échéancier actuel"), comparison.total_before, False)
    hint = tr("aperçu, rien n'est encore enregistré")
    return before, side(comparison.after, tr("Après"), hint, comparison.total_after, True)


# The two answers the member asks for


def answers(decision: SuspensionDecision) -> tuple[Said, Said]:
    """What the member pays less or later, and when the card is blocked."""
    return Said("euro", pays_text(decision.comparison)), Said(
        "pause-circle", blocked_text(decision.suspension.days)
    )


def pays_text(comparison: Comparison) -> str:
    """Le membre paie 57,00 € de moins."""
    if comparison.less is None:
        return tr("Le membre paie {amount} de moins à chaque débit.", amount=money(comparison.less_each))
    if comparison.less > 0:
        return tr("Le membre paie {amount} de moins.", amount=money(comparison.less))
    if comparison.later is None:
        return tr("Le membre paie le reste après son retour.")
    if comparison.later > 0 and comparison.more > 0:
        return tr(
            "Le membre paie {later} plus tard et {more} de plus.",
            later=money(comparison.later),
            more=money(comparison.more),
        )
    if comparison.later > 0:
        return tr("Le membre paie {later} plus tard.", later=money(comparison.later))
    if comparison.more > 0:
        return tr("Le membre paie {amount} de plus.", amount=money(comparison.more))
    return tr("Le membre paie autant qu'avant.")


def end_change(comparison: Comparison) -> tuple[str, str] | None:
    """Old and new end of the access, where it moves."""
    before = end_text(comparison.end_before, comparison.end_open_before)
    after = end_text(comparison.end_after, comparison.end_open_after)
    return None if before == after else (before, after)


def notes(decision: SuspensionDecision, rules: ClubRules, today: date) -> tuple[Said, ...]:
    """Everything below the answers of a suspension, one line each."""
    return comparison_notes(decision.comparison, decision.cautions, rules, today)


def comparison_notes(
    comparison: Comparison, cautions: Sequence[Caution], rules: ClubRules, today: date
) -> tuple[Said, ...]:
    """End that moves, full prices waived, cautions, and the notice that is kept."""
    found: list[Said] = []
    moved = end_change(comparison)
    if moved is not None:
        found.append(Said("calendar", tr("Fin d'accès : {old} → {new}", old=moved[0], new=moved[1])))
    if comparison.waived > 0:
        waived = tr(
            "{amount} abandonnés : ces échéances ne sont pas reportées.", amount=money(comparison.waived)
        )
        found.append(Said("alert-triangle", waived, "suspended"))
    found += [_caution(each) for each in cautions]
    if not comparison.changed:
        found.append(Said("info", tr("Aucun débit n'est changé.")))
    elif not comparison.short_notices:
        found.append(_notice_kept(comparison, rules, today))
    return tuple(found)


def _caution(caution: Caution) -> Said:
    text = caution_text(caution, current())
    if isinstance(caution, FactLeft):
        return Said("lock", text)
    if isinstance(caution, DeletedLeft):
        return Said("trash", text)
    if isinstance(caution, ShortNotice):
        return Said("bell", text, "suspended")
    return Said("pencil", text, "suspended")


def _notice_kept(comparison: Comparison, rules: ClubRules, today: date) -> Said:
    due = min(each.due for each in comparison.changed)
    announce = max(today, due - timedelta(days=rules.prenotification_days))
    text = ntr(
        "Préavis de {n} jour respecté : le débit du {due} s'annonce au plus tard le {day}.",
        "Préavis de {n} jours respecté : le débit du {due} s'annonce au plus tard le {day}.",
        rules.prenotification_days,
        due=short_day(due),
        day=short_day(announce),
    )
    return Said("check-circle", text, "active")
