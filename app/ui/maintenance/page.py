"""Maintenance: one page, eight tabs; those that a role does not open say why (spec 1.1)."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.rights import Right
from app.i18n import tr
from app.services.desk import Touched
from app.ui.kit.empty import EmptyState
from app.ui.kit.labels import PAGE, hairline, title
from app.ui.kit.notice import FactLine
from app.ui.kit.station import Station, station_of
from app.ui.kit.tabs import TabPages
from app.ui.kit.workplace import Draft, View, Workplace
from app.ui.maintenance.backups_page import BackupsPage
from app.ui.maintenance.billing_sheet import BillingSheet
from app.ui.maintenance.clients_page import ClientsPage
from app.ui.maintenance.club_page import ClubPage
from app.ui.maintenance.database_page import DatabasePage
from app.ui.maintenance.plans_page import PlansPage
from app.ui.maintenance.sheet import Sheet
from app.ui.maintenance.users_page import UsersPage
from app.ui.maintenance.workstation_page import WorkstationPage

_MEMORY = "maintenance"
Make = Callable[[], QWidget]


class MaintenancePage(QWidget):
    """Utilisateurs, Formules, Réglages du club, Facturation, Tiers, Ce poste, Base de données, Sauvegardes."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.setObjectName("maintenance_page")
        self._workplace = workplace
        self._station = station_of(workplace)
        self._tabs = TabPages("maintenance_tabs", apart=True)
        self._makers: dict[str, Make] = {}
        self._sections: dict[str, QWidget] = {}
        for key, text, right, needs_station, make in self._kinds():
            self._add(key, text, right, needs_station, make)
        self._lay_out()
        self._show_remembered()
        self._tabs.page_changed.connect(self._on_page)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Save), self, self._save)

    def _kinds(self) -> tuple[tuple[str, str, Right | None, bool, Make], ...]:
        return (
            ("users", tr("Utilisateurs"), Right.MANAGE_USERS, False, lambda: UsersPage(self._workplace)),
            ("plans", tr("Formules"), Right.MANAGE_PLANS, False, lambda: PlansPage(self._workplace)),
            ("club", tr("Réglages du club"), Right.MANAGE_SETTINGS, False, lambda: ClubPage(self._workplace)),
            ("billing", tr("Facturation"), Right.MANAGE_SETTINGS, False, self._billing),
            ("clients", tr("Tiers : clients"), None, False, lambda: ClientsPage(self._workplace)),
            ("workstation", tr("Ce poste"), None, True, self._workstation),
            ("database", tr("Base de données"), Right.MANAGE_SETTINGS, True, self._database),
            ("backups", tr("Sauvegardes"), Right.BACKUP, True, self._backups),
        )

    def _billing(self) -> QWidget:
        return ClubPage(self._workplace, BillingSheet())

    def _on_station(self) -> Station:
        assert self._station is not None
        return self._station

    def _workstation(self) -> QWidget:
        return WorkstationPage(self._workplace, self._on_station())

    def _database(self) -> QWidget:
        return DatabasePage(self._workplace, self._on_station(), self.has_unsaved)

    def _backups(self) -> QWidget:
        return BackupsPage(self._workplace, self._on_station(), self.has_unsaved)

    def _add(self, key: str, text: str, right: Right | None, needs_station: bool, make: Make) -> None:
        """Add a tab, filled when it is first shown; one that may not be opened is disabled and says why."""
        reason = ""
        if right is not None and not self._workplace.desk.operator.may(right):
            reason = tr("Réservé aux administrateurs.")
        elif needs_station and self._station is None:
            reason = tr("Se règle dans le programme ouvert sur ce poste.")
        if reason:
            self._tabs.add(key, text, EmptyState("lock", text, reason, name=f"maintenance_{key}_closed"))
            self._tabs.set_page_enabled(key, False, reason)
        else:
            self._makers[key] = make
            self._tabs.add(key, text, QWidget())

    def _lay_out(self) -> None:
        heading = title(tr("Maintenance"), "page_title", PAGE)
        heading.setMinimumHeight(36)
        head, bar = QHBoxLayout(), QHBoxLayout()
        head.addWidget(heading)
        head.addStretch(1)
        bar.addWidget(self._tabs.bar, 0, Qt.AlignmentFlag.AlignBottom)
        bar.addStretch(1)
        if not self._workplace.desk.operator.may(Right.MANAGE_SETTINGS):
            note = FactLine("lock", tr("Les autres onglets sont réservés aux administrateurs."))
            note.setObjectName("maintenance_reserved")
            note.setMinimumWidth(note.sizeHint().width() + 180)
            head.addWidget(note)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(bar)
        column.addWidget(hairline())
        column.addWidget(self._tabs.pages, 1)

    # Where one was

    def _show_remembered(self) -> None:
        kept = (self._workplace.memory.get(_MEMORY) or {}).get("tab")
        first = next(iter(self._makers), "")
        shown = kept if isinstance(kept, str) and kept in self._makers else first
        if shown:
            self._tabs.show_page(shown)
            self._fill(shown)

    def show_section(self, key: str) -> None:
        """Show a tab by its key, if it may be opened."""
        if key in self._makers:
            self._tabs.show_page(key)

    def _on_page(self, key: str) -> None:
        self._fill(key)
        self._workplace.memory.set(_MEMORY, {"tab": key})

    def _fill(self, key: str) -> None:
        """Make what a tab shows, the first time: the page opens without waiting for the other tabs."""
        if key in self._sections:
            return
        page = self._tabs.pages.currentWidget()
        assert page is not None
        room = QVBoxLayout(page)
        room.setContentsMargins(0, 0, 0, 0)
        section = self._sections[key] = self._makers[key]()
        room.addWidget(section)
        section.show()  # now, not at the next turn: it reads when it is shown

    def _save(self) -> None:
        """Ctrl+S: the form with the focus, else the only one of the tab in front."""
        section = self._sections.get(self._tabs.page)
        if isinstance(section, ClientsPage):
            section.save()
        sheets = section.findChildren(Sheet) if section is not None else []
        focused = self.focusWidget()
        chosen = [sheet for sheet in sheets if sheet.isAncestorOf(focused)]
        for sheet in chosen[:1] or (sheets if len(sheets) == 1 else []):
            sheet.save()

    # What the shell asks

    def refresh(self, touched: frozenset[Touched]) -> None:
        """Read again what was changed elsewhere (`View`); a tab not yet filled reads when it is."""
        for section in self._sections.values():
            view: object = section
            if isinstance(view, View):
                view.refresh(touched)

    def has_unsaved(self) -> bool:
        """Whether something typed in any tab would be lost (`Draft`)."""
        drafts: list[object] = list(self._sections.values())
        return any(draft.has_unsaved() for draft in drafts if isinstance(draft, Draft))
