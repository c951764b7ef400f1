"""The form of a plan: every field it has, those of its kind and way of paying open, the others closed."""

from functools import partial

from app.domain.contract import PeriodUnit
from app.i18n import current, ntr, tr
from app.messages.words import words
from app.services.fields import PaymentMode, PlanKind
from app.ui.kit.choices import Choice
from app.ui.kit.entries import LineEntry, MoneyEntry, WholeEntry
from app.ui.kit.notice import FactLine
from app.ui.maintenance.sheet import Sheet

NAME = "maintenance_plan"
_HALF = 132


class PlanSheet(Sheet):
    """The fields of `PlanFields`, in the order a plan is thought of: what, how long, how much, how paid."""

    def __init__(self) -> None:
        super().__init__(NAME, tr("&Enregistrer"))
        self._make_what()
        self._make_amounts()
        self._make_debits()
        self.add_tick("active", tr("En ve&nte"))
        self._sold = FactLine("info", "", name=f"{NAME}_sold")
        self.content.addWidget(self._sold)
        self.content.addStretch(1)

    def _make_what(self) -> None:
        self.add("name", tr("N&om"), partial(LineEntry, limit=200))
        row = self.row()
        kinds = [
            (tr("Illimité"), PlanKind.UNLIMITED),
            (tr("Un nombre de mois"), PlanKind.MONTHS),
            (tr("Un nombre de jours"), PlanKind.DAYS),
        ]
        self.add("kind", tr("&Sorte"), partial(Choice, items=kinds), row, stretch=1)
        self.add("length", tr("&Durée"), partial(WholeEntry, required=True), row, width=_HALF)
        modes = [(text, value) for value, text in words(PaymentMode, current()).items()]
        self.add("payment", tr("&Paiement"), partial(Choice, items=modes))

    def _make_amounts(self) -> None:
        row = self.row()
        self._amount = self.add("amount", tr("&Montant"), partial(MoneyEntry, required=True), row, stretch=1)
        self.add("registration_fee", tr("&Frais d'inscription"), MoneyEntry, row, stretch=1)
        self.add("maintenance", tr("Ma&intien"), partial(MoneyEntry, required=True), row, stretch=1)

    def _make_debits(self) -> None:
        row = self.row()
        self.add(
            "instalments", tr("Nombre d'éc&héances"), partial(WholeEntry, required=True), row, width=_HALF
        )
        period = partial(WholeEntry, required=True)
        self.add("period_count", tr("Un débit &tous les"), period, row, width=_HALF)
        units = [(text.lower(), value) for value, text in words(PeriodUnit, current()).items()]
        self.add("period_unit", tr("&Unité"), partial(Choice, items=units), row, stretch=1)
        last = self.row()
        hint = tr("Vide : le jour du premier débit.")
        self.add("debit_day", tr("&Jour du débit dans le mois"), WholeEntry, last, hint, 220)
        last.addStretch(1)

    def changed(self) -> None:
        """Open the fields that this kind and way of paying have; the others are empty and closed."""
        kind, payment = self.control("kind").value(), self.control("payment").value()
        debited = payment == PaymentMode.DIRECT_DEBIT
        fixed = kind != PlanKind.UNLIMITED
        monthly = self.control("period_unit").value() == PeriodUnit.MONTH
        self._open("length", fixed, tr("Une formule illimitée n'a pas de durée."))
        at_once = tr("Payée au comptant : aucun débit.")
        self._open("instalments", debited and fixed, at_once if not debited else tr("Illimité : sans fin."))
        for name in ("period_count", "period_unit"):
            self._open(name, debited, at_once)
        self._open("maintenance", debited, at_once)
        reason = tr("Le jour se choisit pour des mois seulement.") if debited else at_once
        self._open("debit_day", debited and monthly, reason)
        self._amount.label_widget().setText(tr("&Montant d'un débit") if debited else tr("&Montant"))

    def _open(self, name: str, opened: bool, reason: str) -> None:
        control = self.control(name)
        if control.isEnabled() != opened:
            control.setEnabled(opened)
            if not opened:
                self.form.field(name).clear_error()
        control.setToolTip("" if opened else reason)

    def values(self) -> dict[str, object]:
        """What is typed; a closed field is empty."""
        typed = super().values()
        return {
            name: value if self.control(name).isEnabled() or name == "period_unit" else None
            for name, value in typed.items()
        }

    def tell_sold(self, sold: int) -> None:
        """Say that what was sold keeps its terms."""
        if sold:
            said = ntr(
                "{n} accès vendu garde ses conditions : un changement vaut pour les ventes à venir.",
                "{n} accès vendus gardent leurs conditions : un changement vaut pour les ventes à venir.",
                sold,
            )
        else:
            said = tr("Pas encore vendue. Un accès vendu garde toujours les conditions de sa vente.")
        self._sold.say("info", said)
