"""How the lines of a dry run and of its result are said: days, ranks, amounts, reasons, totals."""

from dataclasses import dataclass

from app.domain.contract import DayRange
from app.i18n import current, day, money, ntr, tr
from app.messages.cautions import caution_text
from app.services.bulk.requests import BulkStop
from app.services.bulk.views import BulkChange, BulkLine, BulkResult, Rehearsal
from app.ui.kit.access_words import days_text, end_text, ranks_text
from app.ui.kit.columns import Cell
from app.ui.kit.refused_words import why


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason why an access is left alone; `is_first`: the one that names the client."""

    line: BulkLine
    text: str
    is_first: bool


def reasons(lines: tuple[BulkLine, ...]) -> list[Reason]:
    """Every reason on a line of its own."""
    return [Reason(line, why(refusal), at == 0) for line in lines for at, refusal in enumerate(line.refusals)]


def change_of(line: BulkLine) -> BulkChange:
    """The change of a line that was accepted."""
    assert line.change is not None
    return line.change


def span(days: DayRange) -> str:
    """01/08/2010 – 29/09/2010, or from a day on."""
    if days.last is None:
        return tr("dès le {first}", first=day(days.first))
    return tr("{first} – {last}", first=day(days.first), last=day(days.last))


def days_cell(line: BulkLine) -> Cell:
    """From when to when the card is blocked; struck where the stop undoes it."""
    change = change_of(line)
    return (
        Cell(tr("annulé"), "muted", old=day(change.days.first))
        if change.cancelled
        else Cell(span(change.days))
    )


def ranks_cell(line: BulkLine) -> Cell:
    """The ranks replaced."""
    ranks = change_of(line).ranks
    return Cell(ranks_text(ranks), "text" if ranks is not None else "muted")


def end_cell(line: BulkLine) -> Cell:
    """Where the access ends, and the old end where that is another day."""
    change = change_of(line)
    text = end_text(change.end_after, change.end_open_after)
    if change.end_before in (change.end_after, None):
        return Cell(text, "muted" if change.end_after is None else "text")
    assert change.end_before is not None
    return Cell(text, bold=True, old=day(change.end_before))


def difference_cell(line: BulkLine) -> Cell:
    """What the member pays less or more in all, or a debit as long as it lasts."""
    change = change_of(line)
    if change.less is None:
        return Cell(tr("{amount} / débit", amount=money(-change.less_each)))
    if change.more:
        return Cell(f"+{money(change.more)}")
    return Cell(money(-change.less), "text" if change.less else "muted")


def remarks_cell(line: BulkLine) -> Cell:
    """How many things there are to know; they are said in full below the table."""
    count = len(change_of(line).cautions)
    return Cell(ntr("{n} remarque", "{n} remarques", count), icon="info") if count else Cell()


def remarks(line: BulkLine) -> str:
    """Everything to know of a line."""
    return " ".join(caution_text(each, current()) for each in change_of(line).cautions)


def totals(lines: tuple[BulkLine, ...]) -> str:
    """Debits that change, and what is paid less and more in all."""
    changes = [change_of(line) for line in lines]
    said = [
        ntr(
            "{n} débit change",
            "{n} débits changent",
            sum(each.debits for each in changes if not each.without_end),
        )
    ]
    endless = [each for each in changes if each.less is None]
    if endless:
        each_time = sum(each.less_each for each in endless)
        said.append(tr("{amount} de moins à chaque échéance", amount=money(each_time)))
    less = sum(each.less or 0 for each in changes)
    more = sum(each.more for each in changes)
    if less:
        said.append(tr("{amount} de moins en tout", amount=money(less)))
    if more:
        said.append(tr("{amount} de plus en tout", amount=money(more)))
    return " · ".join(said)


def rehearsed_text(rehearsal: Rehearsal) -> str:
    """What the dry run found, in one line."""
    changing = len(rehearsal.accepted)
    if isinstance(rehearsal.request, BulkStop):
        return ntr("{n} report serait arrêté", "{n} reports seraient arrêtés", changing)
    return ntr("{n} accès serait suspendu", "{n} accès seraient suspendus", changing)


def done_text(result: BulkResult) -> str:
    """What was done, in one line."""
    changed = len(result.done)
    if isinstance(result.request, BulkStop):
        return ntr("{n} report arrêté", "{n} reports arrêtés", changed)
    return ntr("{n} accès suspendu", "{n} accès suspendus", changed)


def others_text(refused: int, without_access: int, left: int = 0) -> str:
    """What was left alone, and why there was nothing to do."""
    said = [ntr("{n} accès refusé", "{n} accès refusés", refused)]
    if left:
        said.append(ntr("{n} accès non traité", "{n} accès non traités", left))
    if without_access:
        said.append(
            ntr(
                "{n} client sans accès concerné",
                "{n} clients sans accès concerné",
                without_access,
            )
        )
    return " · ".join(said)


def request_text(rehearsal: Rehearsal | BulkResult) -> str:
    """What was asked, in one line."""
    request = rehearsal.request
    if isinstance(request, BulkStop):
        return tr("Retour le {day}", day=day(request.return_day))
    if request.days is None:
        return tr("Dès le {first}, illimité, {cause}", first=day(request.first_day), cause=request.cause)
    return tr(
        "Dès le {first}, {days}, {cause}",
        first=day(request.first_day),
        days=days_text(request.days),
        cause=request.cause,
    )
