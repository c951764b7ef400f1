"""The page of a dossier: every line of spec 3.3 that a person sees there, by the controls they use."""

import pytest
from PySide6.QtCore import Qt

from app.services.desk import Desk, Touched, TouchedKind
from app.services.dossiers.invoicing import invoice_dossier
from app.services.dossiers.keeping import save_dossier
from app.services.dossiers.requests import InvoiceDossier, PartyFields, SaveDossier
from app.ui.dossiers.invoice_dialog import InvoiceDialog
from app.ui.kit.cells import cell_width
from app.ui.kit.table import Table
from tests.services.club import new_command
from tests.ui.dossiers.conftest import (
    ANNE_SOPHIE,
    ASE,
    FAMILY,
    JEAN_NOEL,
    MARGAUX,
    WARNING,
    AtDossiers,
    DossierClerk,
    entered,
    made,
    turned,
)


def shares(clerk: DossierClerk) -> list[tuple[str, str]]:
    """Client and total of Répartition clients, as shown."""
    return [(row[1], row[6]) for row in clerk.table("division")]


def test_3_3_1_one_click_makes_a_client_inactive_in_that_dossier_only(
    at_dossiers: AtDossiers, desk: Desk
) -> None:
    family, couple = made(desk, "Famille Lefèvre", FAMILY), made(desk, "Couple", (JEAN_NOEL, MARGAUX))
    clerk = at_dossiers()
    clerk.open(family)
    clerk.press(f"dossier_party_{MARGAUX}_switch")
    assert clerk.statuses(family) == {JEAN_NOEL: True, MARGAUX: False, ANNE_SOPHIE: True}
    assert clerk.statuses(couple) == {JEAN_NOEL: True, MARGAUX: True}
    assert not clerk.switch(MARGAUX).is_active
    clerk.press(f"dossier_party_{MARGAUX}_switch")
    assert clerk.statuses(family)[MARGAUX]
    assert clerk.switch(MARGAUX).is_active


def test_3_3_1_a_double_click_acts_once_at_a_time_and_ends_where_it_says(
    at_dossiers: AtDossiers, desk: Desk
) -> None:
    family = made(desk, "Famille Lefèvre", FAMILY)
    clerk = at_dossiers()
    clerk.open(family)
    clerk.press(f"dossier_party_{MARGAUX}_switch", twice=True)
    assert clerk.statuses(family)[MARGAUX] == clerk.switch(MARGAUX).is_active


def test_3_3_1_the_status_is_changed_with_the_keyboard(at_dossiers: AtDossiers, desk: Desk) -> None:
    family = made(desk, "Famille Lefèvre", FAMILY)
    clerk = at_dossiers()
    clerk.open(family)
    clerk.switch(MARGAUX).setFocus(Qt.FocusReason.TabFocusReason)
    clerk.key(Qt.Key.Key_Space)
    assert not clerk.statuses(family)[MARGAUX]
    assert clerk.switch(MARGAUX).hasFocus()


def test_3_3_2_an_inactive_client_is_greyed_with_the_label_inactif(
    at_dossiers: AtDossiers, desk: Desk
) -> None:
    family = made(desk, "Famille Lefèvre", FAMILY, inactive=[MARGAUX])
    clerk = at_dossiers()
    clerk.open(family)
    assert clerk.text(f"dossier_party_{MARGAUX}_inactive") == "Inactif"
    assert not clerk.sees(f"dossier_party_{JEAN_NOEL}_inactive")
    assert clerk.tone(f"dossier_party_{MARGAUX}_name") == "muted"
    assert clerk.tone(f"dossier_party_{JEAN_NOEL}_name") == "text"


def test_3_3_3_hovering_over_the_button_warns_of_unbilled_activities_and_does_not_forbid(
    at_dossiers: AtDossiers, desk: Desk
) -> None:
    family = made(desk, "Famille Lefèvre", FAMILY)
    entered(desk, family, number=MARGAUX)
    clerk = at_dossiers()
    clerk.open(family)
    assert clerk.switch(MARGAUX).toolTip() == WARNING
    assert clerk.switch(MARGAUX).accessibleDescription() == WARNING
    assert clerk.switch(JEAN_NOEL).toolTip() != WARNING
    clerk.press(f"dossier_party_{MARGAUX}_switch")
    assert not clerk.statuses(family)[MARGAUX]


def test_3_3_4_with_its_only_client_inactive_nothing_new_can_be_clicked(
    at_dossiers: AtDossiers, desk: Desk
) -> None:
    alone = made(desk, "Société Øverbye", (ASE,))
    clerk = at_dossiers()
    clerk.open(alone)
    assert clerk.is_allowed("dossier_new_activity")
    assert not clerk.sees("dossier_division")
    entered(desk, alone)
    clerk.press(f"dossier_party_{ASE}_switch")
    for name in ("dossier_new_activity", "dossier_proforma"):
        assert "Le seul client de ce dossier y est inactif" in clerk.why_not(name)
    assert "Le seul client" in clerk.text("dossier_stopped_text")
    clerk.press(f"dossier_party_{ASE}_switch")
    assert clerk.is_allowed("dossier_new_activity")
    assert clerk.is_allowed("dossier_proforma")


def test_3_3_5_with_all_clients_inactive_nothing_is_entered_or_divided(
    at_dossiers: AtDossiers, desk: Desk
) -> None:
    family = made(desk, "Famille Lefèvre", FAMILY, inactive=[JEAN_NOEL, MARGAUX])
    entered(desk, family)
    clerk = at_dossiers()
    clerk.open(family)
    assert clerk.is_allowed("dossier_new_activity")
    assert clerk.is_allowed("dossier_division")
    clerk.press(f"dossier_party_{ANNE_SOPHIE}_switch")
    for name in ("dossier_new_activity", "dossier_division"):
        assert "Tous les clients de ce dossier y sont inactifs" in clerk.why_not(name)


def test_3_3_6_common_activities_are_divided_among_the_active_ones_to_the_cent(
    at_dossiers: AtDossiers, desk: Desk
) -> None:
    family = made(desk, "Famille Lefèvre", FAMILY)
    entered(desk, family)
    clerk = at_dossiers()
    clerk.open(family)
    clerk.press("dossier_division")
    assert shares(clerk) == [
        ("LEFÈVRE Jean-Noël", "3,34 €"),
        ("LEFÈVRE Margaux", "3,33 €"),
        ("LEGRAND Anne-Sophie", "3,33 €"),
    ]
    assert clerk.text("division_total") == "Total : 10,00 €"
    assert clerk.text("division_rule") != ""
    clerk.press("division_done")
    clerk.press(f"dossier_party_{JEAN_NOEL}_switch")
    clerk.press("dossier_division")
    assert shares(clerk) == [("LEFÈVRE Margaux", "5,00 €"), ("LEGRAND Anne-Sophie", "5,00 €")]
    clerk.press("division_done")
    clerk.press(f"dossier_party_{JEAN_NOEL}_switch")
    clerk.press("dossier_division")
    assert [total for _name, total in shares(clerk)] == ["3,34 €", "3,33 €", "3,33 €"]


def test_3_3_6_the_open_division_follows_what_another_desk_does(at_dossiers: AtDossiers, desk: Desk) -> None:
    family = made(desk, "Famille Lefèvre", FAMILY)
    entered(desk, family)
    clerk = at_dossiers()
    clerk.open(family)
    clerk.press("dossier_division")
    turned(desk, family, MARGAUX, False)
    clerk.tell_open_dialogs(family)
    assert [total for _name, total in shares(clerk)] == ["5,00 €", "5,00 €"]


def test_3_3_6_billed_activities_never_move(at_dossiers: AtDossiers, desk: Desk) -> None:
    family = made(desk, "Famille Lefèvre", FAMILY)
    entered(desk, family)
    clerk = at_dossiers()
    clerk.open(family)
    clerk.press("dossier_bill")
    assert clerk.text("dossier_invoice_answers").startswith("3 factures")
    clerk.press("dossier_invoice_save", twice=True)
    billed = clerk.view(family)
    assert sorted(each.gross for each in billed.invoices) == [333, 333, 334]
    assert billed.division.total == 0
    clerk.press(f"dossier_party_{JEAN_NOEL}_switch")
    clerk.choose_activities(1)
    clerk.press("dossier_group")
    assert "facturée" in clerk.menu_reason("dossier_group_menu", "activity_transfer")
    assert [each.amount for each in clerk.view(family).activities[0].billed] == [334, 333, 333]


def test_3_3_6_one_client_can_pay_for_all(at_dossiers: AtDossiers, desk: Desk) -> None:
    family = made(desk, "Famille Lefèvre", FAMILY)
    entered(desk, family)
    clerk = at_dossiers()
    clerk.open(family)
    clerk.press("dossier_bill")
    clerk.choose_item("dossier_invoice_payer", "LEFÈVRE Margaux paie tout")
    assert clerk.text("dossier_invoice_answers").startswith("1 facture")
    clerk.press("dossier_invoice_save")
    assert [(each.client_name, each.gross) for each in clerk.view(family).invoices] == [
        ("LEFÈVRE Margaux", 1000)
    ]


def test_3_3_6_another_total_than_the_one_shown_is_not_billed_and_nothing_typed_is_lost(
    at_dossiers: AtDossiers, desk: Desk
) -> None:
    family = made(desk, "Famille Lefèvre", FAMILY)
    entered(desk, family)
    clerk = at_dossiers()
    clerk.open(family)
    clerk.press("dossier_bill")
    clerk.type("dossier_invoice_note", "Merci")
    entered(desk, family, 600)
    clerk.press("dossier_invoice_save")
    assert clerk.view(family).invoices == ()
    assert "16,00 €" in clerk.text("dossier_invoice_dialog_summary_text")
    assert clerk.text("dossier_invoice_note") == "Merci"
    said = clerk.text("dossier_invoice_news_detail").replace("\u00a0", " ")
    assert said.startswith("Ajouté par ")
    assert ", 6,00 €. LEFÈVRE Jean-Noël paie 5,34 € au lieu de 3,34 €." in said
    assert clerk.text("dossier_invoice_division_total") == "Total : 16,00 €"
    clerk.press("dossier_invoice_save")
    assert sum(each.gross for each in clerk.view(family).invoices) == 1600


def test_3_3_6_what_another_desk_changes_while_one_bills_is_named(
    at_dossiers: AtDossiers, desk: Desk
) -> None:
    family = made(desk, "Famille Lefèvre", FAMILY)
    entered(desk, family, 900)
    clerk = at_dossiers()
    clerk.open(family)
    clerk.press("dossier_bill")
    assert not clerk.sees("dossier_invoice_news")
    turned(desk, family, MARGAUX, False)
    clerk.control(InvoiceDialog, "dossier_invoice_dialog").refresh(
        frozenset({Touched(TouchedKind.DOSSIER, family)})
    )
    clerk.settle()
    assert clerk.text("dossier_invoice_news_detail").replace("\u00a0", " ") == (
        "LEFÈVRE Margaux est maintenant inactif. LEFÈVRE Jean-Noël paie 4,50 € au lieu de 3,00 €."
        " LEGRAND Anne-Sophie paie 4,50 € au lieu de 3,00 €."
    )


def test_the_page_follows_what_another_desk_saved(at_dossiers: AtDossiers, desk: Desk) -> None:
    family = made(desk, "Famille Lefèvre", FAMILY)
    clerk = at_dossiers()
    clerk.open(family)
    entered(desk, family, 4200, what="Bar")
    clerk.tell_page(family)
    assert clerk.control(Table, "dossier_activity_table").rows_model().rowCount() == 1
    assert clerk.text("dossier_due_value") == "42,00 €"


def test_a_dossier_deleted_elsewhere_leads_back_to_the_list(at_dossiers: AtDossiers, desk: Desk) -> None:
    clerk = at_dossiers()
    clerk.open(made(desk, "Famille Lefèvre", FAMILY))
    clerk.delete_elsewhere()
    clerk.press("message_close")
    assert clerk.sees("dossiers_list")


def test_a_client_taken_out_elsewhere_is_told_and_nothing_changes(
    at_dossiers: AtDossiers, desk: Desk
) -> None:
    family = made(desk, "Famille Lefèvre", FAMILY)
    clerk = at_dossiers()
    clerk.open(family)
    view = clerk.view(family)
    kept = tuple(PartyFields(each.client) for each in view.parties if each.number != MARGAUX)
    save_dossier(desk, SaveDossier(new_command(), family, view.version, view.name, kept))
    clerk.press(f"dossier_party_{MARGAUX}_switch")
    assert "ne fait pas partie du dossier" in clerk.text("message_text")
    assert clerk.statuses(family) == {JEAN_NOEL: True, ANNE_SOPHIE: True}
    assert not clerk.sees(f"dossier_party_{MARGAUX}_switch")


def test_the_proforma_is_previewed(at_dossiers: AtDossiers, desk: Desk) -> None:
    family = made(desk, "Famille Lefèvre", FAMILY)
    entered(desk, family)
    clerk = at_dossiers()
    clerk.open(family)
    clerk.press("dossier_proforma")
    assert clerk.noted.ways[-1][0] == "paper"
    assert clerk.noted.ways[-1][2] == "Proforma dossier"


def test_new_activity_is_asked_of_the_workplace(at_dossiers: AtDossiers, desk: Desk) -> None:
    family = made(desk, "Famille Lefèvre", FAMILY)
    clerk = at_dossiers()
    clerk.open(family)
    clerk.press("dossier_new_activity")
    assert clerk.noted.ways[-1] == ("new activity", family, None)


@pytest.mark.parametrize("due", ["31/02/2010", "hier", "01/01/1500", "9" * 300, "👩"])
def test_a_due_date_that_is_none_is_told_beside_it_and_nothing_is_billed(
    at_dossiers: AtDossiers, desk: Desk, due: str
) -> None:
    family = made(desk, "Famille Lefèvre", FAMILY)
    entered(desk, family)
    clerk = at_dossiers()
    clerk.open(family)
    clerk.press("dossier_bill")
    clerk.paste("dossier_invoice_due", due)
    clerk.press("dossier_invoice_save")
    assert clerk.error("dossier_invoice_due") != ""
    assert clerk.view(family).invoices == ()
    clerk.type("dossier_invoice_due", "30/09/2010")
    assert clerk.error("dossier_invoice_due") == ""
    clerk.press("dossier_invoice_save")
    assert len(clerk.view(family).invoices) == 3


def test_the_number_of_the_invoice_of_an_activity_is_never_cut(at_dossiers: AtDossiers, desk: Desk) -> None:
    solo = made(desk, "Solo", (ASE,))
    entered(desk, solo)
    invoice_dossier(desk, InvoiceDossier(new_command(), solo))
    clerk = at_dossiers()
    clerk.open(solo)
    table = clerk.control(Table, "dossier_activity_table")
    model = table.rows_model()
    at = [column.key for column in model.columns].index("billed")
    shown = model.cell(0, at)
    assert shown.text == "2010-000001"
    assert cell_width(shown) <= table.columnWidth(at)
