"""Choose a new code: from the user menu, or before anything else opens where the shipped code is still in use."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from app.i18n import tr
from app.ui.kit.buttons import plain, primary
from app.ui.kit.dialogs import BigDialog
from app.ui.kit.entries import PasswordEntry
from app.ui.kit.fields import ErrorSummary, Field, Form
from app.ui.kit.labels import label

SHORTEST_CODE = 12
_FIELD = 300
"""Narrow enough for a refusal to stand beside the field."""


class NewCodeDialog(BigDialog):
    """`asked` carries the current and the new code; with `known` the current one was just typed."""

    asked = Signal(str, str)

    def __init__(self, parent: QWidget | None, user: str, known: str = "") -> None:
        super().__init__(parent, "new_code_dialog", QSize(660, 440 if known else 460))
        self._known = known
        self.setModal(True)
        self.set_head(tr("Choisir un nouveau code"), tr("Utilisateur {name}", name=user))
        self._make()
        self._lay_out()
        self._connect()

    def _make(self) -> None:
        self._summary = ErrorSummary()
        self._form = Form(self, self._summary)
        self._current = Field(tr("Code &actuel"), PasswordEntry("current_code"))
        self._new = Field(
            tr("&Nouveau code"),
            PasswordEntry("new_code"),
            tr("Au moins {n} caractères.", n=SHORTEST_CODE),
        )
        self._again = Field(tr("Nouveau code, &encore une fois"), PasswordEntry("new_code_again"))
        for name, field in (("current", self._current), ("new", self._new), ("again", self._again)):
            field.setFixedWidth(_FIELD)
            self._form.add(name, field)
        self._leave = plain(tr("Quitter") if self._known else tr("Annuler"), "cancel", main=True)
        self._save = primary(tr("&Ok, changer le code"), "save_code")

    def _lay_out(self) -> None:
        if self._known:
            why = tr(
                "Le code livré avec le programme est connu de tout le monde. "
                "Choisissez le vôtre avant de commencer."
            )
            self.body.addWidget(label(why, "new_code_why", wrap=True))
        else:
            why = tr("Une phrase de quelques mots se retient mieux qu'un mot compliqué.")
            self.body.addWidget(label(why, "new_code_why", tone="muted", wrap=True))
            self.body.addWidget(self._current)
        for widget in (self._new, self._again, self._summary):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self.set_foot(right=[self._leave, self._save])
        (self._new if self._known else self._current).focus()

    def _connect(self) -> None:
        self._leave.clicked.connect(self.reject)
        self._save.clicked.connect(self._ask)

    def _text(self, field: Field) -> str:
        assert isinstance(field.control, PasswordEntry)
        return field.control.value()

    def _ask(self) -> None:
        current, new = self._known or self._text(self._current), self._text(self._new)
        wrong: dict[str, str] = {}
        if not current:
            wrong["current"] = tr("Code actuel à remplir.")
        if not new:
            wrong["new"] = tr("Nouveau code à remplir.")
        elif new != self._text(self._again):
            wrong["again"] = tr("Les deux nouveaux codes diffèrent.\nTapez deux fois le même.")
        if wrong:
            self._form.show_errors(wrong)
            return
        self._save.setEnabled(False)
        self.asked.emit(current, new)

    def refuse(self, sentences: Mapping[str, str]) -> None:
        """Say beside the fields why the code was not changed."""
        self._save.setEnabled(True)
        self._form.show_errors(sentences)
