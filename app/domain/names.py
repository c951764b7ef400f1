"""The forms in which names, telephones and card numbers are compared when searching (spec 1.2, 5.1)."""

import unicodedata

_NOT_DECOMPOSED = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "œ": "oe", "æ": "ae", "ß": "ss", "ı": "i"}
)
_COUNTRIES_WITH_TRUNK_0 = ("33", "32", "31", "49", "41", "44")
_CARD_SEPARATORS = frozenset(" .-\u00a0\u202f")


def search_text(text: str) -> str:
    """Text without accents, case, hyphens and apostrophes: `Jean-Noël LEFÈVRE` → `jean noel lefevre`.

    Anything but letters and digits separates words, which are left one space apart.
    """
    # Twice: the first decomposition may bring forth capitals and letters of the map (𝓐 → A).
    folded = _folded(text) if text.isascii() else _folded(_folded(text))
    bare = "".join(sign for sign in folded if not unicodedata.combining(sign))
    return " ".join("".join(sign if sign.isalnum() else " " for sign in bare).split())


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKD", text.casefold().translate(_NOT_DECOMPOSED))


def phone_digits(text: str) -> str:
    """The digits of a telephone number as it is dialled at home: `+33 (0)6 12 34` → `061234`.

    Numbers of countries that dial no leading 0 keep their country code: `+352 621 …` → `352621…`.
    """
    typed = unicodedata.normalize("NFKC", text).strip().replace("(0)", "")
    digits = "".join(sign for sign in typed if sign in "0123456789")
    if typed.startswith("+"):
        abroad = digits
    elif digits.startswith("00"):
        abroad = digits[2:]
    else:
        return digits
    return f"0{abroad[2:]}" if abroad.startswith(_COUNTRIES_WITH_TRUNK_0) else abroad


def card_digits(text: str) -> str:
    """The digits of a card number, spaces, dots and hyphens aside; empty where it is anything else."""
    bare = "".join(sign for sign in unicodedata.normalize("NFKC", text) if sign not in _CARD_SEPARATORS)
    return bare if bare.isascii() and bare.isdigit() else ""
