"""Builds the one style sheet of the program from the tokens."""

from dataclasses import asdict
from string import Template

from app.ui.kit.tokens import Tokens

TAB_GAP = 24
"""Pixels between two tabs; Qt counts them with the tab before."""

_BASE = """
QMainWindow, QDialog { background: $window; }
QFrame[surface="surface"], QWidget[surface="surface"] { background: $surface; }
QFrame[surface="sunken"], QWidget[surface="sunken"] { background: $sunken; }
QFrame[surface="window"], QWidget[surface="window"] { background: $window; }
QFrame[surface="side"], QWidget[surface="side"] { background: $side; }
QScrollArea, QScrollArea > QWidget > QWidget[clear="true"] { background: transparent; border: none; }
QLabel { background: transparent; }
QLabel[tone="muted"] { color: $muted; }
QLabel[tone="disabled"] { color: $disabled; }
QLabel[tone="accent"] { color: $accent_text; }
QLabel[tone="active"] { color: $active_text; }
QLabel[tone="suspended"] { color: $suspended_text; }
QLabel[tone="blocked"] { color: $blocked_text; }
QLabel[tone="inactive"] { color: $inactive_text; }
QToolTip { background: $text; color: $surface; border: 1px solid $text; padding: 4px 8px; font-size: 9.75pt; }
QFrame[line="true"] { background: $border; border: none; }
"""

_BUTTONS = """
QPushButton { background: $surface; color: $text; border: 1px solid $control; border-radius: 6px;
  padding: 0 14px; min-height: 34px; outline: none; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $border; }
QPushButton:focus { border-color: $focus; }
QPushButton:disabled { background: $sunken; color: $disabled; border-color: $border; }
QPushButton[size="main"] { min-height: 38px; padding: 0 18px; }
QPushButton[size="large"] { min-height: 42px; padding: 0 20px; }
QPushButton[kind="primary"] { background: $accent; color: $on_accent; border-color: $accent; font-weight: bold;
  padding: 0 20px; }
QPushButton[kind="primary"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[kind="primary"]:disabled { background: $sunken; color: $disabled; border-color: $border; }
QPushButton[kind="destructive"] { color: $blocked_text; border-color: $blocked_text; }
QPushButton[kind="destructive"]:hover { background: $blocked_tint; }
QPushButton[kind="destructive"]:disabled { color: $disabled; border-color: $border; }
QPushButton[kind="discreet"] { background: transparent; border-color: transparent; color: $accent_text;
  padding: 0 10px; }
QPushButton[kind="discreet"]:hover { background: $hover; }
QPushButton[kind="discreet"]:focus { border-color: $focus; }
QPushButton[kind="discreet"]:disabled { color: $disabled; }
QPushButton[kind="quiet"] { background: transparent; border-color: transparent; padding: 0 10px; }
QPushButton[kind="quiet"]:hover { background: $hover; }
QPushButton[kind="quiet"]:focus { border-color: $focus; }
QPushButton[kind="icon"] { background: transparent; border-color: transparent; padding: 0; min-width: 34px; }
QPushButton[kind="icon"]:hover { background: $hover; }
QPushButton[kind="icon"]:focus { border-color: $focus; }
QPushButton[kind="side"] { background: transparent; border: none; text-align: left; padding: 0 10px;
  min-height: 40px; }
QPushButton[kind="side"]:hover { background: $hover; }
QPushButton[kind="side"]:checked { background: $current_page; color: $accent_text; font-weight: bold; }
QPushButton::menu-indicator { image: none; width: 0; }
QToolButton { background: transparent; border: 1px solid transparent; border-radius: 6px; padding: 4px; outline: none; }
QToolButton:hover { background: $hover; }
QToolButton:pressed { background: $border; }
QToolButton:focus { border-color: $focus; }
QToolButton::menu-indicator { image: none; width: 0; }
QToolButton[inside="true"] { border: none; border-radius: 4px; padding: 0; }
"""

_FIELDS = """
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox { background: $surface; color: $text;
  border: 1px solid $control; border-radius: 6px; selection-background-color: $accent;
  selection-color: $on_accent; placeholder-text-color: $muted; }
QLineEdit { padding: 0 10px; min-height: 34px; lineedit-password-character: 8226; }
QLineEdit[size="main"] { min-height: 38px; }
QLineEdit[secret="true"] { font-size: 14pt; }
QPlainTextEdit, QTextEdit { padding: 6px 8px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus { border-color: $focus; }
QLineEdit:read-only { background: $sunken; border-color: $border; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled { background: $sunken; color: $disabled;
  border-color: $border; }
QLineEdit[invalid="true"] { border: 2px solid $blocked_icon; padding: 0 9px; min-height: 32px; }
QLineEdit[invalid="true"][size="main"] { min-height: 36px; }
QPlainTextEdit[invalid="true"] { border: 2px solid $blocked_icon; padding: 5px 7px; }
QComboBox { padding: 0 30px 0 10px; min-height: 34px; }
QComboBox[invalid="true"] { border: 2px solid $blocked_icon; padding: 0 29px 0 9px; min-height: 32px; }
QComboBox::drop-down { border: none; width: 30px; subcontrol-position: right center; }
QComboBox::down-arrow { image: none; width: 0; height: 0; }
QComboBox QLineEdit, QAbstractSpinBox QLineEdit { border: none; padding: 0; min-height: 0;
  background: transparent; }
QComboBox QAbstractItemView { background: $surface; border: 1px solid $control; outline: none; padding: 4px;
  selection-background-color: $accent_tint; selection-color: $accent_text; }
QComboBox QAbstractItemView::item { min-height: 32px; padding: 0 8px; border-radius: 4px; }
QCheckBox, QRadioButton { spacing: 8px; background: transparent; min-height: 24px; outline: none; }
QCheckBox:disabled, QRadioButton:disabled { color: $disabled; }
QCheckBox::indicator, QRadioButton::indicator { width: 18px; height: 18px; border: none;
  background: transparent; image: none; }
"""

_VIEWS = """
QTableView, QListView, QTreeView { background: $surface; border: none; outline: none; gridline-color: transparent;
  selection-background-color: $accent_tint; selection-color: $text; }
QHeaderView { background: $sunken; border: none; }
QHeaderView::section { background: $sunken; border: none; color: $muted; }
QListView::item { min-height: 32px; padding: 0 8px; border-radius: 4px; }
QListView::item:selected { background: $accent_tint; color: $accent_text; }
QListView::item:hover:!selected { background: $hover; }
QTabBar { background: transparent; border: none; outline: none; qproperty-drawBase: 0; }
QTabBar::tab { background: transparent; color: $muted; border: none; border-bottom: 3px solid transparent;
  padding: 10px 4px 9px 4px; margin-right: ${tab_gap}px; }
QTabBar::tab:hover { color: $text; border-bottom-color: $border; }
QTabBar::tab:selected { color: $text; border-bottom-color: $accent; }
QTabBar::tab:focus { color: $accent_text; }
QTabBar::tab:disabled { color: $disabled; }
QTabWidget::pane { border: none; border-top: 1px solid $border; }
QMenu { background: $surface; border: 1px solid $control; padding: 6px; }
QMenu::item { padding: 7px 24px 7px 10px; border-radius: 4px; min-height: 20px; }
QMenu::item:selected { background: $accent_tint; color: $accent_text; }
QMenu::item:disabled { color: $disabled; background: transparent; }
QMenu::separator { height: 1px; background: $border; margin: 6px 4px; }
QMenu::icon { padding-left: 8px; }
QProgressBar { background: $border; border: none; border-radius: 4px; min-height: 8px; max-height: 8px; }
QProgressBar::chunk { background: $accent; border-radius: 4px; }
QSplitter::handle { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 2px; }
QScrollBar::handle { background: $control; border-radius: 4px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QFrame#calendar_popup, QFrame#client_popup { background: $surface; border: 1px solid $control; }
QCalendarWidget QWidget { background: $surface; alternate-background-color: $sunken; }
QCalendarWidget QAbstractItemView { selection-background-color: $accent; selection-color: $on_accent;
  color: $text; }
QCalendarWidget QAbstractItemView:disabled { color: $disabled; }
QCalendarWidget QToolButton { color: $text; min-height: 28px; padding: 2px 8px; font-weight: bold; }
QCalendarWidget QSpinBox { min-height: 26px; border: 1px solid $control; border-radius: 4px; }
"""


def build_sheet(tokens: Tokens) -> str:
    """Return the whole style sheet in the colours of `tokens`."""
    flat: dict[str, str] = {}
    for name, value in asdict(tokens).items():
        if isinstance(value, dict):
            flat |= {f"{name}_{part}": colour for part, colour in value.items()}
        else:
            flat[name] = str(value)
    return Template(_BASE + _BUTTONS + _FIELDS + _VIEWS).substitute(flat, tab_gap=TAB_GAP)
