"""Facturer une sélection: who would get the bill and who not, issued some at a time."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt

from app.domain.rights import Role
from app.services.billing import issuing, selection
from app.services.bulk import portions
from app.services.bulk.members import slices
from app.services.clients import block_client
from app.services.criteria import Criteria
from app.services.requests import BlockClient
from app.ui.billing import BillManyDialog
from tests.services.club import new_command
from tests.ui.billing.bills import ASE
from tests.ui.billing.conftest import BillingClerk

Clerks = Callable[..., BillingClerk]
EVERYBODY = Criteria()


def at_selection(clerk_of: Clerks, criteria: Criteria = EVERYBODY) -> BillingClerk:
    clerk = clerk_of(Role.RECEPTION)
    clerk.open(BillManyDialog(clerk.noted, criteria))
    return clerk


def rehearsed(clerk_of: Clerks, criteria: Criteria = EVERYBODY) -> BillingClerk:
    clerk = at_selection(clerk_of, criteria)
    clerk.type("bill_many_lines_description_1", "Cotisation 2010-2011")
    clerk.type("bill_many_lines_unit_price_1", "25")
    clerk.press("bill_many_rehearse")
    return clerk


def names(clerk: BillingClerk, table: str) -> list[str]:
    clerk.dialog.pane.tabs.show_page(table.removeprefix("bill_many_"))
    return [row[1] for row in clerk.table(table)]


def test_a_dry_run_lists_who_would_be_billed_and_who_not_and_why(clerk_of: Clerks) -> None:
    clerk = rehearsed(clerk_of)
    before = clerk.counts()
    assert clerk.text("bill_many_said_text") == "7 factures seraient émises : 175,00 € en tout"
    assert len(names(clerk, "bill_many_accepted")) == 7
    assert clerk.dialog.pane.tabs.bar.tabText(0) == "À facturer (7)"
    assert names(clerk, "bill_many_refused") == ["LECLERCQ Inès"]
    assert "paiement en retard" in clerk.table("bill_many_refused")[0][2]
    assert clerk.counts() == before


def test_ok_issues_them_once_with_numbers_that_follow(clerk_of: Clerks) -> None:
    clerk = rehearsed(clerk_of)
    before = clerk.counts()[0]
    clerk.press("bill_many_apply", twice=True)
    assert clerk.counts()[0] == before + 7
    assert clerk.text("bill_many_said_text") == "7 factures émises"
    assert clerk.text("bill_many_said_detail") == "2010-000007 à 2010-000013. 1 client refusé."
    assert clerk.told() == ["7 factures émises."]
    clerk.press("bill_many_done")
    assert not clerk.sees("bill_many_dialog")


def test_one_client_alone_names_one_number(clerk_of: Clerks) -> None:
    clerk = rehearsed(clerk_of, Criteria(surname="lejeune"))
    clerk.press("bill_many_apply")
    assert clerk.text("bill_many_said_detail") == "2010-000007. 0 client refusé."


def test_who_was_blocked_since_the_dry_run_is_left_out_with_the_reason(clerk_of: Clerks) -> None:
    clerk = rehearsed(clerk_of)
    manager = replace(clerk.desk, operator=replace(clerk.desk.operator, role=Role.MANAGER))
    block_client(manager, BlockClient(new_command(), ASE, "matériel non rendu"))
    clerk.press("bill_many_apply")
    assert clerk.text("bill_many_said_text") == "6 factures émises"
    assert names(clerk, "bill_many_refused") == ["LECLERCQ Inès", "ØVERBYE Åse"]


def test_stopped_on_the_way_it_says_what_was_issued_and_resuming_issues_the_others_once(
    clerk_of: Clerks, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(selection, "AT_ONCE", 3)
    clerk = rehearsed(clerk_of)
    before = clerk.counts()[0]
    stop_after_a_portion(clerk, monkeypatch)
    clerk.press("bill_many_apply")
    assert clerk.counts()[0] == before + 3
    assert clerk.text("bill_many_said_text") == "3 factures émises, 4 restent"
    assert "Interrompu. « Continuer" in clerk.text("bill_many_said_detail")
    assert len(names(clerk, "bill_many_accepted")) == 3
    assert len(names(clerk, "bill_many_refused")) == 5
    reasons = [row[2] for row in clerk.table("bill_many_refused")]
    assert reasons.count("Pas encore émise") == 4
    monkeypatch.undo()
    monkeypatch.setattr(selection, "AT_ONCE", 3)
    clerk.press("bill_many_resume")
    assert clerk.counts()[0] == before + 7
    assert clerk.text("bill_many_said_text") == "7 factures émises"
    assert "Numéros entre 2010-000007 et 2010-000013" in clerk.text("bill_many_said_detail")
    assert not clerk.sees("bill_many_resume")


def test_stopped_before_the_first_portion_nobody_is_billed_and_it_can_be_tried_again(
    clerk_of: Clerks, monkeypatch: pytest.MonkeyPatch
) -> None:
    clerk = rehearsed(clerk_of)
    before = clerk.counts()

    def stopped_slices(*given: Any) -> object:
        clerk.dialog.work.stop()
        return slices(*given)

    monkeypatch.setattr(portions, "slices", stopped_slices)
    clerk.press("bill_many_apply")
    assert "aucune facture" in clerk.text("bill_many_apply_summary_text")
    assert clerk.counts() == before
    monkeypatch.undo()
    clerk.press("bill_many_apply")
    assert clerk.counts()[0] == before[0] + 7


def stop_after_a_portion(clerk: BillingClerk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody presses Annuler while the first portion is written."""
    real = issuing._write

    def write_then_stop(*given: object) -> object:
        clerk.dialog.work.stop()
        return real(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(issuing, "_write", write_then_stop)


def test_an_empty_selection_cannot_go_on(clerk_of: Clerks) -> None:
    clerk = at_selection(clerk_of, Criteria(surname="personne"))
    assert "sélection est vide" in clerk.why_not("bill_many_rehearse")


def test_where_everybody_is_refused_ok_is_not_offered(clerk_of: Clerks) -> None:
    clerk = rehearsed(clerk_of, Criteria(surname="leclercq"))
    assert "Personne ne peut être facturé" in clerk.why_not("bill_many_apply")


BAD = [
    ("bill_many_lines_description_1", ""),
    ("bill_many_lines_quantity_1", "0"),
    ("bill_many_lines_unit_price_1", "-1"),
    ("bill_many_lines_unit_price_1", "gratuit"),
    ("bill_many_due", "31/02/2010"),
    ("bill_many_due", "demain"),
]


@pytest.mark.parametrize(("field", "typed"), BAD)
def test_bad_input_is_told_beside_its_field_and_nobody_is_looked_at(
    clerk_of: Clerks, field: str, typed: str
) -> None:
    clerk = at_selection(clerk_of)
    clerk.type("bill_many_lines_description_1", "Cotisation")
    clerk.type("bill_many_lines_unit_price_1", "25")
    clerk.paste(field, typed)
    clerk.press("bill_many_rehearse")
    assert clerk.error(field) != ""
    assert clerk.sees("bill_many_rehearse")


@pytest.mark.parametrize(
    ("field", "typed"),
    [("bill_many_due", "01/07/2010"), ("bill_many_due", "01/01/2199"), ("bill_many_note", "a\u202eb")],
)
def test_what_only_the_service_refuses_comes_back_beside_its_field(
    clerk_of: Clerks, field: str, typed: str
) -> None:
    clerk = at_selection(clerk_of)
    clerk.type("bill_many_lines_description_1", "Cotisation")
    clerk.type("bill_many_lines_unit_price_1", "25")
    clerk.paste(field, typed)
    before = clerk.counts()
    clerk.press("bill_many_rehearse")
    clerk.press("bill_many_apply")
    assert clerk.error(field) != ""
    assert clerk.counts() == before


def test_one_can_go_back_and_nothing_typed_is_lost(clerk_of: Clerks) -> None:
    clerk = rehearsed(clerk_of)
    clerk.press("bill_many_back")
    assert clerk.text("bill_many_lines_description_1") == "Cotisation 2010-2011"
    clerk.key(Qt.Key.Key_Escape, clerk.dialog)
    assert clerk.sees("ask")
    clerk.press("ask_yes")
    assert not clerk.sees("bill_many_dialog")
