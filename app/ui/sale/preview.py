"""What will stand in the Echéancier once the access is sold: its days, its debits, its time line."""

from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.refusals import Refused
from app.domain.schedule import Schedule
from app.i18n import current, day, money, tr
from app.messages.refusals import sentence
from app.services.fields import PlanFields
from app.services.requests import SellAccess
from app.ui.kit.cards import Card
from app.ui.kit.chips import Tag
from app.ui.kit.columns import Cell, Column
from app.ui.kit.empty import EmptyState
from app.ui.kit.labels import FACT, label, muted
from app.ui.kit.rows import RowsModel
from app.ui.kit.table import Table
from app.ui.kit.timeline_data import DebitMark, TimelineData
from app.ui.kit.timeline_view import TimelineView
from app.ui.sale.words import access_words, endless_words

_ROW, _ROWS = 36, 4
_AHEAD = timedelta(days=380)


@dataclass(frozen=True, slots=True)
class DebitLine:
    """A line of the schedule that is to be."""

    first: str
    last: str
    count: str
    amount: int


class SalePreview(QWidget):
    """Follows every keystroke; says what is missing where nothing can be shown yet."""

    def __init__(self) -> None:
        super().__init__()
        self._access = label("", "sale_access", 15, bold=True, wrap=True)
        self._total = label("", "sale_total", FACT, bold=True)
        self._total_words = muted("", "sale_total_words", wrap=True)
        self._lines = Table(RowsModel(_columns()), "sale_lines", tr("Débits prévus"), None, _ROW)
        self._lines.set_empty(
            EmptyState(
                "euro", tr("Aucun débit"), tr("Cette formule se paie en une fois."), name="sale_no_debit"
            )
        )
        self._timeline = TimelineView("sale_timeline")
        self._missing = EmptyState("clock", tr("Pas encore d'aperçu"), " ", name="sale_missing")
        self._content, self._drawn = QWidget(), Card("sale_timeline_card", ground="surface")
        self._lay_out()

    def _lay_out(self) -> None:
        facts = Card("sale_preview", ground="surface")
        facts.accent(True)
        facts.add_head(tr("Ce qui sera inscrit"), actions=[Tag(tr("non enregistré"))])
        inside = QVBoxLayout()
        inside.setContentsMargins(16, 12, 16, 12)
        inside.setSpacing(2)
        inside.addWidget(self._access)
        inside.addSpacing(6)
        inside.addWidget(self._total)
        inside.addWidget(self._total_words)
        content = QVBoxLayout(self._content)
        content.setContentsMargins(0, 0, 0, 0)
        content.setSpacing(0)
        content.addLayout(inside)
        self._lines.setMinimumHeight(_ROW * (_ROWS + 1) + 2)
        content.addWidget(self._lines, 1)
        facts.body.addWidget(self._content, 1)
        facts.body.addWidget(self._missing, 1)
        around = QVBoxLayout()
        around.setContentsMargins(16, 8, 16, 8)
        around.addWidget(self._timeline)
        self._drawn.body.addLayout(around)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(facts, 1)
        column.addWidget(self._drawn)
        self._show_content(False)

    def _show_content(self, shown: bool) -> None:
        self._content.setVisible(shown)
        self._drawn.setVisible(shown)
        self._missing.setVisible(not shown)

    def show_schedule(self, plan: PlanFields, request: SellAccess, made: Schedule, today: date) -> None:
        """Show the schedule that the sale would make."""
        self._show_content(True)
        self._access.setText(access_words(made, day(request.start)))
        self._lines.rows_model().set_rows(_lines(made))
        self._timeline.show_data(_drawn(plan, request, made, today))
        whole = _whole(made) if made.tail is None else None
        if request.first_due is None:
            self._say_total(
                request.amount + request.registration_fee, _fee_words(request, tr("à payer en une fois"))
            )
        elif whole is not None:
            self._say_total(whole, _fee_words(request, tr("en tout, par prélèvement")))
        else:
            self._total.setText(endless_words(plan, request.amount))
            self._total_words.setText(_fee_words(request, tr("jusqu'à la résiliation")))

    def _say_total(self, cents: int, words: str) -> None:
        self._total.setText(money(cents))
        self._total_words.setText(words)

    def show_refused(self, refused: Refused) -> None:
        """Say why nothing can be sold like this; the last preview goes."""
        texts = current()
        reasons = dict.fromkeys(sentence(each, texts).replace("\n", " ") for each in refused.refusals)
        self.show_missing("\n".join(reasons))

    def show_missing(self, text: str) -> None:
        """Say what is missing before anything can be shown."""
        self._missing.say("info", tr("Pas encore d'aperçu"), text)
        self._show_content(False)
        self._lines.rows_model().set_rows([])

    @property
    def missing(self) -> str:
        """What keeps the preview away, or nothing."""
        return "" if self._content.isVisibleTo(self) else self._missing.accessibleName()

    @property
    def lines(self) -> list[DebitLine]:
        """The lines shown."""
        return list(self._lines.rows_model().rows())


def _columns() -> list[Column]:
    return [
        Column("first", tr("Premier débit"), "bold", 116, sortable=False, stretch=True),
        Column("last", tr("Dernier débit"), "text", 110, sortable=False),
        Column("count", tr("Nombre"), "text", 76, "right", sortable=False),
        Column("amount", tr("Montant"), "money", 100, sortable=False, value=_amount),
    ]


def _amount(line: DebitLine) -> object:
    return Cell(money(line.amount), bold=True)


def _lines(made: Schedule) -> list[DebitLine]:
    return [
        DebitLine(
            day(line.first_due),
            day(line.last_due) if line.last_due is not None else tr("sans fin"),
            str(line.count) if line.count is not None else tr("illimité"),
            line.amount,
        )
        for line in made.lines()
    ]


def _whole(made: Schedule) -> int:
    return sum(each.amount for each in made.instalments())


def _fee_words(request: SellAccess, words: str) -> str:
    """In all, and how much of the first payment is the registration fee."""
    if not request.registration_fee:
        return words
    return tr(
        "{words} ; frais d'inscription de {fee} compris", words=words, fee=money(request.registration_fee)
    )


def _drawn(plan: PlanFields, request: SellAccess, made: Schedule, today: date) -> TimelineData:
    until = date.max if made.tail is None else max(today, made.tail.first_due) + _AHEAD
    marks = [DebitMark(each.rank, each.due, each.amount) for each in made.until(until)]
    is_endless = made.access_last is None
    return TimelineData(
        tr("Échéances"),
        request.start,
        made.access_last,
        today,
        marks=tuple(marks),
        endless=is_endless,
        bar_label=tr("{plan}, sans fin", plan=plan.name) if is_endless else plan.name,
        endless_amount=endless_words(plan, request.amount) if is_endless else "",
    )
