"""The list that opens under a client picker: number, name, what tells people apart, and the state."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QSizePolicy,
    QStackedLayout,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.i18n import current, day, tr
from app.messages.words import word
from app.services.fields import PersonKind
from app.services.views import ClientRow, ClientState
from app.ui.kit import theme
from app.ui.kit.chips import chip_size, paint_chip
from app.ui.kit.drawing import fill_rect, write
from app.ui.kit.empty import EmptyState
from app.ui.kit.fonts import BODY
from app.ui.kit.icons import paint_icon
from app.ui.kit.labels import HINT
from app.ui.kit.rows import ROW_ROLE, PagedModel
from app.ui.kit.state_chips import CLIENT_CHIPS

WhyNot = Callable[[ClientRow], str]

_ROW = 52
_ROWS = 7
_NARROWEST = 460
_NUMBER = 62
_PAD = 12
_QUIET = frozenset({ClientState.DEACTIVATED, ClientState.BLOCKED})
_SELECTED = QStyle.StateFlag.State_Selected.value


def name_of_row(row: ClientRow) -> str:
    """LEFÈVRE Jean-Noël, or the company."""
    if row.kind is PersonKind.LEGAL:
        return row.company
    return f"{row.surname.upper()} {row.first_name}".strip() or row.company


def text_of_row(row: ClientRow) -> str:
    """How a chosen client is shown on one line: LEFÈVRE Jean-Noël · n° 348."""
    return tr("{name} · n° {number}", name=name_of_row(row), number=row.number)


def facts_of_row(row: ClientRow) -> str:
    """What tells people of one name apart: birth date, town, telephone."""
    born = tr("né(e) le {day}", day=day(row.birth_date)) if row.birth_date is not None else ""
    company = row.company if row.kind is PersonKind.NATURAL and row.surname else ""
    return " · ".join(fact for fact in (born, company, row.town, row.phone) if fact)


class _RowDelegate(QStyledItemDelegate):
    """Paints a client on two lines; who is stopped is grey, who cannot be chosen has the reason."""

    def __init__(self, parent: QWidget, why_not: WhyNot) -> None:
        super().__init__(parent)
        self._why_not = why_not

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Every row has the same height."""
        return QSize(_NARROWEST - 24, _ROW)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint ground, texts, chip and hairline."""
        row = index.data(ROW_ROLE)
        if not isinstance(row, ClientRow):
            return
        tokens = theme.current()
        rect = QRectF(option.rect)
        if option.state.value & _SELECTED:
            fill_rect(painter, rect.x(), rect.y(), rect.width(), rect.height(), tokens.accent_tint)
        fill_rect(painter, rect.x(), rect.bottom() - 1, rect.width(), 1, tokens.border)
        inner = rect.adjusted(_PAD, 6, -_PAD, -7)
        chip = word(row.state, current())
        width = chip_size(chip).width()
        paint_chip(painter, inner.right() - width, inner.center().y(), CLIENT_CHIPS[row.state], chip)
        self._write_texts(painter, inner.adjusted(0, 0, -width - _PAD, 0), row)

    def _write_texts(self, painter: QPainter, inner: QRectF, row: ClientRow) -> None:
        tokens = theme.current()
        why = self._why_not(row)
        ink = tokens.muted if why or row.state in _QUIET else tokens.text
        second = why or facts_of_row(row)
        half = inner.height() / 2 if second else inner.height()
        upper = QRectF(inner.x() + _NUMBER, inner.y(), inner.width() - _NUMBER, half)
        lower = upper.translated(0, half)
        number = QRectF(inner.x(), inner.y(), _NUMBER - _PAD, half)
        write(painter, number, str(row.number), tokens.muted, align=Qt.AlignmentFlag.AlignRight)
        write(painter, upper, name_of_row(row), ink, BODY, True, elide=True)
        if why:
            paint_icon(painter, "lock", tokens.blocked.icon, lower.x(), lower.y() + (half - 14) / 2, 14)
            lower.adjust(20, 0, 0, 0)
        write(
            painter,
            lower,
            second,
            tokens.blocked.text if why else tokens.muted,
            HINT,
            elide=True,
        )


class ClientPopup(QFrame):
    """Stands over everything without taking the focus; `taken` brings the row that was clicked."""

    taken = Signal(object)

    def __init__(self, parent: QWidget, model: PagedModel[ClientRow], why_not: WhyNot) -> None:
        super().__init__(parent, Qt.WindowType.ToolTip | Qt.WindowType.WindowDoesNotAcceptFocus)
        self.setObjectName("client_popup")
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self._model = model
        self._list = QListView()
        self._list.setObjectName("client_popup_list")
        self._list.setAccessibleName(tr("Clients trouvés"))
        self._list.setModel(model)
        self._list.setItemDelegate(_RowDelegate(self._list, why_not))
        self._list.setUniformItemSizes(True)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._list.clicked.connect(self._take)
        self._empty = EmptyState("search", tr("Recherche en cours…"), name="client_popup_empty")
        for each in (self._list, self._empty):
            each.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(1, 1, 1, 1)
        self._stack.addWidget(self._list)
        self._stack.addWidget(self._empty)

    def _take(self, index: QModelIndex) -> None:
        self.taken.emit(index.data(ROW_ROLE))

    def open_under(self, field: QWidget) -> None:
        """Stand under the field as high as the rows need, above it where the screen ends."""
        rows = min(_ROWS, self._model.rowCount())
        height = rows * _ROW + 2 if rows else 112
        width = max(field.width(), _NARROWEST)
        screen = field.screen().availableGeometry()
        corner = field.mapToGlobal(QPoint(0, field.height() + 4))
        if corner.y() + height > screen.bottom():
            corner.setY(field.mapToGlobal(QPoint(0, 0)).y() - height - 4)
        corner.setX(max(screen.left(), min(corner.x(), screen.right() - width)))
        self.setGeometry(corner.x(), corner.y(), width, height)
        self.show()
        self.raise_()

    def show_rows(self) -> None:
        """Show what was found, the first row chosen."""
        self._stack.setCurrentWidget(self._list)
        self.go_to(0)

    def say(self, icon_name: str, sentence: str, detail: str = "", tone: str = "muted") -> None:
        """Say something instead of rows."""
        self._empty.say(icon_name, sentence, detail, tone)
        self._stack.setCurrentWidget(self._empty)

    def current(self) -> ClientRow | None:
        """The row that is chosen now."""
        if self._stack.currentWidget() is not self._list:
            return None
        row = self._list.currentIndex().data(ROW_ROLE)
        return row if isinstance(row, ClientRow) else None

    def step(self, rows: int) -> None:
        """Go so many rows down (up where negative), and read more rows where they end."""
        at = self._list.currentIndex().row() + rows
        if at >= self._model.rowCount() - 1:
            self._model.fetchMore()
        self.go_to(at)

    def go_to(self, at: int) -> None:
        """Choose the row at this place, or the one nearest to it."""
        last = self._model.rowCount() - 1
        index = self._model.index(max(0, min(at, last)), 0)
        self._list.setCurrentIndex(index)
        self._list.scrollTo(index)

    @property
    def page(self) -> int:
        """How many rows are seen at once."""
        return max(1, self._list.viewport().height() // _ROW - 1)
