"""Why a sale or its mandate is refused (spec 1.4, 3, 4.2)."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from app.domain.refusal import Refusal


@dataclass(frozen=True, slots=True)
class ClientBlocked(Refusal):
    """The client is blocked for this reason: no new sale (spec 3.1)."""

    reason: str


@dataclass(frozen=True, slots=True)
class ClientDeactivated(Refusal):
    """The client is deactivated: no new access (spec 3.2)."""

    since: date | None


@dataclass(frozen=True, slots=True)
class StartImplausible(Refusal):
    """A start of access that cannot be meant."""

    field: ClassVar[str] = "start"
    earliest: date
    latest: date


@dataclass(frozen=True, slots=True)
class FirstDebitImplausible(Refusal):
    """A first debit too far from the start of the access."""

    field: ClassVar[str] = "first_due"
    earliest: date
    latest: date


@dataclass(frozen=True, slots=True)
class DebitDayOutOfRange(Refusal):
    """The debit day is not 1…31."""

    field: ClassVar[str] = "anchor_day"
    day: int


@dataclass(frozen=True, slots=True)
class PeriodOutOfRange(Refusal):
    """A period of no months or weeks, or of too many."""

    field: ClassVar[str] = "period"
    count: int
    maximum: int


@dataclass(frozen=True, slots=True)
class CountOutOfRange(Refusal):
    """A number of instalments below 1 or above what is possible."""

    field: ClassVar[str] = "count"
    count: int
    maximum: int


@dataclass(frozen=True, slots=True)
class CountMissing(Refusal):
    """A fixed-length access by direct debit needs a number of instalments."""

    field: ClassVar[str] = "count"


@dataclass(frozen=True, slots=True)
class LengthMissing(Refusal):
    """A fixed-length access needs a number of months or of days, not both."""

    field: ClassVar[str] = "length"


@dataclass(frozen=True, slots=True)
class LengthOutOfRange(Refusal):
    """A length below 1 month or day, or beyond what is possible."""

    field: ClassVar[str] = "length"
    length: int
    maximum: int


@dataclass(frozen=True, slots=True)
class MandateMissing(Refusal):
    """A direct debit needs a mandate."""

    field: ClassVar[str] = "mandate_reference"


@dataclass(frozen=True, slots=True)
class IbanMissing(Refusal):
    """A mandate needs an account."""

    field: ClassVar[str] = "iban"


@dataclass(frozen=True, slots=True)
class MandateReferenceInvalid(Refusal):
    """A mandate reference with other characters than the scheme allows (spec 4.2)."""

    field: ClassVar[str] = "mandate_reference"
    reference: str


@dataclass(frozen=True, slots=True)
class MandateReferenceTooLong(Refusal):
    """A mandate reference of more than 35 characters."""

    field: ClassVar[str] = "mandate_reference"
    maximum: int


@dataclass(frozen=True, slots=True)
class MandateSlashes(Refusal):
    """A mandate reference that begins or ends with `/`, or holds `//` (spec 4.2)."""

    field: ClassVar[str] = "mandate_reference"
    reference: str


@dataclass(frozen=True, slots=True)
class MandateReferenceTaken(Refusal):
    """The mandate reference was used before, whatever the case."""

    field: ClassVar[str] = "mandate_reference"
    reference: str


@dataclass(frozen=True, slots=True)
class MandateSignatureMissing(Refusal):
    """The mandate has no signing date."""

    field: ClassVar[str] = "signed_on"


@dataclass(frozen=True, slots=True)
class MandateSignedInFuture(Refusal):
    """The mandate's signing date lies in the future."""

    field: ClassVar[str] = "signed_on"
    today: date
