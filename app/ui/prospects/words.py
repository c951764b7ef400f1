"""How prospects are shown: the chip of each stage and state, prices of plans, days, columns in common."""

from datetime import date

from app.domain.cents import Cents
from app.domain.prospects import FollowUpState, QuoteState, Stage
from app.domain.quote_lines import Offer, QuoteTotals
from app.i18n import current, day, money, tr
from app.messages.words import word
from app.services.documents.offer_words import price_told
from app.services.prospects.views import FollowUpRow, QuoteRow, Someone
from app.services.views import ClientState
from app.ui.kit.columns import Cell, Chip

STAGE_CHIPS: dict[Stage, str] = {
    Stage.NEW: "prospect",
    Stage.CONTACTED: "contacted",
    Stage.VISIT: "visited",
    Stage.QUOTED: "handed",
    Stage.WON: "active",
    Stage.LOST: "lost",
}
QUOTE_CHIPS: dict[QuoteState, str] = {
    QuoteState.DRAFT: "draft",
    QuoteState.SENT: "handed",
    QuoteState.ACCEPTED: "active",
    QuoteState.REFUSED: "lost",
    QuoteState.EXPIRED: "expired",
    QuoteState.CONVERTED: "collected",
}
STAGE_ICONS: dict[Stage, str] = {
    Stage.NEW: "plus-circle",
    Stage.CONTACTED: "phone",
    Stage.VISIT: "user",
    Stage.QUOTED: "document",
    Stage.WON: "check-circle",
    Stage.LOST: "x-circle",
}
STOPPED = frozenset({ClientState.BLOCKED, ClientState.DEACTIVATED})
"""States in which nothing can be sold."""


def stage_chip(stage: Stage) -> Chip:
    """The chip of a stage."""
    return Chip(STAGE_CHIPS[stage], word(stage, current()))


def quote_chip(row: QuoteRow) -> Chip:
    """The chip of a quote."""
    return Chip(QUOTE_CHIPS[row.state], word(row.state, current()))


def follow_up_chip(row: FollowUpRow, today: date) -> Chip:
    """The chip of a follow-up: overdue, to be done, done or called off."""
    if row.state is FollowUpState.OPEN:
        if row.due_on < today:
            return Chip("rejected", tr("En retard"))
        return Chip("attention" if row.due_on == today else "planned", word(row.state, current()))
    return Chip("active" if row.state is FollowUpState.DONE else "ended", word(row.state, current()))


def due_text(row: FollowUpRow) -> str:
    """22/07/2010, or with its time 22/07/2010 14:30."""
    return day(row.due_on) if row.due_at is None else f"{day(row.due_on)}\u00a0{row.due_at:%H:%M}"


def client_cell(client: Someone) -> Cell:
    """The name of a client; grey with its icon where nothing can be sold to them."""
    if client.state is ClientState.DEACTIVATED:
        return Cell(client.name, "muted", icon="inactive")
    if client.state is ClientState.BLOCKED:
        return Cell(client.name, bold=True, icon="ban")
    return Cell(client.name, bold=True)


def known_by(client: Someone) -> str:
    """n° 348 · 06 12 34 56 78 · jn@exemple.fr; who is blocked or deactivated is named as such."""
    number = tr("n° {number}", number=client.number)
    state = word(client.state, current()) if client.state in STOPPED else ""
    return " · ".join(part for part in (number, state, client.phone, client.email) if part)


def price_text(amount: Cents, offer: Offer) -> str:
    """59,00 € par mois, 12 × 40,00 €, or 65,00 € au comptant."""
    return price_told(amount, offer, current())


def billed_text(totals: QuoteTotals) -> str:
    """What is paid when the quote becomes a sale."""
    if not totals.billed.gross:
        return tr("Rien à facturer à la vente")
    return tr(
        "{gross} à la vente, dont {vat} de TVA",
        gross=money(totals.billed.gross),
        vat=money(totals.billed.vat),
    )


def first_year_text(totals: QuoteTotals) -> str:
    """What the client pays within twelve months, where there are debits."""
    if not totals.debits:
        return tr("Aucun prélèvement")
    return tr("{amount} sur un an, prélèvements compris", amount=money(totals.first_year))
