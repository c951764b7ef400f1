"""Several dossiers chosen in the list and billed at once: tried, seen, made, printed (spec 3.3.6)."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from app.domain.ids import DossierId
from app.i18n import Language
from app.services.bulk import portions
from app.services.bulk.members import slices
from app.services.desk import Desk, Touched, TouchedKind
from app.services.documents.papers import PaperChoices
from app.services.dossiers import invoicing_many
from app.services.dossiers.invoicing import invoice_dossier, invoice_dossiers
from app.services.dossiers.requests import InvoiceDossier
from app.settings import Mode
from app.ui.dossiers import batch_jobs, list_page
from app.ui.dossiers.batch_dialog import BillDossiersDialog
from app.ui.kit.table import Table
from tests.services.club import new_command
from tests.ui.dossiers.conftest import (
    ASE,
    BASTIEN,
    FAMILY,
    MARGAUX,
    ZOE,
    AtDossiers,
    DossierClerk,
    entered,
    made,
    turned,
)


@pytest.fixture
def some(desk: Desk) -> list[DossierId]:
    """A family and a couple to be billed; one with nothing, one with nobody active."""
    family, couple = made(desk, "Alpha", FAMILY), made(desk, "Beta", (ASE, ZOE))
    empty, asleep = made(desk, "Gamma", (BASTIEN,)), made(desk, "Delta", (ZOE,))
    for dossier, price in ((family, 1001), (couple, 500), (asleep, 700)):
        entered(desk, dossier, price)
    turned(desk, asleep, ZOE, False)
    return [family, couple, empty, asleep]


def choose(clerk: DossierClerk, names: Sequence[str]) -> None:
    """Choose these lines of the list, as Ctrl with clicks does."""
    table = clerk.control(Table, "dossiers")
    model, mode = table.rows_model(), table.selectionModel().SelectionFlag
    table.clearSelection()
    for name in names:
        at = [row.name for row in model.rows()].index(name)
        table.selectionModel().select(model.index(at, 0), mode.Select | mode.Rows)
    clerk.settle()


def lines(table: Table) -> list[list[str]]:
    """What a table shows, also behind another tab."""
    model = table.rows_model()
    return [
        [model.cell(row, at).plain.replace("\u00a0", " ") for at in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def said(dialog: BillDossiersDialog) -> str:
    """What the banner says."""
    return " ".join(each.text() for each in dialog.pane.banner.findChildren(QLabel)).replace("\u00a0", " ")


def reasons(dialog: BillDossiersDialog) -> dict[str, str]:
    """Why each dossier is left out."""
    return {row[0]: row[1] for row in lines(dialog.pane.left_out)}


def opened(clerk: DossierClerk, *names: str) -> BillDossiersDialog:
    """Facturer la sélection, tried."""
    choose(clerk, names)
    clerk.press("dossiers_bill")
    clerk.settle()
    return clerk.control(BillDossiersDialog, "bill_dossiers_dialog")


def test_the_list_says_what_is_chosen_and_keeps_it_when_it_reads_again(
    at_dossiers: AtDossiers, some: list[DossierId]
) -> None:
    clerk = at_dossiers()
    choose(clerk, [])
    assert not clerk.is_allowed("dossiers_bill")
    choose(clerk, ["Beta"])
    assert (clerk.is_allowed("dossiers_bill"), clerk.text("dossiers_chosen")) == (True, "")
    choose(clerk, ["Alpha", "Beta"])
    assert clerk.text("dossiers_chosen") == "2 choisis, 15,01 €"
    clerk.page.refresh(frozenset({Touched(TouchedKind.DOSSIER, some[0])}))
    clerk.settle()
    assert [row.name for row in clerk.page.list.chosen()] == ["Alpha", "Beta"]


def test_ctrl_a_chooses_every_dossier_that_was_found_also_those_not_read_yet(
    at_dossiers: AtDossiers, desk: Desk, some: list[DossierId], monkeypatch: pytest.MonkeyPatch
) -> None:
    for at in range(60):
        made(desk, f"Zoo {at:02}", (ZOE,))
    monkeypatch.setattr(list_page, "_PAGE", 10)
    clerk = at_dossiers()
    table = clerk.control(Table, "dossiers")
    assert table.rows_model().rowCount() < 64
    assert clerk.text("dossiers_count") == "64 dossiers"
    table.setFocus()
    clerk.qtbot.keyClick(table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert clerk.text("dossiers_chosen") == "tous choisis"
    clerk.page.refresh(frozenset({Touched(TouchedKind.DOSSIER, some[0])}))
    clerk.settle()
    assert clerk.text("dossiers_chosen") == "tous choisis"
    clerk.press("dossiers_bill")
    clerk.settle()
    dialog = clerk.control(BillDossiersDialog, "bill_dossiers_dialog")
    assert dialog.pane.billed.rows_model().rowCount() == 2
    assert len(reasons(dialog)) == 62
    clerk.press("bill_dossiers_leave")
    choose(clerk, ["Alpha", "Beta"])
    assert clerk.text("dossiers_chosen") == "2 choisis, 15,01 €"


def test_3_3_6_the_dry_run_names_dossiers_clients_and_amounts_and_why_others_are_left_out(
    at_dossiers: AtDossiers, some: list[DossierId]
) -> None:
    clerk = at_dossiers()
    dialog = opened(clerk, "Alpha", "Beta", "Gamma", "Delta")
    assert lines(dialog.pane.billed) == [
        ["Alpha", "LEFÈVRE Jean-Noël, LEFÈVRE Margaux, LEGRAND Anne-Sophie", "3", "10,01 €"],
        ["Beta", "ØVERBYE Åse, DUPONT-DURAND Zoé", "2", "5,00 €"],
    ]
    left = reasons(dialog)
    assert set(left) == {"Gamma", "Delta"}
    assert all(left.values())
    assert "5 factures seraient émises : 15,01 € en tout" in said(dialog)
    assert [clerk.view(each).invoices for each in some] == [()] * 4


def test_3_3_6_ok_makes_the_invoices_and_they_are_printed_as_one_paper(
    at_dossiers: AtDossiers, some: list[DossierId]
) -> None:
    clerk = at_dossiers()
    dialog = opened(clerk, "Alpha", "Beta", "Gamma")
    clerk.press("bill_dossiers_apply")
    assert [len(clerk.view(each).invoices) for each in some] == [3, 2, 0, 0]
    assert clerk.announced()[-1] == "5 factures émises."
    assert "15,01 € en tout. 1 dossier laissé de côté." in said(dialog)
    clerk.press("bill_dossiers_print")
    _, produce, heading = next(way for way in clerk.noted.ways if way[0] == "paper")
    assert heading == "Factures"
    assert produce(PaperChoices()).content.startswith(b"%PDF")
    clerk.press("bill_dossiers_done")
    assert not clerk.sees("bill_dossiers_dialog")


def test_3_3_6_what_another_desk_did_meanwhile_is_left_out_and_said(
    at_dossiers: AtDossiers, desk: Desk, some: list[DossierId]
) -> None:
    third = made(desk, "Epsilon", (BASTIEN,))
    entered(desk, third, 300)
    clerk = at_dossiers()
    dialog = opened(clerk, "Alpha", "Beta", "Epsilon")
    turned(desk, some[0], MARGAUX, False)
    invoice_dossier(desk, InvoiceDossier(new_command(), some[1]))
    clerk.press("bill_dossiers_apply")
    left = reasons(dialog)
    assert left["Alpha"].startswith("Modifié entre-temps")
    assert left["Beta"].startswith("Entre-temps facturé")
    assert lines(dialog.pane.billed) == [["Epsilon", "LEJEUNE Bastien", "1", "3,00 €"]]
    assert [len(clerk.view(each).invoices) for each in (*some[:2], third)] == [0, 2, 1]


def test_3_3_6_nothing_to_bill_says_why_and_cannot_be_confirmed(
    at_dossiers: AtDossiers, some: list[DossierId]
) -> None:
    clerk = at_dossiers()
    dialog = opened(clerk, "Gamma", "Delta")
    assert not clerk.is_allowed("bill_dossiers_apply")
    assert lines(dialog.pane.billed) == []
    clerk.press("bill_dossiers_leave")
    assert not clerk.sees("bill_dossiers_dialog")


def test_3_3_6_a_dossier_deleted_meanwhile_is_told_and_nothing_opens(
    at_dossiers: AtDossiers, desk: Desk, some: list[DossierId]
) -> None:
    from app.services.dossiers.deleting import delete_dossier
    from app.services.dossiers.requests import DeleteDossier

    clerk = at_dossiers()
    choose(clerk, ["Alpha", "Gamma"])
    delete_dossier(desk, DeleteDossier(new_command(), some[2], clerk.view(some[2]).version))
    clerk.press("dossiers_bill")
    clerk.settle()
    assert clerk.sees("message")
    assert not clerk.sees("bill_dossiers_dialog")


def test_3_3_6_a_look_that_is_stopped_shows_nothing(desk: Desk, some: list[DossierId]) -> None:
    assert batch_jobs.rehearse(desk, some, lambda done, of: None, lambda: True) is None


def test_3_3_6_a_batch_stopped_before_its_first_portion_bills_nothing_and_can_be_tried_again(
    at_dossiers: AtDossiers, some: list[DossierId], monkeypatch: pytest.MonkeyPatch
) -> None:
    clerk = at_dossiers()
    dialog = opened(clerk, "Alpha", "Beta")

    def stopped_slices(*given: Any) -> object:
        dialog.work.stop()
        return slices(*given)

    monkeypatch.setattr(portions, "slices", stopped_slices)
    clerk.press("bill_dossiers_apply")
    assert "aucune facture" in clerk.text("bill_dossiers_apply_summary_text")
    assert [clerk.view(each).invoices for each in some] == [()] * 4
    monkeypatch.undo()
    clerk.press("bill_dossiers_apply")
    assert [len(clerk.view(each).invoices) for each in some] == [3, 2, 0, 0]


def test_3_3_6_a_batch_stopped_on_the_way_says_what_was_billed_and_resuming_bills_the_others_once(
    at_dossiers: AtDossiers, some: list[DossierId], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(invoicing_many, "AT_ONCE", 1)
    clerk = at_dossiers()
    dialog = opened(clerk, "Alpha", "Beta", "Gamma")

    def bill_then_stop(*given: Any, **named: Any) -> object:
        dialog.work.stop()
        return invoice_dossiers(*given, **named)

    monkeypatch.setattr(invoicing_many, "invoice_dossiers", bill_then_stop)
    clerk.press("bill_dossiers_apply")
    assert [len(clerk.view(each).invoices) for each in some] == [3, 0, 0, 0]
    assert clerk.announced()[-1] == "3 factures émises, 1 dossier reste."
    assert "Interrompu. « Continuer" in said(dialog)
    assert reasons(dialog)["Beta"] == "Pas encore facturé."
    monkeypatch.setattr(invoicing_many, "invoice_dossiers", invoice_dossiers)
    clerk.press("bill_dossiers_resume")
    assert [len(clerk.view(each).invoices) for each in some] == [3, 2, 0, 0]
    assert clerk.announced()[-1] == "5 factures émises."
    assert "15,01 € en tout" in said(dialog)
    assert set(reasons(dialog)) == {"Gamma"}


def test_no_text_of_the_batch_is_cut(
    at_dossiers: AtDossiers,
    some: list[DossierId],
    each_look: Mode,
    spoken: Language,
    assert_no_cut_text: Callable[[QWidget], None],
    grab: Callable[[QWidget, str], object],
) -> None:
    clerk = at_dossiers()
    dialog = opened(clerk, "Alpha", "Beta", "Gamma", "Delta")
    assert_no_cut_text(clerk.page)
    grab(clerk.page, f"chosen-{spoken}-{each_look}")
    assert_no_cut_text(dialog)
    grab(dialog, f"tried-{spoken}-{each_look}")
    clerk.press("bill_dossiers_apply")
    dialog.pane.tabs.show_page("left_out")
    QApplication.processEvents()
    assert_no_cut_text(dialog)
    grab(dialog, f"billed-{spoken}-{each_look}")
