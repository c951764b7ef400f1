"""Checks a mandate by what it says of itself; whether its reference is free, storage knows (spec 4.2)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from app.domain.refusals import (
    IbanMissing,
    MandateReferenceInvalid,
    MandateReferenceTooLong,
    MandateSignatureMissing,
    MandateSignedInFuture,
    MandateSlashes,
    Refusal,
)

LONGEST_REFERENCE = 35
_REFERENCE = re.compile(r"[A-Za-z0-9+?/\-:().,']+")


@dataclass(frozen=True, slots=True)
class MandateTerms:
    """What a sale asks of a mandate: account, unique reference, and when it was signed."""

    iban: str
    bic: str
    reference: str
    signed_on: date | None


def reference_refusals(reference: str) -> Iterator[Refusal]:
    """What is wrong with a mandate reference (RUM): at most 35 of `A-Z a-z 0-9 + ? / - : ( ) . , '`."""
    if len(reference) > LONGEST_REFERENCE:
        yield MandateReferenceTooLong(LONGEST_REFERENCE)
    if not _REFERENCE.fullmatch(reference):
        yield MandateReferenceInvalid(reference[: LONGEST_REFERENCE + 1])
    elif reference.startswith("/") or reference.endswith("/") or "//" in reference:
        yield MandateSlashes(reference[: LONGEST_REFERENCE + 1])


def mandate_refusals(mandate: MandateTerms, today: date) -> Iterator[Refusal]:
    """What is wrong with a mandate; the form of the IBAN is checked where the libraries are (services)."""
    if not mandate.iban.strip():
        yield IbanMissing()
    yield from reference_refusals(mandate.reference)
    if mandate.signed_on is None:
        yield MandateSignatureMissing()
    elif mandate.signed_on > today:
        yield MandateSignedInFuture(today)
