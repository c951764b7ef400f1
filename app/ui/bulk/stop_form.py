"""What is asked of a whole selection that comes back: on which day, and from suspensions of which cause."""

from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.i18n import tr
from app.services.bulk.requests import BulkStop, Members
from app.ui.kit.choices import Choice
from app.ui.kit.entries import DateEntry
from app.ui.kit.fields import ErrorSummary, Field, Form
from app.ui.kit.labels import muted


class StopForm(QWidget):
    """`request` gives what was typed; debits go back to the contract's amount."""

    def __init__(self, today: date, causes: tuple[str, ...]) -> None:
        super().__init__()
        self._return = DateEntry("bulk_return_day", required=True)
        self._return.setFixedWidth(168)
        every: list[tuple[str, object]] = [(tr("Toutes les causes"), None)]
        self._cause = Choice("bulk_stop_cause", [*every, *((cause, cause) for cause in causes)])
        self._cause.setFixedWidth(340)
        self.summary = ErrorSummary("bulk_summary")
        self.form = Form(self, self.summary)
        self._lay_out()
        self._return.set_value(today)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.form.add("return_day", Field(tr("&Jour du retour"), self._return)))
        row.addWidget(self.form.add("cause", Field(tr("&Cause des reports arrêtés"), self._cause)))
        row.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        whole.addLayout(row)
        said = tr("Les cartes ouvrent ce jour-là. Les débits suivants reviennent au montant du contrat.")
        whole.addWidget(muted(said, "bulk_stop_rule", wrap=True))
        whole.addWidget(self.summary)
        whole.addStretch(1)

    def request(self, members: Members) -> BulkStop | None:
        """What was typed; None: it cannot be read, and that is shown beside the field."""
        day = self._return.value()
        if not self.form.check() or day is None:
            return None
        cause = self._cause.value()
        return BulkStop(members, day, None if cause is None else str(cause))

    def focus_start(self) -> None:
        """Stand on the first field."""
        self.form.field("return_day").focus()
