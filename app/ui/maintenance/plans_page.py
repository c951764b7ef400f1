"""Formules: what the club sells and how it is paid; what was sold keeps its own terms (spec 1.4)."""

from typing import Any

from app.domain.cents import Cents
from app.domain.contract import PeriodUnit
from app.domain.ids import CommandId
from app.i18n import current, tr
from app.messages.words import word
from app.services.desk import Desk, Outcome, TouchedKind
from app.services.fields import PaymentMode, PlanFields, PlanKind
from app.services.plans import plans, save_plan
from app.services.requests import SavePlan
from app.services.views import PlanRow
from app.ui.kit.columns import Chip, Column
from app.ui.kit.workplace import Workplace
from app.ui.maintenance.listed_page import Listed, ListedPage, Values
from app.ui.maintenance.plan_sheet import NAME, PlanSheet
from app.ui.maintenance.words import length_told

_NEW = PlanFields(
    name="",
    kind=PlanKind.UNLIMITED,
    length=None,
    payment=PaymentMode.DIRECT_DEBIT,
    amount=Cents(0),
    registration_fee=Cents(0),
    maintenance=Cents(0),
)


def _columns() -> tuple[Column, ...]:
    return (
        Column("name", tr("Nom"), "bold", 150, stretch=True, value=lambda row: row.fields.name),
        Column("length", tr("Durée"), "text", 100, value=lambda row: length_told(row.fields)),
        Column("payment", tr("Paiement"), "text", 124, value=lambda row: word(row.fields.payment, current())),
        Column("amount", tr("Montant"), "money", 92, value=lambda row: row.fields.amount),
        Column("sold", tr("Vendues"), "number", 76, hidden=True),
        Column("active", tr("Vente"), "chip", 116, value=_on_sale),
    )


def _on_sale(row: PlanRow) -> Chip:
    return Chip("active", tr("En vente")) if row.fields.active else Chip("inactive", tr("Retirée"))


def _save(desk: Desk, command: CommandId, row: PlanRow | None, values: Values) -> tuple[Outcome, int]:
    version = row.version if row is not None else 0
    saved = save_plan(desk, SavePlan(command, row.id if row is not None else None, version, _fields(values)))
    return saved, saved.plan


def _fields(values: Values) -> PlanFields:
    """The plan as typed; what its kind or way of paying does not have is left out."""
    return PlanFields(
        name=values["name"],
        kind=PlanKind(str(values["kind"])),
        length=values["length"],
        payment=PaymentMode(str(values["payment"])),
        amount=Cents(values["amount"]),
        registration_fee=Cents(values["registration_fee"] or 0),
        maintenance=Cents(values["maintenance"] or 0),
        instalments=values["instalments"],
        period_count=values["period_count"] or 1,
        period_unit=PeriodUnit(str(values["period_unit"])),
        debit_day=values["debit_day"],
        active=values["active"],
    )


def _values(row: PlanRow | None) -> Values:
    fields = row.fields if row is not None else _NEW
    kept: dict[str, Any] = {name: getattr(fields, name) for name in PlanFields.__slots__}
    if row is None:
        kept |= {"amount": None, "maintenance": None}
    return kept


def _listed() -> Listed[PlanRow]:
    return Listed(
        name=NAME,
        title=tr("Formules"),
        icon="list",
        new_text=tr("Nou&velle formule"),
        new_title=tr("Nouvelle formule"),
        kind=TouchedKind.PLAN,
        columns=_columns(),
        read=plans,
        save=_save,
        key=lambda row: row.id,
        row_title=lambda row: row.fields.name,
        values=_values,
        said=lambda values: tr("Formule {name} enregistrée.", name=values["name"]),
        beside={},
        tone=lambda row: "" if row.fields.active else "muted",
    )


class PlansPage(ListedPage[PlanRow]):
    """The plans and one form."""

    def __init__(self, workplace: Workplace) -> None:
        self._form = PlanSheet()
        super().__init__(workplace, _listed(), self._form, 480)

    def shown(self, row: PlanRow | None) -> None:
        """Say what a change does to accesses that were sold."""
        self._form.tell_sold(row.sold if row is not None else 0)
