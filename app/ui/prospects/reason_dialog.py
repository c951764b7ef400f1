"""Asks why an opportunity is lost or a quote refused, with the usual reasons offered."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.i18n import tr
from app.ui.kit.buttons import plain, primary
from app.ui.kit.choices import Choice
from app.ui.kit.fields import ErrorSummary, Field, Form
from app.ui.kit.labels import TITLE, label, muted

_WIDTH = 520


class WhyDialog(QDialog):
    """`said(reason)` is called once it is given; `required` refuses an empty one beside the field."""

    def __init__(
        self,
        parent: QWidget,
        heading: str,
        consequence: str,
        verb: str,
        said: Callable[[str], None],
        required: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("why_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setFixedWidth(_WIDTH)
        self.setWindowTitle(heading)
        self._said, self._required = said, required
        self._reason = Choice("why_reason", [(text, text) for text in usual_reasons()], editable=True)
        self._reason.set_value("")
        self._summary = ErrorSummary("why_summary")
        self._form = Form(self, self._summary)
        self._lay_out(heading, consequence, verb)

    def _lay_out(self, heading: str, consequence: str, verb: str) -> None:
        body, foot = QFrame(), QFrame()
        body.setProperty("surface", "surface")
        foot.setProperty("surface", "sunken")
        lines = QVBoxLayout(body)
        lines.setContentsMargins(24, 20, 24, 32)
        lines.setSpacing(12)
        lines.addWidget(label(heading, "why_title", TITLE, bold=True, wrap=True))
        lines.addWidget(muted(consequence, "why_consequence", wrap=True))
        lines.addWidget(self._summary)
        lines.addWidget(self._form.add("reason", Field(tr("&Motif"), self._reason)))
        row = QHBoxLayout(foot)
        row.setContentsMargins(24, 12, 24, 12)
        row.setSpacing(12)
        leave, act = plain(tr("Annuler"), "why_leave", main=True), primary(verb, "why_save")
        leave.clicked.connect(self.reject)
        act.clicked.connect(self._confirm)
        row.addStretch(1)
        row.addWidget(leave)
        row.addWidget(act)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(body, 1)
        column.addWidget(foot)
        self._reason.setFocus()

    def _confirm(self) -> None:
        reason = str(self._reason.value() or "").strip()
        if self._required and not reason:
            self._form.show_errors({"reason": tr("Motif à remplir.")})
            return
        self.accept()
        self._said(reason)


def usual_reasons() -> Sequence[str]:
    """The reasons that people give most."""
    return (
        tr("trop cher"),
        tr("choisit un autre club"),
        tr("plus intéressé"),
        tr("injoignable"),
        tr("déménage"),
    )
