"""One-line text controls: plain text, a secret, and the search field."""

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

from app.i18n import tr
from app.ui.kit import theme
from app.ui.kit.chips import Tag
from app.ui.kit.fonts import font
from app.ui.kit.icons import icon, paint_icon
from app.ui.kit.labels import repolish
from app.ui.kit.typed import one_line


class BareLine(QLineEdit):
    """One line that is typed into; pasted line breaks become spaces."""

    def __init__(self, name: str, placeholder: str = "", limit: int = 200) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setFont(font())
        self.setMaxLength(limit)
        self.setPlaceholderText(placeholder)
        self.textChanged.connect(self._flatten)

    def _flatten(self, text: str) -> None:
        flat = one_line(text)
        if flat != text:
            at = self.cursorPosition()
            self.setText(flat)
            self.setCursorPosition(at)

    def inside_button(self, icon_name: str, says: str) -> QToolButton:
        """Add a small icon button that sits inside the field; place it in resizeEvent."""
        button = QToolButton(self)
        button.setProperty("inside", "true")
        button.setIcon(icon(icon_name, "muted"))
        button.setToolTip(says)
        button.setAccessibleName(says)
        button.setCursor(Qt.CursorShape.ArrowCursor)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return button


class LineEntry(BareLine):
    """One line of text."""

    def value(self) -> str:
        """The text without blanks around it."""
        return self.text().strip()

    def set_value(self, value: str | None) -> None:
        """Show `value`."""
        self.setText(value or "")
        self.setCursorPosition(0)

    def error(self) -> str | None:
        """Text is never unreadable."""
        return None


class PasswordEntry(LineEntry):
    """A secret, with an eye that shows it."""

    def __init__(self, name: str, placeholder: str = "") -> None:
        super().__init__(name, placeholder, 500)
        self._eye = self.inside_button("eye", tr("Afficher le code"))
        self._eye.setCheckable(True)
        self._eye.setIconSize(QSize(18, 18))
        self._eye.toggled.connect(self._show_secret)
        self.setTextMargins(0, 0, 30, 0)
        self.textChanged.connect(self._enlarge_dots)
        self._show_secret(False)

    def _show_secret(self, shown: bool) -> None:
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self._eye.setIcon(icon("eye-off" if shown else "eye", "muted"))
        self._eye.setToolTip(tr("Masquer le code") if shown else tr("Afficher le code"))
        self._enlarge_dots()

    def _enlarge_dots(self, *_: object) -> None:
        """Dots are small at the size of text; the sheet knows a larger one."""
        is_dotted = bool(self.text()) and self.echoMode() is QLineEdit.EchoMode.Password
        if self.property("secret") != is_dotted:
            self.setProperty("secret", is_dotted)
            repolish(self)

    def value(self) -> str:
        """The secret exactly as typed."""
        return self.text()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the eye at the right."""
        super().resizeEvent(event)
        self._eye.setGeometry(self.width() - 34, (self.height() - 26) // 2, 28, 26)


class SearchEntry(LineEntry):
    """The search field: icon at the left, the shortcut as a hint at the right."""

    def __init__(self, name: str, placeholder: str, shortcut: str = "", icon_name: str = "search") -> None:
        super().__init__(name, placeholder)
        self._icon = icon_name
        self.setProperty("size", "main" if shortcut else "")
        self._hint: QWidget | None = None
        if shortcut:
            self._hint = Tag(shortcut, name=f"{name}_shortcut")
            self._hint.setParent(self)
            self._hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        right = self._hint.sizeHint().width() + 8 if self._hint else 0
        self.setTextMargins(26, 0, right, 0)
        self.textChanged.connect(self._update_hint)

    def _update_hint(self, text: str) -> None:
        if self._hint:
            self._hint.setVisible(not text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the shortcut at the right."""
        super().resizeEvent(event)
        if self._hint:
            size = self._hint.sizeHint()
            at = QPoint(self.width() - size.width() - 8, (self.height() - size.height()) // 2)
            self._hint.setGeometry(at.x(), at.y(), size.width(), size.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the field, then its icon."""
        super().paintEvent(event)
        painter = QPainter(self)
        paint_icon(painter, self._icon, theme.current().muted, 10, (self.height() - 18) / 2, 18)
        painter.end()
