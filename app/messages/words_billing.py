"""One word for each state, kind and way of the billing, merged into `app.messages.words` (spec 3.2)."""

from enum import StrEnum

from app.domain.invoicing import InvoiceKind, InvoiceState, PaymentMethod
from app.i18n import mark

BILLING_WORDS: dict[type[StrEnum], dict[StrEnum, str]] = {
    InvoiceState: {
        InvoiceState.OPEN: mark("Ouverte"),
        InvoiceState.OVERDUE: mark("En retard"),
        InvoiceState.ON_HOLD: mark("En attente"),
        InvoiceState.PAID: mark("Payée"),
        InvoiceState.CREDITED: mark("Créditée"),
    },
    InvoiceKind: {
        InvoiceKind.INVOICE: mark("Facture"),
        InvoiceKind.CREDIT_NOTE: mark("Note de crédit"),
    },
    PaymentMethod: {
        PaymentMethod.CASH: mark("Espèces"),
        PaymentMethod.CARD: mark("Carte"),
        PaymentMethod.CHEQUE: mark("Chèque"),
        PaymentMethod.TRANSFER: mark("Virement"),
    },
}
