"""Why the lines of an invoice, a quote or a proforma are refused (spec 3.2)."""

from dataclasses import dataclass

from app.domain.cents import Cents
from app.domain.refusal import Refusal


@dataclass(frozen=True, slots=True)
class LineRefusal(Refusal):
    """A reason beside one line, counted from 1."""

    line: int

    @property
    def beside(self) -> str:
        """The line, as `lines.2`."""
        return f"lines.{self.line}"


@dataclass(frozen=True, slots=True)
class LinesMissing(Refusal):
    """Nothing to bill: there is no line."""

    @property
    def beside(self) -> str:
        """The lines as a whole."""
        return "lines"


@dataclass(frozen=True, slots=True)
class TooManyBilledLines(Refusal):
    """More lines than one paper carries."""

    maximum: int

    @property
    def beside(self) -> str:
        """The lines as a whole."""
        return "lines"


@dataclass(frozen=True, slots=True)
class LineDescriptionMissing(LineRefusal):
    """A line that does not say what it bills."""


@dataclass(frozen=True, slots=True)
class LineDescriptionTooLong(LineRefusal):
    """A description of more characters than are kept."""

    maximum: int


@dataclass(frozen=True, slots=True)
class LineDescriptionUnreadable(LineRefusal):
    """A description with control or direction characters, or signs that no paper can show."""


@dataclass(frozen=True, slots=True)
class QuantityImplausible(LineRefusal):
    """A quantity of nothing, below nothing, of more than three decimals, or beyond what is sold."""


@dataclass(frozen=True, slots=True)
class PriceImplausible(LineRefusal):
    """A unit price below zero, or beyond the largest amount."""

    maximum: Cents


@dataclass(frozen=True, slots=True)
class LineRateImplausible(LineRefusal):
    """A VAT rate below 0 or above 100, or with more than two decimals."""


@dataclass(frozen=True, slots=True)
class TotalTooLarge(Refusal):
    """The lines add up to more than the largest amount."""

    maximum: Cents

    @property
    def beside(self) -> str:
        """The lines as a whole."""
        return "lines"
