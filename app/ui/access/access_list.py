"""The client's accesses at the left of the dialog, running first, and *Vendre un accès* below."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.domain.ids import AccessId
from app.i18n import tr
from app.services.views import AccessItem
from app.ui.access.facts import ListedAccess, listed
from app.ui.kit import theme
from app.ui.kit.buttons import plain, set_allowed
from app.ui.kit.chips import paint_chip
from app.ui.kit.drawing import paint_panel, write
from app.ui.kit.labels import muted

_ROLE = int(Qt.ItemDataRole.UserRole) + 1
_HEIGHT = 92
_PAD = 13


class _Delegate(QStyledItemDelegate):
    """Paints an access as a small card; the chosen one is outlined, not only tinted."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """All are equally high."""
        return QSize(160, _HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Name, period, state."""
        shown = index.data(_ROLE)
        if not isinstance(shown, ListedAccess):
            return
        tokens = theme.current()
        rect = QRectF(option.rect).adjusted(0, 0, 0, -4)
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen:
            line = tokens.focus if state & QStyle.StateFlag.State_HasFocus else tokens.accent
            width = 2.0 if state & QStyle.StateFlag.State_HasFocus else 1.0
            paint_panel(painter, rect, tokens.surface, line, 8, width)
        inner = rect.adjusted(_PAD, 8, -_PAD, 0)
        write(
            painter,
            QRectF(inner.x(), inner.y(), inner.width(), 22),
            shown.title,
            tokens.text,
            14,
            chosen,
            elide=True,
        )
        below = QRectF(inner.x(), inner.y() + 23, inner.width(), 18)
        write(painter, below, shown.period, tokens.muted, 12)
        paint_chip(painter, inner.x(), inner.y() + 60, shown.chip, shown.state)


class AccessList(QWidget):
    """`chosen(access)` when another access is chosen, `sale_wanted` for a new one."""

    chosen = Signal(int)
    sale_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._filling = False
        self._model = QStandardItemModel(self)
        self.view = QListView()
        self.view.setObjectName("access_list")
        self.view.setAccessibleName(tr("Accès du client"))
        self.view.setProperty("surface", "side")
        self.view.setItemDelegate(_Delegate(self.view))
        self.view.setModel(self._model)
        self.view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.sell = plain(tr("&Vendre un accès"), "access_sell", "plus")
        self._empty = muted(tr("Aucun accès vendu."), "access_none", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(muted(tr("Accès du client")))
        column.addWidget(self._empty)
        column.addWidget(self.view, 1)
        column.addWidget(self.sell)
        self.sell.clicked.connect(self.sale_wanted)
        self.view.selectionModel().currentChanged.connect(self._on_current)

    def show_items(self, items: tuple[AccessItem, ...], chosen: AccessId | None) -> None:
        """Show these accesses, `chosen` selected."""
        self._filling = True
        self._model.clear()
        for item in items:
            self._model.appendRow(_entry(listed(item)))
        at = next((at for at, item in enumerate(items) if item.id == chosen), 0)
        self.view.setCurrentIndex(self._model.index(at, 0))
        self._empty.setVisible(not items)
        self._filling = False

    def _on_current(self, index: QModelIndex, _before: QModelIndex) -> None:
        shown = index.data(_ROLE)
        if not self._filling and isinstance(shown, ListedAccess):
            self.chosen.emit(shown.item.id)

    def lock(self, locked: bool) -> None:
        """While a suspension is being typed, the access stays the chosen one."""
        self.view.setEnabled(not locked)
        reason = tr("Terminez ou abandonnez d'abord le report")
        self.view.setToolTip(reason if locked else "")
        set_allowed(self.sell, not locked, reason)


def _entry(shown: ListedAccess) -> QStandardItem:
    entry = QStandardItem(shown.title)
    entry.setData(shown, _ROLE)
    said = tr("{plan}, {period}, {state}", plan=shown.title, period=shown.period, state=shown.state)
    entry.setData(said, int(Qt.ItemDataRole.AccessibleTextRole))
    entry.setToolTip(said)
    return entry
