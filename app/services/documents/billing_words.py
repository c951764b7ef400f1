"""The words that the papers of the billing share, in the language of the person who receives them."""

from app.domain.invoicing import PaymentMethod
from app.i18n import Texts, mark

_METHODS = {
    PaymentMethod.CASH: mark("Espèces"),
    PaymentMethod.CARD: mark("Carte"),
    PaymentMethod.CHEQUE: mark("Chèque"),
    PaymentMethod.TRANSFER: mark("Virement"),
}


def method(spoken: Texts, value: PaymentMethod) -> str:
    """How it was paid."""
    return spoken.tr(_METHODS[value])
