"""Why a client's card, a user, a plan or a segment is not saved as typed, beyond what the domain refuses itself."""

from dataclasses import dataclass
from typing import ClassVar

from app.domain.cents import Cents
from app.domain.refusals import CardFieldRefusal, Refusal

# The card


@dataclass(frozen=True, slots=True)
class BadPostalCode(CardFieldRefusal):
    """Not the shape of a postal code of this country; `example` shows it."""

    country: str
    example: str


@dataclass(frozen=True, slots=True)
class BadCardNumber(CardFieldRefusal):
    """A card number has digits, perhaps in groups, and nothing else."""


@dataclass(frozen=True, slots=True)
class StrangeSign(CardFieldRefusal):
    """A sign that has no place in this field, or that no paper of the club can show."""

    sign: str


@dataclass(frozen=True, slots=True)
class NotAName(CardFieldRefusal):
    """A name without a single letter."""


# The photo


@dataclass(frozen=True, slots=True)
class NotAPicture(Refusal):
    """The file is not a picture the program reads (JPEG, PNG, WebP)."""

    field: ClassVar[str] = "photo"


@dataclass(frozen=True, slots=True)
class PictureTooLarge(Refusal):
    """More bytes or more pixels than are read."""

    field: ClassVar[str] = "photo"
    megabytes: int
    megapixels: int


# Blocking


@dataclass(frozen=True, slots=True)
class AlreadyBlocked(Refusal):
    """Somebody blocked this client before; the reason that stands."""

    reason: str


@dataclass(frozen=True, slots=True)
class NotBlocked(Refusal):
    """The client is not blocked (any more)."""


# Maintenance


@dataclass(frozen=True, slots=True)
class NumberOutOfRange(CardFieldRefusal):
    """A number of days, months … outside what makes sense."""

    least: int
    most: int


@dataclass(frozen=True, slots=True)
class AmountOutOfRange(CardFieldRefusal):
    """An amount outside what makes sense."""

    least: Cents
    most: Cents


@dataclass(frozen=True, slots=True)
class LevelsNotInOrder(CardFieldRefusal):
    """Levels of reminders each come more days after the due date than the one before, from one day on."""

    most: int


@dataclass(frozen=True, slots=True)
class NotWithThisKind(CardFieldRefusal):
    """A field that this kind of plan or this way of paying does not have."""


@dataclass(frozen=True, slots=True)
class TooManyLines(CardFieldRefusal):
    """More entries in a list than are kept."""

    maximum: int


@dataclass(frozen=True, slots=True)
class BadCondition(CardFieldRefusal):
    """A segment's condition with a value it cannot have."""

    value: str
