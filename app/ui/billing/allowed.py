"""Why a verb cannot be used on the chosen invoices or payments now; an empty text: it can."""

from collections.abc import Sequence

from app.domain.invoicing import InvoiceKind, InvoiceState
from app.domain.rights import Right
from app.i18n import tr
from app.services.billing.views import InvoiceRow, PaymentRow
from app.services.desk import Operator


def _role(operator: Operator, right: Right) -> str:
    return "" if operator.may(right) else tr("Votre rôle ne le permet pas.")


def _unchosen(rows: Sequence[object]) -> str:
    return "" if rows else tr("Choisissez d'abord une facture.")


def holdable(rows: Sequence[InvoiceRow]) -> list[InvoiceRow]:
    """Those of the rows that can be put en attente."""
    return [row for row in rows if row.state in (InvoiceState.OPEN, InvoiceState.OVERDUE)]


def held(rows: Sequence[InvoiceRow]) -> list[InvoiceRow]:
    """Those of the rows that are en attente."""
    return [row for row in rows if row.state is InvoiceState.ON_HOLD]


def why_not_hold(operator: Operator, rows: Sequence[InvoiceRow]) -> str:
    """Mettre en attente."""
    open_only = tr("Seule une facture ouverte se met en attente.")
    return _role(operator, Right.HOLD_INVOICE) or _unchosen(rows) or ("" if holdable(rows) else open_only)


def why_not_release(operator: Operator, rows: Sequence[InvoiceRow]) -> str:
    """Reprendre."""
    held_only = tr("Seule une facture en attente se reprend.")
    return _role(operator, Right.HOLD_INVOICE) or _unchosen(rows) or ("" if held(rows) else held_only)


def why_not_credit(operator: Operator, rows: Sequence[InvoiceRow]) -> str:
    """Note de crédit."""
    if said := _role(operator, Right.CREDIT) or _unchosen(rows):
        return said
    row = rows[0]
    if len(rows) > 1:
        return tr("Une note de crédit reprend une seule facture.")
    if row.kind is InvoiceKind.CREDIT_NOTE:
        return tr("Une note de crédit ne se reprend pas.")
    return "" if row.credited < row.gross else tr("Cette facture est déjà entièrement créditée.")


def why_not_refund(operator: Operator, rows: Sequence[InvoiceRow]) -> str:
    """Rembourser."""
    if said := _role(operator, Right.CREDIT) or _unchosen(rows):
        return said
    owed = len(rows) == 1 and rows[0].left < 0
    return "" if owed else tr("Le club ne doit rien pour cette facture.")


def why_not_waive(operator: Operator, rows: Sequence[InvoiceRow]) -> str:
    """Renoncer aux frais."""
    if said := _role(operator, Right.CREDIT) or _unchosen(rows):
        return said
    return "" if len(rows) == 1 and rows[0].fees > 0 else tr("Aucun frais de rappel n'est dû.")


def why_not_print(rows: Sequence[InvoiceRow]) -> str:
    """Imprimer: one invoice at a time."""
    several = tr("Choisissez une seule facture.")
    return _unchosen(rows) or ("" if len(rows) == 1 else several)


def why_not_collect(operator: Operator, rows: Sequence[InvoiceRow]) -> str:
    """Encaisser, from a list of invoices of several clients."""
    if said := _role(operator, Right.TAKE_PAYMENT) or _unchosen(rows):
        return said
    clients = {row.client for row in rows}
    return "" if len(clients) == 1 else tr("Choisissez les factures d'un seul client.")


def why_not_reverse(operator: Operator, payment: PaymentRow | None) -> str:
    """Annuler un paiement."""
    if said := _role(operator, Right.CREDIT):
        return said
    if payment is None:
        return tr("Choisissez d'abord un paiement.")
    if payment.reversed_by:
        return tr("Ce paiement est déjà annulé par le n° {number}.", number=payment.reversed_by)
    undoes = payment.reverses or payment.amount <= 0
    return tr("Ce qui annule ou rend un paiement ne s'annule pas.") if undoes else ""
