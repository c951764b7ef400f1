"""1 – Dossier: its name and a note (spec 3.3)."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.i18n import tr
from app.ui.kit.cards import NoteBox
from app.ui.kit.entries import LineEntry
from app.ui.kit.fields import ErrorSummary, Field, Form
from app.ui.kit.labels import SECTION, label, muted, title

NAME, NOTE = "name", "note"


class NameStep(QWidget):
    """The fields at the left, what a dossier is at the right."""

    changed = Signal()

    def __init__(self, summary: ErrorSummary) -> None:
        super().__init__()
        self.setObjectName("dossier_name_step")
        self._name = LineEntry("dossier_name", tr("Famille Lefèvre, société Dupont…"))
        self._note = LineEntry("dossier_note", tr("Ce qu'il faut savoir de ce contrat"), limit=1000)
        self.form = Form(self, summary)
        self._lay_out()
        self.form.changed.connect(self.changed)

    def _lay_out(self) -> None:
        fields, whole = QVBoxLayout(), QVBoxLayout(self)
        fields.setSpacing(14)
        fields.addWidget(self.form.add(NAME, Field(tr("&Nom du dossier"), self._name)))
        fields.addWidget(self.form.add(NOTE, Field(tr("No&te"), self._note)))
        fields.addStretch(1)
        box = NoteBox("dossier_explained")
        box.setMinimumWidth(280)
        box.body.addWidget(label(tr("À quoi sert un dossier ?"), bold=True))
        for said in (
            tr("Il réunit des clients qui partagent un contrat : un couple, une famille, une société."),
            tr("On y saisit des activités : entraînement, bar, boutique, location d'un court."),
            tr("Une activité est pour un client, ou en commun : elle est alors divisée au cent près."),
            tr("Elles deviennent une proforma, puis une facture par client."),
        ):
            box.body.addWidget(muted(said, wrap=True))
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addLayout(fields, 3)
        row.addWidget(box, 2, Qt.AlignmentFlag.AlignTop)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        whole.addWidget(title(tr("1 – Dossier"), "dossier_step_title", SECTION))
        whole.addLayout(row, 1)

    def show_dossier(self, name: str, note: str) -> None:
        """Show what is stored, or what was typed in an earlier step."""
        self._name.set_value(name)
        self._note.set_value(note)

    @property
    def name(self) -> str:
        """The name typed."""
        return self._name.value()

    @property
    def note(self) -> str:
        """The note typed."""
        return self._note.value()

    def check(self) -> bool:
        """Whether there is a name; says so beside it if not."""
        if self.name:
            return True
        self.form.show_errors(
            {NAME: tr("Un dossier a un nom.\nÉcrivez celui de la famille ou de la société.")}
        )
        return False

    def focus(self) -> None:
        """Stand on the name."""
        self.form.field(NAME).focus()
