"""What a bill says: its lines, when it is due, a note below them; the same for one client and for many."""

from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.invoicing import InvoiceLine
from app.domain.payment_terms import due_day, read_payment_term
from app.domain.refusals import Refused
from app.domain.vat_rates import rates_offered
from app.i18n import current, ntr, tr
from app.messages.refusals import sentence
from app.services.fields import ClubSettings
from app.ui.kit.cards import Card
from app.ui.kit.choices import TextEntry
from app.ui.kit.entries import DateEntry
from app.ui.kit.fields import ErrorSummary, Field, Form
from app.ui.kit.lines_editor import LinesEditor

NOTE_LENGTH = 300
_DUE = 168


class BillForm(QWidget):
    """`lines()`, `due()` and `note()` after `check()`; refusals come back beside their fields.

    `many`: the bill goes to many clients, each of whom pays by his own term where no due date is typed.
    """

    def __init__(self, name: str, many: bool = False) -> None:
        super().__init__()
        self.setObjectName(f"{name}_form")
        self._many = many
        self._proposed: date | None = None
        self._today, self._club_days = date.min, 0
        self._said = ""
        self._country, self._usual = "BE", ""
        self.summary = ErrorSummary(f"{name}_summary")
        self.form = Form(self, self.summary)
        self.editor = LinesEditor(self.form, (), f"{name}_lines")
        self._due = DateEntry(f"{name}_due", required=not many)
        self._note = TextEntry(f"{name}_note", lines=2, limit=NOTE_LENGTH)
        self._lay_out(name)

    def _lay_out(self, name: str) -> None:
        card = Card(f"{name}_card", ground="surface")
        card.add_head(tr("Lignes"), icon_name="list")
        inside = QVBoxLayout()
        inside.setContentsMargins(16, 12, 12, 14)
        inside.addWidget(self.editor)
        inside.addStretch(1)
        card.body.addLayout(inside, 1)
        foot = QHBoxLayout()
        foot.setSpacing(16)
        foot.addWidget(self.form.add("due", Field(tr("Éc&héance"), self._due, width=_DUE)))
        self._note.setFixedHeight(self._note.minimumHeight())
        note = self.form.add("note", Field(tr("&Note sous les lignes, si vous voulez"), self._note))
        note.setFixedHeight(note.sizeHint().height())
        foot.addWidget(note, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        whole.addWidget(card, 1)
        whole.addLayout(foot)
        whole.addWidget(self.summary)
        QWidget.setTabOrder(self._due, self._note)
        self._due.valueChanged.connect(self._tell_term)

    def show_settings(self, settings: ClubSettings, today: date) -> None:
        """Offer the club's VAT rates and propose its term."""
        self._country, self._usual = settings.country, settings.default_vat_rate
        self._today, self._club_days = today, settings.invoice_term_days
        self.prefer_rate("")
        self.prefer_term(self._said)

    def prefer_term(self, said: str) -> None:
        """Propose the term of this client's card where it says one; a due date that was typed stays."""
        self._said = said
        if self._today == date.min:
            return
        is_typed = self._due.text().strip() and self._due.value() != self._proposed
        if not self._many:
            self._proposed = due_day(said, self._today, self._club_days)
        if not is_typed:
            self._due.set_value(self._proposed)
        self._tell_term()

    def _tell_term(self) -> None:
        """Where the due date comes from."""
        if self._due.value() != self._proposed:
            self.form.field("due").set_hint("")
        else:
            self.form.field("due").set_hint(self._origin())

    def _origin(self) -> str:
        days = self._club_days
        if self._many:
            return ntr(
                "vide : délai de la fiche, sinon {n} jour", "vide : délai de la fiche, sinon {n} jours", days
            )
        if read_payment_term(self._said) is not None:
            return tr("délai de la fiche : {term}", term=self._said)
        return ntr("délai du club : {n} jour", "délai du club : {n} jours", days)

    def prefer_rate(self, rate: str) -> None:
        """Offer the rate of this client's card first, where there is one."""
        self.editor.offer_rates(rates_offered(self._country, (rate, self._usual)))

    # Reading

    def check(self) -> bool:
        """Say beside the fields what is wrong; whether nothing is."""
        found = {
            name: said
            for name in ("client", "due")
            if self.form.has(name) and (said := self.form.field(name).typed_error())
        }
        found |= self.editor.errors()
        self.form.show_errors(found)
        if found:
            self.form.field(next(iter(found))).focus()  # the client stands above the lines
        return not found

    def lines(self) -> tuple[InvoiceLine, ...] | None:
        """The lines as typed; None while something cannot be read."""
        return self.editor.lines()

    def due(self) -> date | None:
        """When it is due."""
        return self._due.value()

    def note(self) -> str:
        """What is printed below the lines."""
        return self._note.value()

    @property
    def is_touched(self) -> bool:
        """Whether something was typed."""
        return self.editor.is_touched or bool(self._note.value()) or self._due.value() != self._proposed

    def focus_start(self) -> None:
        """Stand on the first description."""
        self.editor.focus_start()

    def show_refused(self, refused: Refused) -> None:
        """Say each reason beside its field; nothing typed is lost."""
        said = {
            self.editor.key_of(each) or each.beside: sentence(each, current()) for each in refused.refusals
        }
        self.form.show_errors(said)
