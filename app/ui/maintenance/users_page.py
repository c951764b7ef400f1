"""Utilisateurs: who signs in, with which role; new codes, and unlocking after wrong ones (spec 1.1)."""

from functools import partial
from typing import Any
from uuid import uuid4

from PySide6.QtWidgets import QVBoxLayout

from app.domain.ids import CommandId
from app.domain.refusals import Refused
from app.domain.rights import Role
from app.i18n import current, instant, tr
from app.messages.refusals import sentences
from app.messages.words import word, words
from app.services.codes import SHORTEST
from app.services.desk import Desk, Outcome, TouchedKind
from app.services.requests import SaveUser, UnlockUser
from app.services.users import save_user, unlock_user, users
from app.services.views import UserRow
from app.ui.kit.ask import tell
from app.ui.kit.banner import Banner
from app.ui.kit.buttons import plain
from app.ui.kit.choices import Choice
from app.ui.kit.columns import Column
from app.ui.kit.entries import LineEntry, PasswordEntry
from app.ui.kit.labels import SECTION, hairline, muted, title
from app.ui.kit.workplace import Workplace
from app.ui.maintenance.listed_page import Listed, ListedPage, Values
from app.ui.maintenance.sheet import Sheet
from app.ui.maintenance.words import last_seen, user_state

NAME = "maintenance_user"


class UserSheet(Sheet):
    """Name, role, active, and a code typed twice."""

    def __init__(self) -> None:
        super().__init__(NAME, tr("&Enregistrer"))
        self.content.setSpacing(14)
        self.lock = QVBoxLayout()
        self.content.addLayout(self.lock)
        self.add("name", tr("N&om d'utilisateur"), partial(LineEntry, limit=200))
        roles = [(text, value) for value, text in words(Role, current()).items()]
        self._role = self.add("role", tr("&Rôle"), partial(Choice, items=roles))
        self._role.set_hint(" ")
        self.add_tick("active", tr("&Actif : peut s'identifier"))
        self.content.addWidget(hairline())
        self.content.addWidget(title(tr("Code"), px=SECTION))
        self._rule = muted("", f"{NAME}_code_rule", wrap=True)
        self.content.addWidget(self._rule)
        self.add("code", tr("&Nouveau code"), PasswordEntry)
        self.add("again", tr("Nouveau code, en&core une fois"), PasswordEntry)
        self.content.addStretch(1)
        self.tell_rule(is_new=True)

    def tell_rule(self, is_new: bool) -> None:
        """Say what a code must be, and when one is needed."""
        rule = tr(
            "Au moins {n} caractères, ni un code que tout le monde essaie, ni le nom. "
            "La personne choisit le sien à sa première identification.",
            n=SHORTEST,
        )
        keep = "" if is_new else tr("Laissez vide pour garder le code actuel.")
        self._rule.setText(f"{keep} {rule}".strip())

    def changed(self) -> None:
        """Say what the chosen role may do."""
        told = {
            Role.RECEPTION: tr("Chercher, vendre, reporter, arrêter, encaisser, imprimer."),
            Role.MANAGER: tr("Aussi : bloquer, désactiver, supprimer des échéances, antidater."),
            Role.ADMINISTRATOR: tr("Aussi : utilisateurs, formules, réglages, sauvegardes."),
        }
        chosen = self.control("role").value()
        self._role.set_hint(told[Role(str(chosen))] if chosen is not None else " ")

    def save(self) -> None:
        """The two codes must be the same before anything leaves."""
        if self.control("code").value() != self.control("again").value():
            if self.save_button.isEnabled():
                said = tr("Les deux nouveaux codes diffèrent.\nTapez deux fois le même.")
                self.form.show_errors({"again": said})
            return
        super().save()


def _columns() -> tuple[Column, ...]:
    return (
        Column("name", tr("Nom"), "bold", 150, stretch=True),
        Column("role", tr("Rôle"), "text", 130, value=lambda row: word(row.role, current())),
        Column("state", tr("État"), "chip", 130, value=user_state),
        Column("last_sign_in", tr("Dernière identification"), "muted", 180, sortable=False, value=last_seen),
    )


def _save(desk: Desk, command: CommandId, row: UserRow | None, values: Values) -> tuple[Outcome, int]:
    request = SaveUser(
        command,
        row.id if row is not None else None,
        row.version if row is not None else 0,
        values["name"],
        Role(str(values["role"])),
        values["active"],
        values["code"] or None,
    )
    saved = save_user(desk, request)
    return saved, saved.user


def _values(row: UserRow | None) -> Values:
    kept: dict[str, Any] = {"name": "", "role": Role.RECEPTION, "active": True}
    if row is not None:
        kept = {"name": row.name, "role": row.role, "active": row.active}
    return {**kept, "code": "", "again": ""}


def _said(values: Values) -> str:
    return tr("Utilisateur {name} enregistré.", name=values["name"])


def _listed() -> Listed[UserRow]:
    return Listed(
        name=NAME,
        title=tr("Utilisateurs"),
        icon="users",
        new_text=tr("Nou&vel utilisateur"),
        new_title=tr("Nouvel utilisateur"),
        kind=TouchedKind.USER,
        columns=_columns(),
        read=users,
        save=_save,
        key=lambda row: row.id,
        row_title=lambda row: row.name,
        values=_values,
        said=_said,
        beside={"new": "code"},
        tone=lambda row: "" if row.active else "muted",
    )


class UsersPage(ListedPage[UserRow]):
    """The users, one form, and a banner where the chosen one is locked."""

    def __init__(self, workplace: Workplace) -> None:
        self._form = UserSheet()
        super().__init__(workplace, _listed(), self._form, 460)
        self._unlock = plain(tr("&Déverrouiller"), f"{NAME}_unlock", "unlock")
        self._locked = Banner("blocked", " ", " ", [self._unlock], name=f"{NAME}_locked")
        self._form.lock.addWidget(self._locked)
        self._locked.hide()
        self._unlock.clicked.connect(self._unlock_now)

    def shown(self, row: UserRow | None) -> None:
        """Tell whether the chosen user is locked, and what a code must be."""
        until = row.locked_until if row is not None else None
        if until is not None:
            line = tr("Verrouillé jusqu'au {until}", until=instant(until))
            self._locked.show_state("blocked", line, tr("Trop de codes faux."))
        self._locked.setVisible(until is not None)
        self._form.tell_rule(is_new=row is None)

    def _unlock_now(self) -> None:
        if self.row is not None:
            request = UnlockUser(CommandId(str(uuid4())), self.row.id)
            job = partial(unlock_user, self._workplace.desk, request)
            self._saving.run(job, partial(self._unlocked, self.row.name), self._unlock_refused)

    def _unlocked(self, name: str, outcome: Outcome) -> None:
        self._workplace.announce(outcome, tr("{name} peut s'identifier de nouveau.", name=name))
        self.reload()

    def _unlock_refused(self, refused: Refused) -> None:
        tell(self._workplace.window, tr("Non déverrouillé"), sentences(refused, current()))
        self.reload()
