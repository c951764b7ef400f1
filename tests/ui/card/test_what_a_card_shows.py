"""The head, the key facts and the tabs answer what staff are asked at the desk."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel, QWidget

from app.domain.ids import ClientId
from app.domain.rights import Role
from app.i18n import Language, set_language
from app.services.clients import save_client
from app.services.desk import Desk, Touched, TouchedKind
from app.services.fields import ClientFields
from app.services.queries.access import accesses
from app.services.requests import SaveClient
from app.ui.kit.cells import cell_width
from app.ui.kit.rows import CELL_ROLE
from app.ui.kit.table import Table
from app.ui.kit.theme import Mode
from app.ui.kit.workplace import AccessTab, CardTab, Neighbours, Workplace
from tests.services.club import Club, new_command
from tests.ui.card.conftest import ANNE_SOPHIE, BASTIEN, INES, JEAN_NOEL, MARGAUX, CardClerk
from tests.ui.noted_workplace import NotedWorkplace

AtCard = Callable[..., CardClerk]


def test_the_head_says_who_she_is_and_in_what_state(at_card: AtCard) -> None:
    clerk = at_card(JEAN_NOEL)
    assert clerk.text("card_name") == "LEFÈVRE Jean-Noël"
    assert clerk.text("card_state") == "Suspendu jusqu'au 04/09/2010"
    assert "n° 1 · 34 ans, né(e) le 14/03/1976" in clerk.text("card_who")


def test_the_key_facts_answer_the_three_questions_of_the_desk(at_card: AtCard) -> None:
    clerk = at_card(JEAN_NOEL)
    assert clerk.text("card_may_enter_value") == "Non"
    assert clerk.text("card_may_enter_fact") == "carte bloquée encore 39 jours"
    assert clerk.text("card_current_access_value") == "Illimité"
    assert clerk.text("card_next_debit_value") == "2,00 €"
    assert clerk.text("card_next_debit_fact") == "le 05/08/2010, puis 59,00 € dès le 05/09"
    assert clerk.text("card_overdue_value") == "0,00 €"


def test_an_active_member_may_enter(at_card: AtCard) -> None:
    clerk = at_card(MARGAUX)
    assert clerk.text("card_may_enter_value") == "Oui"
    assert clerk.text("card_state") == "Actif"


def test_a_fixed_length_access_shows_its_last_day(at_card: AtCard) -> None:
    clerk = at_card(ANNE_SOPHIE)
    assert clerk.text("card_current_access_value") == "Jusqu'au 28/02/2011"


def test_the_banner_of_a_suspension_says_when_the_card_opens_and_leads_to_its_stop(at_card: AtCard) -> None:
    clerk = at_card(JEAN_NOEL)
    assert (
        clerk.text("card_banner_text") == "Suspendu : du 22/07/2010 au 04/09/2010 inclus, 45 jours, blessure"
    )
    assert "Elle ouvre de nouveau le 05/09/2010" in clerk.text("card_banner_detail")
    clerk.press("card_banner_stop")
    way = clerk.noted.ways[-1]
    assert way[:2] == ("access", JEAN_NOEL)
    assert way[3] is AccessTab.REPORT


def test_a_blocked_client_is_told_with_the_reason_and_sold_nothing(at_card: AtCard) -> None:
    clerk = at_card(INES)
    assert clerk.text("card_state") == "Bloqué"
    assert clerk.text("card_banner_detail").startswith("Paiement en retard.")
    assert clerk.why_not("card_sell") == "Client bloqué : paiement en retard"


def test_a_minor_without_representative_is_warned_of_and_the_banner_leads_to_the_field(
    at_card: AtCard,
) -> None:
    clerk = at_card(INES)
    assert clerk.text("card_banner_2_text") == "Mineur sans représentant légal"
    clerk.press("card_banner_identity")
    assert clerk.control(QWidget, "field_legal_representative").hasFocus()


def test_a_prospect_is_led_to_the_sale(at_card: AtCard) -> None:
    clerk = at_card(BASTIEN)
    assert clerk.text("card_state") == "Prospect"
    assert clerk.why_not("card_access") == "Vendez d'abord un accès."
    assert clerk.control(QWidget, "card_sell").property("kind") == "primary"
    assert clerk.sees("card_nothing")
    assert not clerk.sees("card_debits")
    clerk.press("card_sell")
    assert clerk.noted.ways[-1] == ("sale", BASTIEN)


def test_the_tab_of_accesses_shows_suspensions_and_next_debits(at_card: AtCard) -> None:
    clerk = at_card(JEAN_NOEL)
    assert clerk.table("card_suspensions") == [
        ["22/07/2010", "04/09/2010", "45", "blessure", "2", "2,00 €", "ADMIN"]
    ]
    assert clerk.table("card_debits") == [
        ["05/08/2010", "1", "2,00 €"],
        ["dès le 05/09/2010", "illimité", "59,00 €"],
    ]


def test_what_happened_lately_is_told_with_its_whole_date(at_card: AtCard) -> None:
    days = [row[0] for row in at_card(JEAN_NOEL).table("card_recent")]
    assert days
    assert all(re.fullmatch(r"\d\d/\d\d/\d{4}", each) for each in days)


def test_the_activity_says_who_did_what(at_card: AtCard) -> None:
    clerk = at_card(JEAN_NOEL, tab="activity")
    told = clerk.table("card_activity")
    assert [row[3] for row in told] == ["ADMIN"] * len(told)
    assert told[0][1].startswith("Report ajouté")
    assert told[-1][1].startswith("Fiche créée")


def test_the_access_button_opens_the_access_dialog(at_card: AtCard) -> None:
    clerk = at_card(JEAN_NOEL)
    clerk.press("card_access")
    assert clerk.noted.ways[-1] == ("access", JEAN_NOEL, None, None)


def test_back_leads_to_the_result(at_card: AtCard) -> None:
    clerk = at_card(JEAN_NOEL)
    clerk.press("card_back")
    assert clerk.noted.ways[-1] == ("search",)


def test_the_schedule_of_the_main_access_is_printed_from_the_menu(at_card: AtCard) -> None:
    clerk = at_card(JEAN_NOEL)
    clerk.press("card_more")
    clerk.choose("card_menu", "card_print")
    assert clerk.noted.ways[-1][0] == "schedule"


def test_a_remark_is_shown_when_the_card_opens_and_only_then(
    at_card: AtCard, desk_at: Callable[..., Desk]
) -> None:
    desk = desk_at()
    fields = ClientFields(surname="LEJEUNE", first_name="Bastien", remark="Rend le badge.", show_remark=True)
    version = _version(desk, BASTIEN)
    save_client(desk, SaveClient(new_command(), BASTIEN, version, fields))
    clerk = at_card(BASTIEN)
    assert clerk.text("remark_text") == "Rend le badge."
    clerk.press("remark_read")
    clerk.page.reload()
    clerk.settle()
    assert not clerk.sees("remark")


def test_a_card_reads_again_when_another_desk_changed_it(
    at_card: AtCard, desk_at: Callable[..., Desk]
) -> None:
    clerk = at_card(BASTIEN)
    desk = desk_at(Role.MANAGER)
    save_client(
        desk,
        SaveClient(new_command(), BASTIEN, _version(desk, BASTIEN), ClientFields(surname="LEJEUNE-ROY")),
    )
    clerk.page.refresh(frozenset({Touched(TouchedKind.CLIENT, BASTIEN)}))
    clerk.settle()
    assert clerk.text("card_name") == "LEJEUNE-ROY"


def test_a_client_that_is_gone_leads_back_to_the_search(at_card: AtCard) -> None:
    clerk = at_card(ClientId(999))
    assert clerk.sees("message")
    assert clerk.noted.ways[-1] == ("search",)
    clerk.press("message_close")


def test_the_result_is_walked_from_card_to_card(at_card: AtCard, noted: NotedWorkplace) -> None:
    noted.result = {MARGAUX: Neighbours(2, 3, JEAN_NOEL, BASTIEN), JEAN_NOEL: Neighbours(1, 3, None, MARGAUX)}
    clerk = at_card(MARGAUX)
    assert clerk.text("card_place") == "2 sur 3"
    clerk.press("card_after")
    assert noted.ways[-1] == ("client", BASTIEN)
    clerk.key(Qt.Key.Key_PageUp, clerk.page, Qt.KeyboardModifier.ControlModifier)
    assert noted.ways[-1] == ("client", JEAN_NOEL)


def test_the_first_of_the_result_has_nobody_before(at_card: AtCard, noted: NotedWorkplace) -> None:
    noted.result = {JEAN_NOEL: Neighbours(1, None, None, MARGAUX)}
    clerk = at_card(JEAN_NOEL)
    assert clerk.why_not("card_before") == "C'est le premier du résultat."
    assert clerk.text("card_place") == "n° 1 du résultat"


def test_other_areas_add_tabs_between_the_accesses_and_the_documents(at_card: AtCard) -> None:
    made: list[ClientId] = []

    def make(_workplace: Workplace, client: ClientId) -> QWidget:
        made.append(client)
        return QLabel(f"factures de {client}")

    clerk = at_card(JEAN_NOEL, tabs=(CardTab("invoices", "Factures & paiements", make),))
    assert clerk.tabs() == ["Identité", "Accès", "Factures & paiements", "Documents", "Activité"]
    assert made == []
    clerk.show_tab("invoices")
    clerk.show_tab("access")
    clerk.show_tab("invoices")
    assert made == [JEAN_NOEL]


@pytest.mark.parametrize("client", [JEAN_NOEL, INES, ANNE_SOPHIE, BASTIEN])
def test_no_text_of_a_card_is_cut_at_any_size_of_window(
    at_card: AtCard, assert_no_cut_text: Callable[[QWidget], None], client: ClientId
) -> None:
    clerk = at_card(client)
    for width, height in ((1080, 744), (1240, 840), (1720, 1024)):
        clerk.noted.window.resize(width, height)
        for tab in ("identity", "access", "documents", "activity"):
            clerk.show_tab(tab)
            assert_no_cut_text(clerk.page)


def test_no_text_of_an_empty_card_is_cut(
    at_card: AtCard, assert_no_cut_text: Callable[[QWidget], None]
) -> None:
    assert_no_cut_text(at_card(None, size=(1080, 744)).page)


def test_a_very_long_name_is_read_whole(
    at_card: AtCard, desk_at: Callable[..., Desk], assert_no_cut_text: Callable[[QWidget], None]
) -> None:
    desk = desk_at()
    long = ClientFields(
        surname="Van den Abeele de Montmorency de la Tour-Lauraguais",
        first_name="Marie-Antoinette Joséphine Élisabeth Charlotte",
        email="marie-antoinette.josephine.elisabeth@tres-long-domaine-exemple.be",
        birth_date=date(2000, 2, 29),
        company="Établissements Van den Abeele & Fils, société coopérative à responsabilité limitée",
        adviser="Sarah-Louise Vandenbroucke-Timmermans",
    )
    save_client(desk, SaveClient(new_command(), BASTIEN, _version(desk, BASTIEN), long))
    clerk = at_card(BASTIEN, size=(1080, 744))
    assert_no_cut_text(clerk.page)


@pytest.mark.parametrize("language", list(Language))
def test_the_ranks_of_a_report_that_changes_no_debit_are_read_whole(
    at_card: AtCard, desk_at: Callable[..., Desk], language: Language
) -> None:
    desk = desk_at()
    (access,) = accesses(desk, MARGAUX)
    Club(desk).suspended(access.id, first_day=desk.today(), days=10, ranks=None)
    set_language(language)
    try:
        table = at_card(MARGAUX).control(Table, "card_suspensions")
        at = next(at for at, column in enumerate(table.rows_model().columns) if column.key == "ranks")
        cell = table.rows_model().index(0, at).data(CELL_ROLE)
        assert cell_width(cell) <= table.columnWidth(at)
    finally:
        set_language(Language.FR)


def test_a_card_is_painted_in_both_looks(
    at_card: AtCard, each_look: Mode, grab: Callable[[QWidget, str], QImage]
) -> None:
    clerk = at_card(JEAN_NOEL)
    picture = grab(clerk.page, f"card-{each_look.value}")
    ground = picture.pixelColor(2, 2).lightness()
    assert (ground > 200) == (each_look is Mode.LIGHT)


def _version(desk: Desk, client: ClientId) -> int:
    from app.services.queries.card import client_card

    card: Any = client_card(desk, client)
    return int(card.version)
