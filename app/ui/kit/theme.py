"""Applies the light or dark look to the whole program and lets it change while running."""

from enum import Enum

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from app.ui.kit.fonts import font, load_fonts
from app.ui.kit.sheet import build_sheet
from app.ui.kit.tokens import DARK, LIGHT, Tokens


class Mode(Enum):
    """What the operator chose; SYSTEM follows the desktop."""

    LIGHT = "light"
    DARK = "dark"
    SYSTEM = "system"


class Theme(QObject):
    """Holds the tokens in force; `changed` fires after every switch."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.tokens = LIGHT
        self.mode = Mode.LIGHT
        self._prepared = False

    def apply(self, app: QApplication, mode: Mode) -> None:
        """Dress `app` in `mode`: style, palette, sheet and fonts."""
        self.mode = mode
        if not self._prepared:
            self._prepare(app)
        tokens = DARK if _wants_dark(app, mode) else LIGHT
        if tokens is self.tokens and app.styleSheet():
            return
        self.tokens = tokens
        app.setPalette(build_palette(tokens))
        app.setStyleSheet(build_sheet(tokens))
        self.changed.emit()

    def _prepare(self, app: QApplication) -> None:
        self._prepared = True
        load_fonts()
        app.setStyle("Fusion")
        app.setFont(font())
        app.setEffectEnabled(Qt.UIEffect.UI_AnimateCombo, False)
        app.styleHints().colorSchemeChanged.connect(self._follow_system)

    def _follow_system(self) -> None:
        app = QApplication.instance()
        if self.mode is Mode.SYSTEM and isinstance(app, QApplication):
            self.apply(app, Mode.SYSTEM)


THEME = Theme()


def current() -> Tokens:
    """Return the tokens in force; painters read them while painting."""
    return THEME.tokens


def apply_theme(app: QApplication, mode: Mode) -> None:
    """Dress the whole program in `mode`; may be called again at any time."""
    THEME.apply(app, mode)


def _wants_dark(app: QApplication, mode: Mode) -> bool:
    if mode is Mode.SYSTEM:
        return app.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return mode is Mode.DARK


def build_palette(tokens: Tokens) -> QPalette:
    """Return the palette of `tokens` for everything the sheet leaves to Fusion."""
    role = QPalette.ColorRole
    colours = {
        role.Window: tokens.window,
        role.WindowText: tokens.text,
        role.Base: tokens.surface,
        role.AlternateBase: tokens.sunken,
        role.Text: tokens.text,
        role.Button: tokens.surface,
        role.ButtonText: tokens.text,
        role.BrightText: tokens.on_accent,
        role.ToolTipBase: tokens.text,
        role.ToolTipText: tokens.surface,
        role.PlaceholderText: tokens.muted,
        role.Highlight: tokens.accent,
        role.HighlightedText: tokens.on_accent,
        role.Link: tokens.accent_text,
        role.LinkVisited: tokens.accent_text,
        role.Light: tokens.surface,
        role.Midlight: tokens.hover,
        role.Mid: tokens.border,
        role.Dark: tokens.control,
        role.Shadow: tokens.border,
        role.Accent: tokens.accent,
    }
    palette = QPalette()
    for each, colour in colours.items():
        palette.setColor(each, QColor(colour))
    for each in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, each, QColor(tokens.disabled))
    return palette
