"""Vendre un accès: what the plan proposes, what a person changes, what is refused, what is sold."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain.ids import ClientId
from app.domain.rights import Role
from app.i18n import Language, set_language
from app.services.desk import Touched, TouchedKind
from app.ui.kit.theme import Mode
from tests.services.club import IBAN
from tests.ui.kit.covered import covered_by_errors
from tests.ui.sale.conftest import SaleClerk

Selling = Callable[..., SaleClerk]
JEAN_NOEL, MARGAUX, INES, ANNE_SOPHIE, BASTIEN = (ClientId(number) for number in range(1, 6))
HOSTILE = "'; DROP TABLE access;--"
LONG = "9" * 10_000
NO_DAY = "Ce jour n’existe pas. Vérifiez le jour et le mois."
NO_DATE = "Date illisible. Écrivez jour/mois/année, par exemple 05/08/2010."
NO_AMOUNT = "Montant illisible. Écrivez par exemple 12,50."
NOT_POSITIVE = "Un prélèvement de 0 € ou moins n'existe pas : supprimez l'échéance."
BAD_IBAN = "IBAN inconnu : vérifiez le pays, la longueur et les chiffres de contrôle."
BAD_BIC = "BIC inconnu : 8 ou 11 signes, par exemple GKCCBEBB."


def test_the_plan_proposes_everything(selling: Selling) -> None:
    clerk = selling(BASTIEN)
    clerk.choose_plan("Illimité mensuel")
    assert clerk.text("sale_start") == "28/07/2010"
    assert clerk.text("sale_amount") == "59,00 €"
    assert clerk.text("sale_fee") == "0,00 €"
    assert clerk.text("sale_first_due") == "05/08/2010"
    assert clerk.text("sale_debit_day") == "5"
    assert clerk.text("sale_iban") == IBAN
    assert clerk.text("sale_reference") == "C000005-1"
    assert clerk.text("sale_signed_on") == "28/07/2010"


def test_the_preview_shows_what_will_stand_in_the_schedule(selling: Selling) -> None:
    clerk = selling(BASTIEN)
    clerk.choose_plan("Illimité avec inscription")
    assert clerk.lines() == [
        ["05/08/2010", "05/08/2010", "1", "89,50 €"],
        ["05/09/2010", "sans fin", "illimité", "64,50 €"],
    ]
    assert clerk.text("sale_access") == "Accès dès le 28/07/2010, sans fin"
    assert clerk.text("sale_total") == "64,50 € par mois"


def test_the_preview_of_a_fixed_length_says_its_end_and_its_total(selling: Selling) -> None:
    clerk = selling(BASTIEN)
    clerk.choose_plan("Douze mois")
    assert clerk.text("sale_access") == "Accès du 28/07/2010 au 27/07/2011 inclus"
    assert clerk.text("sale_total") == "480,00 €"
    assert clerk.lines() == [["05/08/2010", "05/07/2011", "12", "40,00 €"]]


def test_the_preview_follows_every_keystroke(selling: Selling) -> None:
    clerk = selling(BASTIEN)
    clerk.choose_plan("Illimité mensuel")
    clerk.type("sale_amount", "45,5")
    clerk.settle()
    assert clerk.lines() == [["05/08/2010", "sans fin", "illimité", "45,50 €"]]
    clerk.type("sale_start", "10/10/2010")
    clerk.settle()
    assert clerk.text("sale_first_due") == "05/11/2010"
    assert clerk.lines() == [["05/11/2010", "sans fin", "illimité", "45,50 €"]]


def test_a_plan_paid_at_once_asks_for_no_debit(selling: Selling) -> None:
    clerk = selling(BASTIEN)
    clerk.choose_plan("Trente jours")
    assert not clerk.sees("sale_first_due")
    assert not clerk.sees("sale_iban")
    assert clerk.text("sale_total") == "65,00 €"
    clerk.press("sale_save")
    (sold,) = clerk.sold()
    assert sold.amount_at_once == 6500
    assert sold.mandate is None
    assert sold.item.last_day == date(2010, 8, 26)


def test_ok_sells_once_and_says_so(selling: Selling) -> None:
    clerk = selling(BASTIEN)
    clerk.choose_plan("Illimité mensuel")
    clerk.press("sale_save", twice=True)
    (sold,) = clerk.sold()
    assert sold.item.plan_name == "Illimité mensuel"
    assert sold.contract.terms is not None
    assert sold.contract.terms.first_due == date(2010, 8, 5)
    assert clerk.announced() == ["Accès vendu : Illimité mensuel, dès le 28/07/2010."]
    assert not clerk.sees("sale_dialog")


def test_what_is_announced_touches_the_client_and_the_access(selling: Selling) -> None:
    clerk = selling(BASTIEN)
    clerk.choose_plan("Illimité mensuel")
    clerk.press("sale_save")
    outcome = next(way[1] for way in clerk.noted.ways if way[0] == "announced")
    assert Touched(TouchedKind.CLIENT, BASTIEN) in outcome.touched
    assert any(each.kind is TouchedKind.ACCESS for each in outcome.touched)


def test_a_sale_is_made_without_a_mouse(selling: Selling) -> None:
    clerk = selling(BASTIEN)
    plans = clerk.control(QWidget, "sale_plans")
    assert plans.hasFocus()
    clerk.key(Qt.Key.Key_Home, plans)
    for _ in range(2):
        clerk.key(Qt.Key.Key_Down, plans)
    clerk.key(Qt.Key.Key_B, clerk.dialog, Qt.KeyboardModifier.AltModifier)
    assert clerk.control(QWidget, "sale_bic").hasFocus()
    clerk.key(Qt.Key.Key_O, clerk.dialog, Qt.KeyboardModifier.AltModifier)
    clerk.qtbot.waitUntil(lambda: not clerk.sees("sale_dialog"))
    (sold,) = clerk.sold()
    assert sold.item.plan_name == "Illimité mensuel"


def test_what_was_changed_by_hand_stays_when_the_plan_changes_and_the_proposal_is_told(
    selling: Selling,
) -> None:
    clerk = selling(BASTIEN)
    clerk.choose_plan("Illimité mensuel")
    clerk.type("sale_amount", "45")
    clerk.choose_plan("Douze mois")
    assert clerk.text("sale_amount") == "45"
    assert clerk.text("sale_fee") == "0,00 €"
    hint = clerk.dialog.form.form.field("amount")._hint.text()
    assert hint.replace("\u00a0", " ") == "proposé : 40,00 €"
    clerk.press("sale_propose_again")
    assert clerk.text("sale_amount") == "40,00 €"
    assert not clerk.sees("sale_propose_again")


def test_first_debit_and_debit_day_follow_each_other(selling: Selling) -> None:
    clerk = selling(BASTIEN)
    clerk.choose_plan("Illimité mensuel")
    clerk.type("sale_debit_day", "31")
    assert clerk.text("sale_first_due") == "31/07/2010"
    clerk.press("sale_propose_again")
    clerk.type("sale_first_due", "12/08/2010")
    assert clerk.text("sale_debit_day") == "12"
    clerk.settle()
    assert clerk.lines()[0][0] == "12/08/2010"


def test_the_mandate_the_client_has_is_proposed(selling: Selling) -> None:
    clerk = selling(MARGAUX)
    clerk.choose_plan("Illimité mensuel")
    assert clerk.text("sale_reference") == "RUM-2"
    assert clerk.text("sale_signed_on") == "05/07/2010"


def test_reception_sells_with_the_account_masked(selling: Selling) -> None:
    clerk = selling(BASTIEN, role=Role.RECEPTION)
    clerk.choose_plan("Illimité mensuel")
    assert clerk.text("sale_iban") == "BE68 **** **** 7034"
    clerk.press("sale_save")
    (sold,) = clerk.sold()
    assert sold.iban_masked == "BE68 **** **** 7034"


BAD = [
    ("sale_start", "", "Date à remplir."),
    ("sale_start", "29/02/2011", NO_DAY),
    ("sale_start", "01/01/0001", "L’année 1 n’est pas possible."),
    ("sale_start", "01/01/9999", "L’année 9999 n’est pas possible."),
    ("sale_start", "demain", NO_DATE),
    ("sale_start", HOSTILE, NO_DATE),
    ("sale_start", "01/01/1901", "Date invraisemblable : choisissez un jour du 01/01/1950 au 31/12/2020."),
    ("sale_amount", "", "Montant à remplir."),
    ("sale_amount", "0", NOT_POSITIVE),
    ("sale_amount", "-5", NOT_POSITIVE),
    ("sale_amount", "12,5,5", NO_AMOUNT),
    ("sale_amount", "12.345", NO_AMOUNT),
    ("sale_amount", "abc", NO_AMOUNT),
    ("sale_amount", "\U0001f600", NO_AMOUNT),
    ("sale_amount", HOSTILE, NO_AMOUNT),
    ("sale_amount", LONG, NO_AMOUNT),
    ("sale_amount", "99999999999", "Ce montant est trop grand."),
    ("sale_fee", "x", NO_AMOUNT),
    ("sale_fee", "-1", "Les frais d'inscription ne peuvent pas être négatifs."),
    ("sale_first_due", "31/04/2011", NO_DAY),
    ("sale_first_due", "", "Date à remplir."),
    ("sale_first_due", "05/08/2019", ""),
    ("sale_debit_day", "", "Nombre à remplir."),
    ("sale_debit_day", "0", "Écrivez un nombre de 1 à 31."),
    ("sale_debit_day", "32", "Écrivez un nombre de 1 à 31."),
    ("sale_debit_day", "-1", "Écrivez un nombre de 1 à 31."),
    ("sale_debit_day", "5,5", "Écrivez un nombre entier."),
    ("sale_iban", "", ""),
    ("sale_iban", "BE12", BAD_IBAN),
    ("sale_iban", HOSTILE, BAD_IBAN),
    ("sale_iban", "\u05e9", BAD_IBAN),
    ("sale_bic", "ABC", BAD_BIC),
    ("sale_bic", "\u202eGKCCBEBB", BAD_BIC),
    ("sale_reference", "", ""),
    ("sale_reference", "é", ""),
    ("sale_reference", "a//b", ""),
    ("sale_reference", "x" * 36, ""),
    ("sale_reference", "rum-2", ""),
    ("sale_signed_on", "29/02/2010", NO_DAY),
    ("sale_signed_on", "29/07/2010", ""),
    ("sale_signed_on", "", "Date à remplir."),
]
"""Field, what is typed, and the sentence; without a sentence: some sentence beside that field."""


@pytest.mark.parametrize("group", range(4))
def test_what_cannot_be_sold_is_refused_beside_its_field_and_sells_nothing(
    selling: Selling, group: int
) -> None:
    clerk = selling(BASTIEN)
    clerk.choose_plan("Illimité mensuel")
    wrong = []
    for name, typed, said in BAD[group::4]:
        clerk.type(name, "")
        if typed:
            clerk.paste(name, typed)
        clerk.press("sale_save")
        told = clerk.error(name)
        if not told or (said and told != said):
            wrong.append((name, typed[:20], told))
        clerk.dialog.form.show_start(date(2010, 7, 28))
        clerk.dialog.form.propose_again()
        clerk.settle()
    assert wrong == []
    assert clerk.sold() == []
    assert clerk.announced() == []


def test_an_amount_is_typed_with_a_comma_or_a_point_and_pasted_with_a_line_end(selling: Selling) -> None:
    clerk = selling(BASTIEN)
    clerk.choose_plan("Illimité mensuel")
    for typed in ("12,50", "12.50", "12,5", "12.50\n", " 12,50 € "):
        clerk.paste("sale_amount", typed)
        assert clerk.lines()[0][3] == "12,50 €", typed


def test_a_start_on_a_leap_day_is_sold(selling: Selling) -> None:
    clerk = selling(BASTIEN)
    clerk.choose_plan("Douze mois")
    clerk.type("sale_start", "29/02/2012")
    clerk.settle()
    assert clerk.text("sale_access") == "Accès du 29/02/2012 au 28/02/2013 inclus"


def test_while_a_field_cannot_be_read_there_is_no_preview(selling: Selling) -> None:
    clerk = selling(BASTIEN)
    clerk.choose_plan("Illimité mensuel")
    clerk.type("sale_amount", "12,5x")
    clerk.settle()
    assert clerk.dialog.preview.missing.endswith("L'aperçu revient dès que les champs sont lisibles.")
    clerk.type("sale_amount", "12,5")
    clerk.settle()
    assert clerk.dialog.preview.missing == ""


def test_a_minor_without_representative_is_warned_of(selling: Selling) -> None:
    clerk = selling(INES)
    assert clerk.text("sale_minor_text") == "Mineur sans représentant légal"
    assert not selling(BASTIEN).dialog._minor.isVisible()


def test_leaving_asks_once_where_something_was_typed(selling: Selling) -> None:
    clerk = selling(BASTIEN)
    clerk.type("sale_amount", "45")
    clerk.settle()
    clerk.press("sale_dialog_leave")
    clerk.press("ask_cancel")
    assert clerk.sees("sale_dialog")
    clerk.press("sale_dialog_leave")
    clerk.press("ask_yes")
    assert not clerk.sees("sale_dialog")
    assert clerk.sold() == []


def test_escape_leaves_where_nothing_was_typed(selling: Selling) -> None:
    clerk = selling(BASTIEN)
    clerk.key(Qt.Key.Key_Escape, clerk.dialog)
    assert not clerk.sees("sale_dialog")


def test_a_client_that_is_gone_is_told(selling: Selling) -> None:
    clerk = selling(ClientId(999))
    assert clerk.sees("message")
    assert not clerk.sees("sale_dialog")
    clerk.press("message_close")


def test_every_control_has_a_name_for_those_who_cannot_see_it(selling: Selling) -> None:
    clerk = selling(BASTIEN)
    unnamed = [
        each.objectName()
        for each in clerk.dialog.findChildren(QWidget)
        if each.objectName().startswith("sale_") and isinstance(each, QAbstractButton)
        if not (each.accessibleName() or each.text())
    ]
    assert unnamed == []


@pytest.mark.parametrize("plan", ["Illimité avec inscription", "Douze mois", "Trente jours"])
def test_no_text_of_the_sale_is_cut(
    selling: Selling, assert_no_cut_text: Callable[[QWidget], None], plan: str
) -> None:
    clerk = selling(BASTIEN)
    clerk.choose_plan(plan)
    for width, height in ((1200, 776), (1180, 700)):
        clerk.dialog.resize(width, height)
        clerk.settle()
        assert_no_cut_text(clerk.dialog)


def test_the_sale_is_painted_in_both_looks(
    selling: Selling, each_look: Mode, grab: Callable[[QWidget, str], QImage]
) -> None:
    clerk = selling(BASTIEN)
    picture = grab(clerk.dialog, f"sale-{each_look.value}")
    assert (picture.pixelColor(300, 4).lightness() > 200) == (each_look is Mode.LIGHT)


@pytest.mark.parametrize("language", Language)
def test_what_is_wrong_in_a_sale_hides_nothing(selling: Selling, qtbot: QtBot, language: Language) -> None:
    set_language(language)
    clerk = selling(BASTIEN)
    clerk.choose_plan("Illimité avec inscription")
    for name in ("start", "amount", "fee", "first_due", "debit_day", "signed_on"):
        clerk.type(f"sale_{name}", "x")
    clerk.press("sale_save")
    assert clerk.dialog.form.form.errors()
    qtbot.waitUntil(lambda: covered_by_errors(clerk.dialog) == [])
