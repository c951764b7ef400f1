"""The bundled typeface, in sizes given as logical pixels at 96 dpi and kept in points."""

from functools import cache, lru_cache
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF

from app.ui.kit.resources import FONTS

FAMILY = "Noto Sans"
BODY = 14
POINTS_PER_PX = 0.75


def load_fonts(folder: Path = FONTS) -> None:
    """Register the bundled Regular and Bold, once per application."""
    for name in ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf"):
        QFontDatabase.addApplicationFont(str(folder / name))


@cache
def font(px: float = BODY, bold: bool = False, struck: bool = False) -> QFont:
    """Return the typeface at `px` logical pixels (96 dpi); treat the result as read-only."""
    made = QFont(FAMILY)
    made.setPointSizeF(px * POINTS_PER_PX)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    made.setBold(bold)
    made.setStrikeOut(struck)
    return made


@cache
def _metrics(px: float, bold: bool) -> QFontMetricsF:
    return QFontMetricsF(font(px, bold))


@lru_cache(maxsize=8192)
def text_width(text: str, px: float = BODY, bold: bool = False) -> float:
    """Return the advance of `text` in logical pixels."""
    return _metrics(px, bold).horizontalAdvance(text)


def line_height(px: float = BODY, bold: bool = False) -> float:
    """Return the height of one line of text in logical pixels."""
    return _metrics(px, bold).height()
