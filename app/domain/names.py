"""The forms in which texts are found again: letters without accents or case, digits of telephones and cards.

Done here and not by the database, because no database folds ł, ø, đ, œ, æ and ß (spec 5.1).
"""

import unicodedata

_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "œ": "oe", "æ": "ae", "ß": "ss", "þ": "th", "ı": "i", "ħ": "h"}
)
_PREFIXES = {"33": "0", "32": "0", "31": "0", "49": "0", "44": "0", "352": ""}
"""Country prefixes of the neighbourhood, and what is dialled inside the country instead."""


def search_text(text: str) -> str:
    """Lower-case words of plain letters and digits with one space between them.

    Accents, case, hyphens and apostrophes do not matter: `Jean-Noël LEFÈVRE` → `jean noel lefevre`.
    """
    if text.isascii():
        folded = text.lower()
    else:
        decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
        folded = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return " ".join("".join(sign if sign.isalnum() else " " for sign in folded).split())


def phone_digits(text: str) -> str:
    """The digits as they are dialled inside their country: `+33 6 12 34 56 78` → `0612345678`."""
    digits = "".join(sign for sign in text if sign.isascii() and sign.isdigit())
    if text.lstrip().startswith("+"):
        international = digits
    elif digits.startswith("00"):
        international = digits[2:]
    else:
        return digits
    for prefix, dialled in _PREFIXES.items():
        if international.startswith(prefix):
            return dialled + international[len(prefix) :].removeprefix("0")
    return international


def card_digits(text: str) -> str:
    """A card number without spaces and hyphens, as a reader sends it: `00 348 112` → `00348112`."""
    return "".join(sign for sign in text.casefold() if sign.isascii() and sign.isalnum())
