"""Why an amount is refused, wherever it is typed (spec 2.2, 2.4)."""

from dataclasses import dataclass
from typing import ClassVar

from app.domain.cents import Cents
from app.domain.refusal import Refusal


@dataclass(frozen=True, slots=True)
class BadAmount(Refusal):
    """What was typed is not an amount: letters, more than two decimals, hostile text."""

    field: ClassVar[str] = "amount"
    text: str


@dataclass(frozen=True, slots=True)
class AmountTooLarge(Refusal):
    """More than the largest amount a debit may have."""

    field: ClassVar[str] = "amount"
    maximum: Cents


@dataclass(frozen=True, slots=True)
class AmountNotPositive(Refusal):
    """Amount 0 is never a debit: delete the instalment instead (spec 2.4)."""

    field: ClassVar[str] = "amount"
    amount: Cents


@dataclass(frozen=True, slots=True)
class MaintenanceMissing(Refusal):
    """Ranks are replaced but no maintenance amount was given."""

    field: ClassVar[str] = "maintenance"


@dataclass(frozen=True, slots=True)
class MaintenanceNotPositive(Refusal):
    """Maintenance ≤ 0; what must not be debited is deleted by hand in the schedule (spec 1.5)."""

    field: ClassVar[str] = "maintenance"
    amount: Cents


@dataclass(frozen=True, slots=True)
class MaintenanceAboveNormal(Refusal):
    """Maintenance above the normal amount, which only a Responsable may confirm (spec 2.2)."""

    field: ClassVar[str] = "maintenance"
    amount: Cents
    normal: Cents


@dataclass(frozen=True, slots=True)
class MaintenanceTooLarge(Refusal):
    """More than the largest amount a debit may have."""

    field: ClassVar[str] = "maintenance"
    maximum: Cents


@dataclass(frozen=True, slots=True)
class RegistrationFeeNegative(Refusal):
    """A registration fee below 0."""

    field: ClassVar[str] = "registration_fee"
    amount: Cents
