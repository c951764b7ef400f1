"""A refused request in words on the screen: on one line, or each reason beside its field."""

from app.domain.refusals import Refusal, Refused
from app.i18n import current
from app.messages.refusals import sentence, sentences


def in_words(refused: Refused) -> str:
    """Every reason, on one line."""
    return sentences(refused, current()).replace("\n", " ")


def why(refusal: Refusal | None) -> str:
    """The sentence of one reason, on one line; nothing where there is none."""
    return sentence(refusal, current()).replace("\n", " ") if refusal is not None else ""


def beside(refused: Refused, otherwise: str = "") -> dict[str, str]:
    """The reasons by the field that they stand beside; `otherwise` takes those of no field."""
    said: dict[str, str] = {}
    for refusal in refused.refusals:
        key, text = refusal.beside or otherwise, sentence(refusal, current())
        said[key] = f"{said[key]} {text}" if key in said else text
    return said
