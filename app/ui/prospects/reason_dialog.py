"""Asks why an opportunity is lost or a quote refused, with the usual reasons offered."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from app.i18n import tr
from app.ui.kit.asking_dialog import AskingDialog
from app.ui.kit.buttons import primary
from app.ui.kit.choices import Choice
from app.ui.kit.fields import Field


class WhyDialog(AskingDialog):
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
        super().__init__(parent, "why", heading, consequence)
        self._said, self._required = said, required
        self._reason = Choice("why_reason", [(text, text) for text in usual_reasons()], editable=True)
        self._reason.set_value("")
        self.lines.addWidget(self.summary)
        self.lines.addWidget(self.form.add("reason", Field(tr("&Motif"), self._reason)))
        act = primary(verb, "why_save")
        act.clicked.connect(self._confirm)
        self.end_with(act)
        self._reason.setFocus()

    def _confirm(self) -> None:
        reason = str(self._reason.value() or "").strip()
        if self._required and not reason:
            self.form.show_errors({"reason": tr("Motif à remplir.")})
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
