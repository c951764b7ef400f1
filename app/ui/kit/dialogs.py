"""The frame of big dialogs: head 64, optional side, fixed top, scrolling middle, foot 64."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPixmap, QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.i18n import tr
from app.ui.kit.avatar import Avatar
from app.ui.kit.buttons import icon_button
from app.ui.kit.chips import StateChip
from app.ui.kit.enter import answer_enter
from app.ui.kit.labels import HINT, TITLE, hairline, label, muted
from app.ui.kit.second_press import DeafAtFirst, confirmed, follows_a_confirmation

BAR = 64
SIDE = 216
MARGIN = 24


class BigDialog(QDialog):
    """Put things into `top` (stays), `body` (scrolls) and, after `use_side()`, `side`; show
    `top_line` where the top ends in tabs.

    Opened with `open()`; gone when closed. Esc leaves through `reject()`; Enter presses the button
    that `set_foot` was given as `default`. One that another dialog leads on to as it is confirmed is deaf
    to a second press of the same key or button.
    """

    def __init__(self, parent: QWidget | None, name: str, size: QSize | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._default: QPushButton | None = None
        self.portrait = Avatar()
        self._title = label("", f"{name}_title", TITLE, True)
        self._subtitle = muted("", f"{name}_subtitle", HINT)
        self.chip = StateChip("inactive", "", name=f"{name}_state")
        self.side_frame = _frame("side")
        self.side = QVBoxLayout(self.side_frame)
        self.top = QVBoxLayout()
        self.top_line = hairline()
        self.body = QVBoxLayout()
        self._foot = QHBoxLayout()
        self._build()
        self._fit(size or QSize(1160, 768))

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._make_head())
        column.addWidget(hairline())
        row = QHBoxLayout()
        row.setSpacing(0)
        self.side_frame.setFixedWidth(SIDE)
        self.side.setContentsMargins(12, 12, 12, 12)
        self.side_frame.hide()
        self._side_line = hairline(vertical=True)
        self._side_line.hide()
        row.addWidget(self.side_frame)
        row.addWidget(self._side_line)
        row.addLayout(self._make_main(), 1)
        column.addLayout(row, 1)

    def _make_head(self) -> QWidget:
        head = _frame("surface")
        head.setFixedHeight(BAR)
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addStretch()
        lines.addWidget(self._title)
        lines.addWidget(self._subtitle)
        lines.addStretch()
        leave = icon_button("close", tr("Fermer"), f"{self.objectName()}_close")
        leave.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Esc does the same; the focus begins in the dialog
        leave.clicked.connect(self.reject)
        row = QHBoxLayout(head)
        row.setContentsMargins(20, 0, 14, 0)
        row.setSpacing(12)
        row.addWidget(self.portrait)
        row.addLayout(lines, 1)
        row.addWidget(self.chip)
        row.addWidget(leave)
        self.chip.hide()
        self.portrait.hide()
        return head

    def _make_main(self) -> QVBoxLayout:
        main = QVBoxLayout()
        main.setSpacing(0)
        top = _frame("surface")
        top.setLayout(self.top)
        self.top.setContentsMargins(MARGIN, 4, MARGIN, 0)
        self.top.setSpacing(4)
        page = _frame("surface")
        page.setLayout(self.body)
        self.body.setContentsMargins(MARGIN, 12, MARGIN, 8)
        self.body.setSpacing(10)
        scroll = QScrollArea()
        scroll.setObjectName(f"{self.objectName()}_scroll")
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(page)
        foot = _frame("sunken")
        foot.setFixedHeight(BAR)
        foot.setLayout(self._foot)
        self._foot.setContentsMargins(MARGIN, 0, 20, 0)
        self._foot.setSpacing(12)
        self.top_line.hide()
        for part, stretch in ((top, 0), (self.top_line, 0), (scroll, 1), (hairline(), 0), (foot, 0)):
            main.addWidget(part, stretch)
        return main

    def _fit(self, wanted: QSize) -> None:
        """Never larger than the screen; without a screen as large as wanted."""
        if QGuiApplication.platformName() == "offscreen":
            self.resize(wanted)
            return
        room = self.screen().availableSize() - QSize(16, 48)
        self.resize(wanted.boundedTo(room))

    def fit_body(self) -> None:
        """Become as tall as what is shown in the middle needs, and no taller than it is: nothing stands empty."""
        page = self.body.parentWidget()
        scroll = self.findChild(QScrollArea, f"{self.objectName()}_scroll")
        if page is None or scroll is None:
            return
        self.body.activate()
        width = scroll.viewport().width()
        needed = max(page.sizeHint().height(), page.heightForWidth(width) if page.hasHeightForWidth() else 0)
        spare = scroll.viewport().height() - needed
        if spare > 0:
            self.resize(self.width(), self.height() - spare)

    def set_head(
        self, title: str, subtitle: str = "", kind: str = "", state: str = "", portrait: bool = False
    ) -> None:
        """Say whose dialog this is; a state chip and a portrait where they apply."""
        self.setWindowTitle(title)
        self._title.setText(title)
        self._subtitle.setText(subtitle)
        self._subtitle.setVisible(bool(subtitle))
        self.chip.setVisible(bool(kind))
        if kind:
            self.chip.show_state(kind, state)
        self.portrait.setVisible(portrait)

    def show_photo(self, photo: QPixmap | None) -> None:
        """Show the portrait."""
        self.portrait.setVisible(True)
        self.portrait.show_photo(photo)

    def use_side(self) -> QVBoxLayout:
        """Show the side panel and return its layout."""
        self.side_frame.show()
        self._side_line.show()
        return self.side

    def set_foot(
        self, left: Sequence[QWidget] = (), right: Sequence[QWidget] = (), default: QPushButton | None = None
    ) -> None:
        """Put buttons into the foot; `default` (else the last at the right) is what Enter presses."""
        while (item := self._foot.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
        for widget in left:
            self._foot.addWidget(widget)
            widget.show()
        self._foot.addStretch(1)
        for widget in right:
            self._foot.addWidget(widget)
            widget.show()
        last = right[-1] if right else None
        self._default = default or (last if isinstance(last, QPushButton) else None)

    def showEvent(self, event: QShowEvent) -> None:
        """A double press on what opened this dialog does not answer it."""
        super().showEvent(event)
        if follows_a_confirmation():
            DeafAtFirst(self)

    def done(self, result: int) -> None:
        """Closing; what is opened in the same turn knows that it follows."""
        if result == QDialog.DialogCode.Accepted:
            confirmed()
        super().done(result)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the default button unless another button has the focus."""
        if not answer_enter(self, event, self._default):
            super().keyPressEvent(event)


def _frame(surface: str) -> QFrame:
    frame = QFrame()
    frame.setProperty("surface", surface)
    return frame
