"""Small dialogs: a question with the verb on its button, and a remark that must be read."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.i18n import tr
from app.ui.kit.buttons import destructive, plain, primary
from app.ui.kit.enter import answer_enter
from app.ui.kit.labels import HINT, TITLE, Glyph, hairline, label

_WIDTH = 460


class SmallDialog(QDialog):
    """Icon, title, text and buttons; `answered(True)` when the verb was pressed. Gone when closed."""

    answered = Signal(bool)

    def __init__(
        self, parent: QWidget | None, name: str, icon_name: str, tone: str, title: str, text: str, detail: str
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setWindowTitle(title)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._default: QPushButton | None = None
        self._foot = QHBoxLayout()
        self.setFixedWidth(_WIDTH)
        self._build(icon_name, tone, title, text, detail)
        self.finished.connect(self._tell)

    def _build(self, icon_name: str, tone: str, title: str, text: str, detail: str) -> None:
        name = self.objectName()
        lines = QVBoxLayout()
        lines.setSpacing(8)
        lines.addWidget(label(title, f"{name}_title", TITLE, True, wrap=True))
        if text:
            lines.addWidget(label(text, f"{name}_text", wrap=True))
        if detail:
            lines.addWidget(label(detail, f"{name}_detail", HINT, tone="muted", wrap=True))
        lines.addStretch(1)
        head = QHBoxLayout()
        head.setContentsMargins(24, 20, 24, 20)
        head.setSpacing(16)
        head.addWidget(Glyph(icon_name, tone, 24), 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(lines, 1)
        foot = QFrame()
        foot.setProperty("surface", "sunken")
        foot.setLayout(self._foot)
        self._foot.setContentsMargins(24, 12, 24, 12)
        self._foot.setSpacing(12)
        middle = QFrame()
        middle.setProperty("surface", "surface")
        middle.setLayout(head)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(middle, 1)
        column.addWidget(hairline())
        column.addWidget(foot)

    def set_buttons(self, safe: QPushButton | None, verb: QPushButton, default: QPushButton) -> None:
        """`safe` leaves, `verb` answers yes, Enter presses `default`."""
        self._foot.addStretch(1)
        if safe is not None:
            safe.clicked.connect(self.reject)
            self._foot.addWidget(safe)
        verb.clicked.connect(self.accept)
        self._foot.addWidget(verb)
        self._default = default
        default.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        """Be as high as the text needs at this width."""
        super().showEvent(event)
        layout = self.layout()
        if layout is not None:
            self.setFixedHeight(layout.totalHeightForWidth(_WIDTH))

    def _tell(self, result: int) -> None:
        self.answered.emit(result == QDialog.DialogCode.Accepted)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button with the focus, else the default."""
        if not answer_enter(self, event, self._default):
            super().keyPressEvent(event)


class AskDialog(SmallDialog):
    """Asks once, saying what will happen; calls `on_yes` only on yes."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        text: str,
        verb: str,
        on_yes: Callable[[], None],
        is_destructive: bool,
        detail: str,
    ) -> None:
        icon_name, tone = ("alert-triangle", "blocked.icon") if is_destructive else ("help", "accent_text")
        super().__init__(parent, "ask", icon_name, tone, title, text, detail)
        self._on_yes = on_yes
        leave = plain(tr("Annuler"), "ask_cancel", main=True)
        yes = (destructive if is_destructive else primary)(verb, "ask_yes", main=True)
        self.set_buttons(leave, yes, leave if is_destructive else yes)
        self.accepted.connect(self._act)

    def _act(self) -> None:
        self._on_yes()


def ask(
    parent: QWidget | None,
    title: str,
    text: str,
    verb: str,
    on_yes: Callable[[], None],
    destructive: bool = False,
    detail: str = "",
) -> AskDialog:
    """Open a question over `parent` and return at once; Enter confirms the safe default, Esc leaves."""
    dialog = AskDialog(parent, title, text, verb, on_yes, destructive, detail)
    dialog.open()
    return dialog


def popup_remark(parent: QWidget | None, who: str, text: str) -> SmallDialog:
    """Open the remark of a member that must be read before going on."""
    title = tr("Remarque : {who}", who=who)
    dialog = SmallDialog(parent, "remark", "comment", "accent_text", title, text, "")
    read = primary(tr("&Lu"), "remark_read")
    dialog.set_buttons(None, read, read)
    dialog.open()
    return dialog


def tell(
    parent: QWidget | None, title: str, text: str, detail: str = "", name: str = "message"
) -> SmallDialog:
    """Open a message over `parent` that only needs to be read."""
    dialog = SmallDialog(parent, name, "alert-triangle", "suspended.icon", title, text, detail)
    close = primary(tr("&Fermer"), f"{name}_close")
    dialog.set_buttons(None, close, close)
    dialog.open()
    return dialog
