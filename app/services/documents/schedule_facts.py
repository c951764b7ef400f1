"""Draws what a member asks first, and last: the three key facts, the suspension, totals and mandate (spec 1.5)."""

from app.i18n import Texts
from app.services.documents import words
from app.services.documents.flow import Block
from app.services.documents.ink import INNER, LEFT, RIGHT, Align, Ink, Pen, leading
from app.services.documents.papers import AccessSchedule, PaperAccess, PaperSuspension
from app.services.documents.typeface import Face, width, wrapped

_HALF = INNER / 2 - 8


def key_facts(spoken: Texts, schedule: AccessSchedule) -> Block:
    """What the member asks first, in three large facts."""
    facts = (
        _next_debit(spoken, schedule),
        _price(spoken, schedule.access),
        _end(spoken, schedule.access),
    )
    wide = INNER / len(facts)
    more_room = wide - 24
    more_lines = max(len(wrapped(more, more_room, 8)) for _, _, more in facts)
    high = 43 + more_lines * leading(8)

    def draw(pen: Pen, top: float) -> None:
        pen.box(LEFT, top, INNER, high, fill=Ink.SUNKEN, stroke=Ink.BORDER, radius=6)
        for place, (label, value, more) in enumerate(facts):
            x = LEFT + 12 + place * wide
            pen.text(x, top + 15, label, 7.5, ink=Ink.MUTED)
            pen.text(x, top + 32, value, 14, Face.BOLD)
            pen.paragraph(x, top + 45, more_room, more, 8, ink=Ink.MUTED)
            if place:
                pen.line(x - 12, top + 10, x - 12, top + high - 10)

    return Block(high, draw)


def _next_debit(spoken: Texts, schedule: AccessSchedule) -> tuple[str, str, str]:
    label = spoken.tr("Prochain débit")
    debit = schedule.next_debit
    if debit is None:
        return label, spoken.tr("aucun"), ""
    day = spoken.day(debit.due)
    if debit.is_maintenance:
        return label, spoken.money(debit.amount), spoken.tr("le {day}, montant du maintien", day=day)
    return label, spoken.money(debit.amount), spoken.tr("le {day}", day=day)


def _price(spoken: Texts, access: PaperAccess) -> tuple[str, str, str]:
    if access.amount_at_once is not None:
        return spoken.tr("Montant"), spoken.money(access.amount_at_once), spoken.tr("payé en une fois")
    amount = words.money_or_dash(spoken, access.normal_amount)
    return spoken.tr("Montant normal"), amount, words.every(spoken, access.period)


def _end(spoken: Texts, access: PaperAccess) -> tuple[str, str, str]:
    label = spoken.tr("Fin d'accès")
    if access.end_open:
        return label, spoken.tr("à la reprise"), spoken.tr("suspension illimitée en cours")
    if access.days.last is None:
        return label, spoken.tr("sans fin"), ""
    return label, spoken.day(access.days.last), spoken.tr("inclus")


def suspended_banner(spoken: Texts, suspended: PaperSuspension) -> Block:
    told = words.suspended_because(spoken, suspended)
    room = INNER - 24
    high = 16 + len(wrapped(told, room, 10, Face.BOLD)) * leading(10) + leading(9)

    def draw(pen: Pen, top: float) -> None:
        pen.box(LEFT, top, INNER, high, fill=Ink.SUSPENDED_TINT, stroke=Ink.SUSPENDED_LINE, radius=6)
        base = pen.paragraph(LEFT + 12, top + 18, room, told, 10, Face.BOLD, Ink.SUSPENDED_TEXT)
        pen.text(LEFT + 12, base, words.blocked_card(spoken, suspended.days), 9, ink=Ink.SUSPENDED_TEXT)

    return Block(high, draw)


def totals_and_mandate(spoken: Texts, schedule: AccessSchedule) -> list[Block]:
    """The mandate at the left and the totals at the right, on one page."""
    groups = [group for group in (_mandate(spoken, schedule), _totals(spoken, schedule)) if group is not None]
    if not groups:
        return []

    def draw(pen: Pen, top: float) -> None:
        for group in groups:
            group.draw(pen, top)

    return [Block(max(group.height for group in groups) + 8, draw)]


def _mandate(spoken: Texts, schedule: AccessSchedule) -> Block | None:
    lines = _mandate_lines(spoken, schedule)
    if not lines:
        return None
    values = LEFT + max(width(label, 8) for label, _ in lines) + 14
    room = LEFT + _HALF - values
    heights = [len(wrapped(value, room, 9)) * leading(9) + 5.5 for _, value in lines]

    def draw(pen: Pen, top: float) -> None:
        _draw_group_title(pen, LEFT, top, spoken.tr("Mandat de prélèvement"))
        base = top + 36
        for (label, value), height in zip(lines, heights, strict=True):
            pen.text(LEFT, base, label, 8, ink=Ink.MUTED)
            pen.paragraph(values, base, room, value, 9)
            base += height

    return Block(26 + sum(heights), draw)


def _totals(spoken: Texts, schedule: AccessSchedule) -> Block | None:
    if not schedule.totals:
        return None
    left = RIGHT - _HALF

    def draw(pen: Pen, top: float) -> None:
        _draw_group_title(pen, left, top, spoken.tr("Totaux"))
        base = top + 36
        for total in schedule.totals:
            count = spoken.ntr("{n} débit", "{n} débits", total.count)
            pen.text(left, base, words.total(spoken, total.kind), 9)
            pen.text(RIGHT - 78, base, count, 8, ink=Ink.MUTED, align=Align.RIGHT)
            pen.text(RIGHT, base, spoken.money(total.amount), 9.5, Face.BOLD, align=Align.RIGHT)
            base += 17

    return Block(26 + len(schedule.totals) * 17, draw)


def _draw_group_title(pen: Pen, x: float, top: float, title: str) -> None:
    pen.text(x, top + 13, title, 11, Face.BOLD)
    pen.line(x, top + 20, x + _HALF, top + 20, Ink.CONTROL)


def _mandate_lines(spoken: Texts, schedule: AccessSchedule) -> list[tuple[str, str]]:
    mandate = schedule.mandate
    if mandate is None:
        return []
    lines = [
        (spoken.tr("Référence (RUM)"), mandate.reference),
        (spoken.tr("Compte (IBAN)"), mandate.iban_masked),
        (spoken.tr("BIC"), mandate.bic),
        (spoken.tr("Signé le"), spoken.day(mandate.signed_on)),
    ]
    return [(label, value) for label, value in lines if value]
