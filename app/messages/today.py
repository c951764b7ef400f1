"""The lines of the page of the day in words, for the window and for its list on paper (spec 1.8)."""

from dataclasses import dataclass
from datetime import date, timedelta

from app.i18n import Texts, mark
from app.messages.words import word
from app.services.prospects.views import FollowUpRow
from app.services.today.views import (
    CameBlocked,
    ComingBack,
    DebitDay,
    Listed,
    Person,
    RejectedDebit,
    SuspensionTurn,
    Today,
    ToReview,
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line: who, a quiet detail, the fact at the right, and that fact's colour token."""

    who: str
    detail: str
    fact: str
    tone: str = "text"
    person: Person | None = None


TITLES = {
    "turns": mark("Suspensions qui commencent ou finissent"),
    "back": mark("Retours cette semaine"),
    "rejected": mark("Débits rejetés à traiter"),
    "review": mark("Suspensions illimitées à revoir"),
    "blocked": mark("Membres bloqués passés à l'accueil"),
    "days": mark("Débits des sept prochains jours"),
    "follow_ups": mark("Suivis du jour et en retard"),
}
"""The lists of the page, in the order they are read."""


def lines_of(page: Today, texts: Texts) -> dict[str, tuple[Line, ...]]:
    """All lines of the page, by list."""
    return {
        "turns": tuple(turn_line(each, texts) for each in page.turns),
        "back": tuple(back_line(each, page.day, texts) for each in page.coming_back),
        "rejected": tuple(rejected_line(each, page.day, texts) for each in page.rejected),
        "review": tuple(review_line(each, page.day, texts) for each in page.to_review),
        "blocked": tuple(blocked_line(each, page.day, texts) for each in page.came_blocked),
        "follow_ups": tuple(follow_up_line(each, page.day, texts) for each in page.follow_ups),
        "days": tuple(day_line(each, page.day, texts) for each in page.days),
    }


def counts_of(page: Today) -> dict[str, int]:
    """How many there are in all, by list; the lists themselves may stop earlier."""
    return {
        "turns": page.turns_count,
        "back": page.coming_back_count,
        "rejected": page.rejected_count,
        "review": page.to_review_count,
        "blocked": page.came_blocked_count,
        "follow_ups": page.follow_ups_count,
        "days": len(page.days),
    }


def listed(page: Today, texts: Texts) -> tuple[Listed, ...]:
    """The lists as they go on paper."""
    lines, counts = lines_of(page, texts), counts_of(page)
    return tuple(
        Listed(texts.tr(title), counts[key], tuple((line.who, line.detail, line.fact) for line in lines[key]))
        for key, title in TITLES.items()
    )


def relative_day(day: date, today: date, texts: Texts) -> str:
    """aujourd'hui, demain, hier, 05/08, or 05/08/2009 in another year."""
    near = {
        today - timedelta(days=1): texts.tr("hier"),
        today: texts.tr("aujourd'hui"),
        today + timedelta(days=1): texts.tr("demain"),
    }
    return near.get(day) or texts.near_day(day, today)


def turn_line(turn: SuspensionTurn, texts: Texts) -> Line:
    """DUPUIS Antoine · commence, chantier · sans fin."""
    if turn.begins:
        detail = texts.tr("commence, {cause}", cause=_short(turn.cause))
    else:
        detail = texts.tr("finit, revient demain")
    if turn.days is None:
        return Line(turn.person.name, detail, texts.tr("sans fin"), "suspended", turn.person)
    fact = texts.ntr("{n} jour", "{n} jours", turn.days)
    return Line(turn.person.name, detail, fact, person=turn.person)


def back_line(back: ComingBack, today: date, texts: Texts) -> Line:
    """COLLIGNON Luc · 59,00 € dès le 05/08 · 29/07."""
    detail = texts.tr("aucun débit prévu")
    if back.next_due is not None and back.next_amount is not None:
        amount, due = texts.money(back.next_amount), texts.near_day(back.next_due, today)
        detail = texts.tr("{amount} dès le {due}", amount=amount, due=due)
    tone = "active" if back.on == today else "text"
    return Line(back.person.name, detail, relative_day(back.on, today, texts), tone, back.person)


def rejected_line(debit: RejectedDebit, today: date, texts: Texts) -> Line:
    """LEMOINE Karim · du 05/07, rejeté le 09/07 · 59,00 €."""
    due = texts.near_day(debit.due, today)
    detail = texts.tr("du {due}", due=due)
    if debit.rejected_on is not None:
        on = texts.near_day(debit.rejected_on, today)
        detail = texts.tr("du {due}, rejeté le {on}", due=due, on=on)
    return Line(debit.person.name, detail, texts.money(debit.amount), person=debit.person)


def review_line(review: ToReview, today: date, texts: Texts) -> Line:
    """LEMAIRE Nathalie · non revue depuis 94 jours · 25/04."""
    detail = texts.ntr("non revue depuis {n} jour", "non revue depuis {n} jours", review.days)
    return Line(review.person.name, detail, texts.near_day(review.since, today), person=review.person)


def blocked_line(came: CameBlocked, today: date, texts: Texts) -> Line:
    """LECLERCQ Inès · paiement en retard, 118,00 € · hier 18:39."""
    detail = _short(came.reason)
    if came.owed:
        detail = texts.tr("{reason}, {owed}", reason=detail, owed=texts.money(came.owed))
    local = came.at.astimezone()
    day = relative_day(local.date(), today, texts)
    return Line(came.person.name, detail, f"{day}\u00a0{local:%H:%M}", person=came.person)


def follow_up_line(due: FollowUpRow, today: date, texts: Texts) -> Line:
    """LEJEUNE Bastien · Appel, proposer un essai · 14:30, or since when it is overdue."""
    detail = texts.tr("{kind}, {subject}", kind=word(due.kind, texts), subject=_short(due.subject))
    person = Person(due.client.id, due.client.name, due.client.number)
    if due.due_on < today:
        return Line(person.name, detail, relative_day(due.due_on, today, texts), "blocked", person)
    fact = f"{due.due_at:%H:%M}" if due.due_at is not None else texts.tr("aujourd'hui")
    return Line(person.name, detail, fact, person=person)


def day_line(debits: DebitDay, today: date, texts: Texts) -> Line:
    """jeudi 5 août 2010 · 412 débits, dont 9 de maintien · 23 118,00 €."""
    tone = "active" if debits.due == today else "text"
    return Line(texts.weekday_day(debits.due), debits_text(debits, texts), texts.money(debits.total), tone)


def debits_text(debits: DebitDay, texts: Texts) -> str:
    """412 débits, dont 9 de maintien."""
    if not debits.maintenance:
        return texts.ntr("{n} débit", "{n} débits", debits.count)
    return texts.ntr(
        "{n} débit, dont {maintenance} de maintien",
        "{n} débits, dont {maintenance} de maintien",
        debits.count,
        maintenance=texts.number(debits.maintenance),
    )


def _short(text: str) -> str:
    """What people typed, on one line."""
    return " ".join(text.split())[:80]
