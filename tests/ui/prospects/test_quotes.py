"""A quote is written, handed out, answered and sold through its windows (spec 3.2)."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QComboBox, QMenu, QScrollArea, QWidget

from app.domain.ids import QuoteId
from app.domain.prospects import QuoteState, Stage
from app.domain.rights import Role
from app.services.clients import block_client
from app.services.documents.papers import PaperChoices
from app.services.prospects.queries import opportunity_view, quote_view
from app.services.requests import BlockClient
from app.ui.prospects import ProspectsPage, QuoteDialog
from app.ui.prospects.convert_dialog import ConvertDialog
from tests.documents.reading import read_pages
from tests.services.club import IBAN, TWELVE_MONTHS, new_command
from tests.services.test_states import left
from tests.ui.prospects.conftest import AISSATOU, BASTIEN, DRAFT, FAMILY, SENT, ZOE, ProspectClerk

NEW = QuoteId(3)


def answer(clerk: ProspectClerk, name: str) -> None:
    """Choose an entry of *Réponse du client*."""
    menu = clerk.dialog.findChild(QMenu, "quote_answers_menu")
    action = next(each for each in menu.actions() if each.objectName() == name)
    assert isinstance(action, QAction)
    action.trigger()
    clerk.settle()


def test_a_quote_is_written_with_a_plan_and_a_line_and_its_totals_live(clerk: ProspectClerk) -> None:
    clerk.open(QuoteDialog(clerk.noted, client=AISSATOU))
    assert clerk.text("quote_answers") == "Rien à facturer à la vente Aucun prélèvement"
    clerk.press("quote_add_plan")
    clerk.control(QComboBox, "quote_plan_1").setCurrentText("Illimité mensuel")
    assert clerk.text("quote_plan_said_1") == "59,00 € par mois"
    clerk.type("quote_plan_price_1", "49")
    clerk.type("quote_lines_description_2", "Serviette")
    clerk.type("quote_lines_quantity_2", "2")
    clerk.type("quote_lines_unit_price_2", "12,10")
    assert clerk.text("quote_answers") == (
        "24,20 € à la vente, dont 4,20 € de TVA 612,20 € sur un an, prélèvements compris"
    )
    clerk.press("quote_save", twice=True)
    assert clerk.told() == ["Devis D2010-0003 enregistré."]
    view = quote_view(clerk.desk, NEW)
    assert [(line.description, line.unit_price) for line in view.lines] == [
        ("Illimité mensuel", 4900),
        ("Serviette", 1210),
    ]
    assert view.row.valid_until == date(2010, 8, 27)
    assert clerk.text("quote_dialog_title") == "Devis D2010-0003 : N'DIAYE Aïssatou"


def test_a_quote_of_plans_alone_needs_no_other_line(clerk: ProspectClerk) -> None:
    clerk.open(QuoteDialog(clerk.noted, client=AISSATOU))
    clerk.press("quote_add_plan")
    clerk.press("quote_save")
    assert clerk.told() == ["Devis D2010-0003 enregistré."]


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({}, "quote_lines_description_2", "Description à remplir."),
        ({"quote_lines_description_2": "Serviette"}, "quote_lines_unit_price_2", "Montant à remplir."),
        (
            {
                "quote_lines_description_2": "S",
                "quote_lines_unit_price_2": "1",
                "quote_valid_until": "20/07/2010",
            },
            "quote_valid_until",
            "Un devis est valable jusqu'au 28/07/2010 au moins : choisissez un jour à venir.",
        ),
        (
            {
                "quote_lines_description_2": "S",
                "quote_lines_unit_price_2": "1",
                "quote_valid_until": "demain",
            },
            "quote_valid_until",
            "Date illisible. Écrivez jour/mois/année, par exemple 05/08/2010.",
        ),
        (
            {
                "quote_lines_description_2": "S",
                "quote_lines_unit_price_2": "1",
                "quote_lines_quantity_2": "-1",
            },
            "quote_lines_quantity_2",
            "Écrivez un nombre de 0,001 à 99\u202f999.",
        ),
    ],
)
def test_bad_input_is_said_beside_its_field_and_takes_no_number(
    clerk: ProspectClerk, typed: dict[str, str], field: str, said: str
) -> None:
    clerk.open(QuoteDialog(clerk.noted, client=ZOE))
    for name, text in typed.items():
        clerk.type(name, text)
    clerk.press("quote_save")
    assert clerk.error(field) == said
    assert clerk.told() == []


def test_a_draft_is_changed_handed_out_and_answered(clerk: ProspectClerk) -> None:
    clerk.open(QuoteDialog(clerk.noted, quote=DRAFT))
    assert clerk.why_not("quote_save") == "Rien n'a changé."
    clerk.type("quote_lines_unit_price_2", "15")
    assert clerk.why_not("quote_convert_draft") == "Enregistrez d'abord ce qui a été tapé."
    clerk.press("quote_save")
    assert quote_view(clerk.desk, DRAFT).lines[1].unit_price == 1500
    answer(clerk, "quote_to_sent")
    assert clerk.text("quote_told").startswith("Remis au client, valable jusqu'au 21/08/2010")
    assert opportunity_view(clerk.desk, FAMILY).stage is Stage.QUOTED
    assert not clerk.sees("quote_save")
    answer(clerk, "quote_to_refused")
    clerk.control(QComboBox, "why_reason").setEditText("choisit un autre club")
    clerk.press("why_save")
    assert quote_view(clerk.desk, DRAFT).reason == "choisit un autre club"
    answer(clerk, "quote_to_draft")
    assert clerk.sees("quote_save")


def test_the_paper_is_previewed_as_it_is_stored(clerk: ProspectClerk) -> None:
    clerk.open(QuoteDialog(clerk.noted, quote=SENT))
    clerk.press("quote_preview")
    (_, produce, heading) = clerk.ways()[0]
    assert heading == "Devis D2010-0002"
    assert "Leçon d'essai" in read_pages(produce(PaperChoices()).content)[0].words


def test_turning_a_quote_into_a_sale_says_first_what_it_does(clerk: ProspectClerk) -> None:
    clerk.open(QuoteDialog(clerk.noted, quote=DRAFT))
    clerk.press("quote_convert_draft")
    assert clerk.text("convert_plan_1") == "Illimité mensuel"
    assert clerk.text("convert_first_due_1") == "05/08/2010"
    assert quote_view(clerk.desk, DRAFT).row.state is QuoteState.DRAFT
    clerk.type("convert_start_1", "10/08/2010")
    assert clerk.text("convert_first_due_1") == "05/09/2010"
    clerk.type("convert_iban", IBAN)
    clerk.control(ConvertDialog, "convert_dialog")._pays.setChecked(True)
    clerk.press("convert_save", twice=True)
    assert clerk.told() == ["Devis vendu, facture 2010-000001 émise."]
    assert [way for way in clerk.ways() if BASTIEN in way]
    sold = quote_view(clerk.desk, DRAFT)
    assert (sold.row.state, sold.invoice_number) == (QuoteState.CONVERTED, "2010-000001")
    assert clerk.text("quote_told") == "Transformé en vente le 28/07/2010 Facture 2010-000001"
    assert not clerk.sees("quote_convert")


def test_a_sale_without_its_mandate_is_refused_beside_the_field_and_sells_nothing(
    clerk: ProspectClerk,
) -> None:
    clerk.open(ConvertDialog(clerk.noted, DRAFT))
    clerk.type("convert_iban", "")
    clerk.press("convert_save")
    assert clerk.error("convert_iban")
    clerk.type("convert_iban", "BE00 1234")
    clerk.press("convert_save")
    assert "IBAN" in clerk.error("convert_iban")
    assert quote_view(clerk.desk, DRAFT).row.state is QuoteState.DRAFT


def test_3_2_6_the_quote_of_a_deactivated_client_is_not_sold_and_says_why(clerk: ProspectClerk) -> None:
    left(clerk.club.desk, ZOE)
    clerk.open(ConvertDialog(clerk.noted, SENT))
    assert clerk.text("convert_barred").startswith("Aucune vente possible Ce client est désactivé")
    assert clerk.why_not("convert_save").startswith("Ce client est désactivé")


def test_3_1_a_block_set_meanwhile_stops_the_sale(clerk: ProspectClerk) -> None:
    clerk.open(ConvertDialog(clerk.noted, SENT))
    assert not clerk.sees("convert_barred")
    block_client(clerk.club.desk, BlockClient(new_command(), ZOE, "matériel non rendu"))
    clerk.press("convert_save")
    assert "matériel non rendu" in clerk.text("convert_dialog_summary")
    assert "matériel non rendu" in clerk.why_not("convert_save")


def test_3_1_a_responsable_releases_where_the_quote_is_sold_and_what_was_typed_stays(
    clerk_of: Callable[..., ProspectClerk],
) -> None:
    clerk = clerk_of(Role.MANAGER)
    clerk.open(ConvertDialog(clerk.noted, SENT))
    block_client(clerk.club.desk, BlockClient(new_command(), ZOE, "matériel non rendu"))
    clerk.press("convert_save")
    assert "matériel non rendu" in clerk.text("convert_barred_detail")
    clerk.press("convert_release")
    clerk.type("block_reason", "matériel rendu")
    clerk.press("reason_save")
    assert not clerk.sees("convert_barred")
    clerk.press("convert_save")
    assert quote_view(clerk.desk, SENT).row.state is QuoteState.CONVERTED


def test_3_1_reception_cannot_release_where_a_quote_is_sold(clerk: ProspectClerk) -> None:
    block_client(clerk.club.desk, BlockClient(new_command(), ZOE, "matériel non rendu"))
    clerk.open(ConvertDialog(clerk.noted, SENT))
    assert clerk.sees("convert_barred")
    assert not clerk.sees("convert_release")


def test_two_plans_are_sold_each_from_its_own_day(clerk: ProspectClerk) -> None:
    club = clerk.club
    quote = club.quote(club.plan_line(), club.plan_line(TWELVE_MONTHS), client=AISSATOU)
    clerk.open(ConvertDialog(clerk.noted, quote))
    assert clerk.text("convert_until_2") == "jusqu'au 27/07/2011"
    clerk.type("convert_start_2", "01/09/2010")
    assert clerk.text("convert_until_2") == "jusqu'au 31/08/2011"
    clerk.type("convert_iban", IBAN)
    clerk.press("convert_save")
    assert clerk.told() == ["Devis vendu."]


def test_the_quotes_of_the_club_are_listed_and_filtered(clerk: ProspectClerk) -> None:
    clerk.show(ProspectsPage(clerk.noted))
    clerk.page.tabs.show_page("quotes")
    clerk.settle()
    assert [row[:3] for row in clerk.table("quotes")] == [
        ["D2010-0002", "DUPONT-DURAND Zoé", "Remis"],
        ["D2010-0001", "LEJEUNE Bastien", "Brouillon"],
    ]
    clerk.control(QComboBox, "quotes_filter").setCurrentText("Remis")
    clerk.settle()
    assert [row[0] for row in clerk.table("quotes")] == ["D2010-0002"]
    clerk.page.quotes.table.setFocus()
    clerk.key(Qt.Key.Key_Return, clerk.page.quotes.table)
    assert clerk.ways() == [("quote", SENT)]


def test_an_expired_quote_says_so_and_is_taken_up_again(
    clerk_of: Callable[..., ProspectClerk],
) -> None:
    clerk = clerk_of(Role.RECEPTION, date(2010, 9, 1))
    clerk.open(QuoteDialog(clerk.noted, quote=SENT))
    assert clerk.text("quote_told").startswith("Expiré : il était valable jusqu'au 21/08/2010")
    assert not clerk.sees("quote_convert")
    answer(clerk, "quote_to_draft")
    clerk.type("quote_valid_until", "30/09/2010")
    clerk.press("quote_save")
    assert quote_view(clerk.desk, SENT).row.valid_until == date(2010, 9, 30)


def test_a_quote_that_is_only_read_is_as_tall_as_what_it_says(
    clerk: ProspectClerk, grab: Callable[[QWidget, str], object]
) -> None:
    clerk.open(QuoteDialog(clerk.noted, quote=DRAFT))
    tall = clerk.dialog.height()
    clerk.open(QuoteDialog(clerk.noted, quote=SENT))
    QApplication.processEvents()
    page = clerk.dialog.body.parentWidget()
    assert page is not None
    assert clerk.dialog.height() < tall - 150
    scroll = clerk.control(QScrollArea, "quote_dialog_scroll")
    assert scroll.verticalScrollBar().maximum() == 0
    grab(clerk.dialog, "quote-read")
    answer(clerk, "quote_to_draft")
    assert clerk.dialog.height() == tall
