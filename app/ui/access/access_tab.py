"""The tab Accès: what was sold, until when, what is debited, and how many suspended days are left."""

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.ui.access.facts import Fact, Group, groups
from app.ui.access.loaded import Loaded
from app.ui.access.pages import Foot
from app.ui.kit.cards import Card
from app.ui.kit.labels import label, muted
from app.ui.kit.layouts import clear_layout


class AccessTab(QWidget):
    """Cards of facts, two beside each other."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[Group, ...] = ()
        self._grid = QGridLayout()
        self._grid.setSpacing(16)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._grid)
        column.addStretch(1)

    def show_loaded(self, loaded: Loaded) -> None:
        """Show the facts of the chosen access."""
        facts = groups(loaded.shown) if loaded.shown is not None else ()
        if facts == self._shown:
            return
        self._shown = facts
        clear_layout(self._grid)
        for at, group in enumerate(facts):
            self._grid.addWidget(_card(group), at // 2, at % 2)

    def foot(self, close: QWidget) -> Foot:
        """Nothing but Fermer."""
        return Foot(right=[close])


def _card(group: Group) -> Card:
    card = Card(f"access_{group.facts[0].name}_card", ground="surface")
    card.add_head(group.title, icon_name=group.icon)
    rows = QGridLayout()
    rows.setContentsMargins(16, 10, 16, 12)
    rows.setHorizontalSpacing(16)
    rows.setVerticalSpacing(6)
    rows.setColumnStretch(1, 1)
    for at, fact in enumerate(group.facts):
        rows.addWidget(muted(fact.label), at, 0)
        rows.addLayout(_value(fact), at, 1)
    card.body.addLayout(rows)
    card.body.addStretch(1)
    return card


def _value(fact: Fact) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    name = f"access_{fact.name}"
    if fact.old:
        row.addWidget(label(fact.old, f"{name}_old", tone="muted", struck=True))
        row.addWidget(muted("→", f"{name}_arrow"))
    row.addWidget(label(fact.value, name, bold=True, wrap=not fact.old))
    if fact.more:
        row.addWidget(muted(fact.more, f"{name}_more"))
    row.addStretch(1)
    return row
