"""A VAT rate that is kept as text: offered and shown as the language of the desk writes it."""

from collections.abc import Iterable
from decimal import Decimal

from app.domain.vat_rates import parse_rate, rate_kept
from app.i18n import percent
from app.ui.kit.choices import Choice


class RateEntry(Choice):
    """Offers rates and lets another one in; `""` among them is no rate."""

    def __init__(self, name: str, rates: Iterable[Decimal | None]) -> None:
        offered = [("", "") if rate is None else (percent(rate), rate_kept(rate)) for rate in rates]
        super().__init__(name, offered, editable=True)

    def value(self) -> object:
        """The rate as it is kept; what is none as it was typed."""
        typed = self.currentText().strip()
        rate = parse_rate(typed)
        return typed if rate is None else rate_kept(rate)

    def set_value(self, value: object) -> None:
        """Show a kept rate."""
        rate = parse_rate(str(value or ""))
        super().set_value(value if rate is None else rate_kept(rate))
        if rate is not None:
            self.setCurrentText(percent(rate))
