"""Why a field of the client card is refused (spec 1.3)."""

from dataclasses import dataclass
from datetime import date

from app.domain.refusal import Refusal


@dataclass(frozen=True, slots=True)
class CardFieldRefusal(Refusal):
    """A reason beside one field of the card, named by `name`."""

    name: str

    @property
    def beside(self) -> str:
        """The field of the card."""
        return self.name


@dataclass(frozen=True, slots=True)
class FieldMissing(CardFieldRefusal):
    """A field that must be filled in is empty."""


@dataclass(frozen=True, slots=True)
class FieldTooLong(CardFieldRefusal):
    """More characters than are kept."""

    maximum: int


@dataclass(frozen=True, slots=True)
class FieldUnreadable(CardFieldRefusal):
    """Control or direction characters, such as pasted line ends, in a one-line field."""


@dataclass(frozen=True, slots=True)
class BirthDateImplausible(CardFieldRefusal):
    """A birth date in the future or more than 130 years ago."""

    earliest: date
    latest: date


@dataclass(frozen=True, slots=True)
class RateImplausible(CardFieldRefusal):
    """A percentage below 0 or above 100."""
