"""The typeface of the papers: Noto Sans embedded, measured, wrapped, and never crashing on a strange letter."""

import unicodedata
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

FONTS = Path(__file__).resolve().parents[3] / "resources" / "fonts"
UNKNOWN_LETTER = "\ufffd"
ELLIPSIS = "…"


class Face(StrEnum):
    """The two cuts that are bundled; rank is shown by size, colour and bold."""

    REGULAR = "NotoSans"
    BOLD = "NotoSans-Bold"


_FILES = {Face.REGULAR: "NotoSans-Regular.ttf", Face.BOLD: "NotoSans-Bold.ttf"}


@cache
def load_typeface() -> None:
    """Register both cuts, once, and make them the first font of every page, so that all is embedded."""
    for face, file in _FILES.items():
        pdfmetrics.registerFont(TTFont(face.value, str(FONTS / file)))
    rl_config.canvas_basefontname = Face.REGULAR.value
    rl_config.useA85 = 0  # compressed pages stay bytes: a quarter smaller, and much sooner written


@cache
def _known(face: Face) -> frozenset[int]:
    load_typeface()
    font: Any = pdfmetrics.getFont(face.value)
    return frozenset(font.face.charToGlyph)


@lru_cache(maxsize=8192)
def printable(text: str, face: Face = Face.REGULAR) -> str:
    """The text as it can be printed on one line: composed letters, a visible mark for a missing one.

    Joiners and direction marks say nothing on paper and are left out; tabs and line ends become spaces.
    """
    known = _known(face)
    letters = []
    for letter in unicodedata.normalize("NFC", text):
        kind = unicodedata.category(letter)
        if letter.isspace() and letter not in "\u00a0\u202f":
            letters.append(" ")
        elif kind in ("Cf", "Cc") or "\ufe00" <= letter <= "\ufe0f":
            continue
        else:
            letters.append(letter if ord(letter) in known else UNKNOWN_LETTER)
    return "".join(letters)


@lru_cache(maxsize=16384)
def width(text: str, size: float, face: Face = Face.REGULAR) -> float:
    """How wide the text stands, in points."""
    load_typeface()
    return float(pdfmetrics.stringWidth(text, face.value, size))


@lru_cache(maxsize=4096)
def wrapped(text: str, room: float, size: float, face: Face = Face.REGULAR) -> tuple[str, ...]:
    """The text in lines no wider than `room` points; a word that is wider alone is broken. Never empty."""
    lines: list[str] = []
    line = ""
    for word in printable(text, face).split(" "):
        tried = f"{line} {word}" if line else word
        if width(tried, size, face) <= room:
            line = tried
            continue
        if line:
            lines.append(line)
        *full, line = _broken(word, room, size, face)
        lines.extend(full)
    lines.append(line)
    return tuple(lines)


def _broken(word: str, room: float, size: float, face: Face) -> list[str]:
    """A word cut into pieces that fit; one letter at least in each, so that it always ends."""
    pieces: list[str] = []
    piece = ""
    for letter in word:
        if piece and width(piece + letter, size, face) > room:
            pieces.append(piece)
            piece = ""
        piece += letter
    return [*pieces, piece]


@lru_cache(maxsize=4096)
def shortened(text: str, room: float, size: float, face: Face = Face.REGULAR) -> str:
    """The text on one line, its end replaced by … where it does not fit: for repeated heads only."""
    shown = printable(text, face)
    if width(shown, size, face) <= room:
        return shown
    while shown and width(shown + ELLIPSIS, size, face) > room:
        shown = shown[:-1]
    return shown.rstrip() + ELLIPSIS
