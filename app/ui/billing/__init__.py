"""Facturation: invoices, payments and reminders, on the card, in their own windows and in one list (spec 3.2)."""

from app.ui.billing.account_tab import AccountTab
from app.ui.billing.invoice_dialog import InvoiceDialog
from app.ui.billing.issue_dialog import IssueDialog
from app.ui.billing.many_dialog import BillManyDialog
from app.ui.billing.page import BillingPage
from app.ui.billing.payment_dialog import PaymentDialog
from app.ui.billing.reminders_dialog import RemindersDialog
from app.ui.billing.verbs import preview_invoice

__all__ = [
    "AccountTab",
    "BillManyDialog",
    "BillingPage",
    "InvoiceDialog",
    "IssueDialog",
    "PaymentDialog",
    "RemindersDialog",
    "preview_invoice",
]
