"""The words that the database lets into a column are exactly those that the program knows."""

import re
from enum import StrEnum

import pytest
from sqlalchemy import CheckConstraint

from app.domain.contract import FACT_STATES, InstalmentState, ManualKind, Origin, PeriodUnit
from app.domain.door import ClosedBy
from app.domain.invoicing import InvoiceKind, PaymentMethod, Series
from app.domain.prospects import STORED_QUOTE_STATES, FollowUpKind, FollowUpState, Stage
from app.domain.quote_lines import LineKind
from app.domain.rights import Role
from app.domain.sales import SaleKind
from app.models import Base
from app.services.fields import PaymentMode, PersonKind, PlanKind
from app.services.views import ClientState

KNOWN: dict[tuple[str, str], set[StrEnum]] = {
    ("door_passage", "closed_by"): set(ClosedBy),  # beside these it may be empty: the door opened
    ("user_account", "role"): set(Role),
    ("client", "kind"): set(PersonKind),
    ("client", "state"): set(ClientState),
    ("plan", "kind"): set(PlanKind),
    ("plan", "payment"): set(PaymentMode),
    ("plan", "period_unit"): set(PeriodUnit),
    ("access", "kind"): set(PlanKind),
    ("access", "payment"): set(PaymentMode),
    ("access", "period_unit"): set(PeriodUnit),
    ("manual_change", "kind"): set(ManualKind),
    ("fact", "state"): set(FACT_STATES),
    ("fact", "origin"): set(Origin),
    ("instalment", "state"): set(InstalmentState),
    ("instalment", "origin"): set(Origin),
    ("number_series", "kind"): set(Series),
    ("invoice", "kind"): set(InvoiceKind),
    ("payment", "method"): set(PaymentMethod),
    ("opportunity", "stage"): set(Stage),
    ("quote", "state"): set(STORED_QUOTE_STATES),  # expired follows from the day
    ("quote_line", "kind"): set(LineKind),
    ("quote_line", "sale_kind"): set(SaleKind),  # empty on a free line
    ("quote_line", "period_unit"): set(PeriodUnit),
    ("follow_up", "kind"): set(FollowUpKind),
    ("follow_up", "state"): set(FollowUpState),
}


def _listed() -> dict[tuple[str, str], set[str]]:
    found = {}
    for table in Base.metadata.tables.values():
        for check in table.constraints:
            match = isinstance(check, CheckConstraint) and re.fullmatch(
                r"(\w+) IN \((.*)\)", str(check.sqltext)
            )
            if match:
                found[(table.name, match[1])] = set(re.findall(r"'(\w+)'", match[2]))
    return found


@pytest.mark.parametrize(("table", "column"), KNOWN)
def test_a_column_takes_the_words_of_its_list_and_no_others(table: str, column: str) -> None:
    assert _listed()[(table, column)] == {word.value for word in KNOWN[(table, column)]}


def test_every_listed_column_is_compared() -> None:
    assert set(_listed()) == set(KNOWN)
