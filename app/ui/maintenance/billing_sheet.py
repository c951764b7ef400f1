"""The form of the club's billing: who is paid, in how many days, at which VAT, its reminders, its portal (spec 3.2, 3.3.9)."""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.domain.vat_rates import rates_offered
from app.i18n import money, ntr, tr
from app.services.fields import ReminderLevel
from app.ui.kit.cards import Card
from app.ui.kit.entries import LineEntry, WholeEntry
from app.ui.kit.labels import muted
from app.ui.kit.rate_entry import RateEntry
from app.ui.maintenance.levels_entry import LevelsEntry
from app.ui.maintenance.sheet import Sheet

NAME = "maintenance_billing"


class BillingSheet(Sheet):
    """Seller facts, terms, the portal's folder and reminders, in two columns of cards."""

    def __init__(self) -> None:
        super().__init__(NAME, tr("&Enregistrer les réglages"), in_card=False)
        self.content.setContentsMargins(0, 4, 0, 4)
        columns = QHBoxLayout()
        columns.setSpacing(16)
        self.content.addLayout(columns, 1)
        left = QVBoxLayout()
        left.setSpacing(16)
        columns.addLayout(left, 4)
        self._make_seller(_card(left, "seller", tr("Le vendeur, sur les factures"), "bank", 0))
        self._make_terms(_card(left, "terms", tr("Factures"), "document", 1))
        self._make_portal(_card(left, "portal", tr("Portail des clients"), "globe", 0))
        self._make_levels(_card(columns, "levels", tr("Rappels"), "mail", 9))

    def _make_seller(self, body: QVBoxLayout) -> None:
        line = partial(LineEntry, limit=60)
        self.add("iban", tr("&IBAN du club"), line, body)
        self.add("bic", tr("&BIC"), line, body, width=160)
        said = tr("Nom, adresse et numéro de TVA sont ceux des réglages du club.")
        body.addWidget(muted(said, f"{NAME}_seller_hint", wrap=True))

    def _make_terms(self, body: QVBoxLayout) -> None:
        term = partial(WholeEntry, low=0, required=True)
        row = self.row(body, spacing=16)
        self.add("invoice_term_days", tr("&Délai de paiement, en jours"), term, row, width=130)
        rate = partial(RateEntry, rates=rates_offered("BE"))
        self.add("default_vat_rate", tr("&TVA proposée"), rate, row, width=130)
        row.addStretch(1)
        hint = tr(
            "Compté de la date de la facture, sauf si la fiche du client dit un délai, comme « 30 jours »."
        )
        body.addWidget(muted(hint, f"{NAME}_term_hint", wrap=True))
        body.addStretch(1)

    def _make_portal(self, body: QVBoxLayout) -> None:
        hint = tr("Les dossiers partagés y sont publiés. Vide : un dossier de ce poste.")
        self.add(
            "portal_folder",
            tr("&Répertoire servi par le site web"),
            partial(LineEntry, limit=500),
            body,
            hint,
        )
        self.add("portal_address", tr("Adresse p&ublique, https://…"), partial(LineEntry, limit=300), body)

    def _make_levels(self, body: QVBoxLayout) -> None:
        self.add("reminder_levels", tr("Niveaux, du premier au dernier"), LevelsEntry, body, stretch=1)

    def _told(self, key: str, value: Any) -> str:
        """A value as its field shows it; the levels in one line each."""
        if key == "reminder_levels":
            return " ; ".join(_level_told(level) for level in value) or tr("aucun rappel")
        return super()._told(key, value)


def _level_told(level: ReminderLevel) -> str:
    days = ntr("{n} jour", "{n} jours", level.days)
    return tr("{days}, frais {fee}", days=days, fee=money(level.fee))


def _card(to: QVBoxLayout | QHBoxLayout, name: str, heading: str, icon: str, stretch: int) -> QVBoxLayout:
    """A card with a head; gives the layout of its body."""
    card = Card(f"{NAME}_group_{name}")
    card.add_head(heading, icon_name=icon)
    body = QVBoxLayout()
    body.setContentsMargins(16, 12, 16, 16)
    body.setSpacing(12)
    card.body.addLayout(body, 1)
    to.addWidget(card, stretch)
    return body
