"""The fields of a card are saved whole or refused beside the field, and nothing typed is lost."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.ids import ClientId
from app.domain.rights import Role
from app.services.clients import save_client
from app.services.desk import Desk
from app.services.fields import ClientFields, PersonKind
from app.services.queries.card import client_card
from app.services.requests import SaveClient
from app.ui.kit.choices import Choice, TickBox
from tests.services.club import new_command
from tests.ui.card.conftest import BASTIEN, JEAN_NOEL, CardClerk

AtCard = Callable[..., CardClerk]
HOSTILE = "'; DROP TABLE client;--"
LONG = "x" * 10_000
MIRRORED = "\u202eabc"
HEBREW = "\u05e9\u05dc\u05d5\u05dd"
INVISIBLE = "Retirez les sauts de ligne et les caractères invisibles."
PHONE = "Numéro de téléphone inconnu : ajoutez l'indicatif, par exemple +32 470 12 34 56."
MAIL = "Adresse e-mail inconnue : écrivez par exemple nom@exemple.be."
VAT = "Numéro de TVA inconnu : vérifiez le pays et les chiffres."
IBAN = "IBAN inconnu : vérifiez le pays, la longueur et les chiffres de contrôle."
BIC = "BIC inconnu : 8 ou 11 signes, par exemple GKCCBEBB."
RATE = "Un taux va de 0 à 100 %."
CARD = "Un numéro de carte n'a que des chiffres, comme 00 348 112."
POST = "Code postal inconnu pour ce pays : par exemple 1000."
BORN = "Date de naissance invraisemblable : du 01/01/1900 au 28/07/2010."
NO_DAY = "Ce jour n’existe pas. Vérifiez le jour et le mois."
UNREADABLE = "Date illisible. Écrivez jour/mois/année, par exemple 05/08/2010."


def _sign(sign: str) -> str:
    return f"Ce signe n'a pas sa place ici : {sign}"


def _too_long(most: int) -> str:
    return f"Trop long : au plus {most} caractères."


BAD = [
    ("surname", "", "Ce champ est obligatoire."),
    ("surname", "   ", "Ce champ est obligatoire."),
    ("surname", "123", "Un nom a au moins une lettre."),
    ("surname", HOSTILE, _sign(";")),
    ("surname", "Zoé\U0001f600", _sign("\U0001f600")),
    ("surname", HEBREW, _sign("\u05e9")),
    ("surname", MIRRORED, INVISIBLE),
    ("surname", LONG, _too_long(60)),
    ("first_name", HOSTILE, _sign(";")),
    ("first_name", LONG, _too_long(60)),
    ("title", LONG, _too_long(20)),
    ("company", "\U0001f600", _sign("\U0001f600")),
    ("company", LONG, _too_long(120)),
    ("birth_date", "29/02/1975", NO_DAY),
    ("birth_date", "31/04/1976", NO_DAY),
    ("birth_date", "01/01/0001", "L’année 1 n’est pas possible."),
    ("birth_date", "01/01/9999", "L’année 9999 n’est pas possible."),
    ("birth_date", "hier", UNREADABLE),
    ("birth_date", HOSTILE, UNREADABLE),
    ("birth_date", "29/07/2010", BORN),
    ("legal_representative", "@", _sign("@")),
    ("contact_person", LONG, _too_long(120)),
    ("address", LONG, _too_long(120)),
    ("address2", HEBREW, _sign("\u05e9")),
    ("postal_code", "40000", POST),
    ("postal_code", "-1", POST),
    ("town", "Liège\u200b", INVISIBLE),
    ("province", "{Liège}", _sign("{")),
    ("country", "ZZ", "Choisissez une valeur de la liste."),
    ("country", "", "Ce champ est obligatoire."),
    ("phone", "abc", PHONE),
    ("phone", "-12", PHONE),
    ("fax", "0", PHONE),
    ("mobile", HOSTILE, PHONE),
    ("email", "a@", MAIL),
    ("email", "a b@c.be", MAIL),
    ("email", LONG, _too_long(254)),
    ("card_number", "é", CARD),
    ("card_number", HOSTILE, CARD),
    ("external_reference", LONG, _too_long(40)),
    ("client_type", LONG, _too_long(40)),
    ("adviser", MIRRORED, INVISIBLE),
    ("remark", LONG, "Trop long : au plus 2\u202f000 caractères."),
    ("remark", HEBREW, _sign("\u05e9")),
    ("national_number", LONG, _too_long(30)),
    ("identity_document", "\U0001f600", _sign("\U0001f600")),
    ("iban", "BE68539007547035", IBAN),
    ("iban", "12,5", IBAN),
    ("bic", "ABC", BIC),
    ("vat_number", "BE0123456789", VAT),
    ("vat_rate", "-1", RATE),
    ("vat_rate", "101", RATE),
    ("vat_rate", "12,5,5", RATE),
    ("exemption_certificate", LONG, _too_long(40)),
    ("discount_scheme", LONG, _too_long(40)),
    ("price_list", MIRRORED, INVISIBLE),
    ("payment_term", LONG, _too_long(40)),
    ("payment_condition", LONG, _too_long(40)),
    ("internal_account", LONG, _too_long(20)),
]


@pytest.mark.parametrize("group", range(4))
def test_what_cannot_be_kept_is_refused_beside_its_field_and_changes_nothing(
    at_card: AtCard, group: int
) -> None:
    clerk = at_card(BASTIEN, tab="identity")
    before = clerk.stored()
    wrong = []
    for name, typed, said in BAD[group::4]:
        _put(clerk, f"field_{name}", typed)
        clerk.press("card_save")
        if (told := clerk.error(f"field_{name}")) != said:
            wrong.append((name, typed[:20], told, said))
        assert clerk.sees("card_summary")
        assert clerk.page.has_unsaved()
        clerk.press("card_undo")
    assert wrong == []
    assert clerk.stored() == before
    assert clerk.announced() == []


def test_every_wrong_field_is_said_at_once_and_the_right_ones_keep_what_was_typed(at_card: AtCard) -> None:
    clerk = at_card(BASTIEN, tab="identity")
    clerk.type("field_town", "Huy")
    clerk.type("field_iban", "BE00")
    clerk.type("field_email", "nobody")
    clerk.press("card_save")
    assert clerk.error("field_iban") == IBAN
    assert clerk.error("field_email") == MAIL
    assert clerk.error("field_town") == ""
    assert clerk.text("field_town") == "Huy"
    assert clerk.text("card_summary_text").startswith("2 points à corriger")


def test_an_error_goes_as_it_is_mended_and_the_card_is_saved(at_card: AtCard) -> None:
    clerk = at_card(BASTIEN, tab="identity")
    clerk.type("field_iban", "BE00")
    clerk.press("card_save")
    clerk.type("field_iban", "be68 5390 0754 7034")
    assert clerk.error("field_iban") == ""
    assert not clerk.sees("card_summary")
    clerk.press("card_save")
    assert clerk.stored().fields.iban == "BE68539007547034"
    assert clerk.announced() == ["Fiche enregistrée."]
    assert not clerk.page.has_unsaved()


def test_every_field_of_the_card_is_kept_as_typed(at_card: AtCard) -> None:
    clerk = at_card(BASTIEN, tab="identity")
    typed = {
        "title": "Dr",
        "surname": "O'Neill-D'Hondt",
        "first_name": "Zoé",
        "birth_date": "29/02/1976",
        "company": "A & B <Cie",
        "legal_representative": "Jean Petit",
        "contact_person": "Anne",
        "address": "Rue de l'Église 5",
        "address2": "boîte 3",
        "postal_code": "4000",
        "town": "Liège",
        "province": "Liège",
        "phone": "04 222 33 44",
        "fax": "04 222 33 45",
        "mobile": "0475 62 08 91",
        "email": "zoe@exemple.be",
        "card_number": "00 777 111",
        "external_reference": "X-1",
        "client_type": "Famille",
        "adviser": "Sarah",
        "national_number": "76.02.29-123.45",
        "identity_document": "592-1234567-89",
        "iban": "BE68539007547034",
        "bic": "GKCCBEBB",
        "vat_number": "BE0403170701",
        "vat_rate": "21 %",
        "exemption_certificate": "C-9",
        "discount_scheme": "Famille 2",
        "price_list": "2010",
        "payment_term": "30 jours",
        "payment_condition": "fin de mois",
        "internal_account": "400123",
    }
    for name, text in typed.items():
        _put(clerk, f"field_{name}", text)
    _put(clerk, "field_remark", "Première ligne\nseconde ligne")
    clerk.control(TickBox, "field_show_remark").setChecked(True)
    clerk.control(TickBox, "field_show_identity").setChecked(True)
    clerk.press("card_save")
    clerk.answer_remark()
    kept = clerk.stored().fields
    assert kept == ClientFields(
        **{**typed, "birth_date": date(1976, 2, 29), "client_type": "family"},  # type: ignore[arg-type]
        remark="Première ligne\nseconde ligne",
        show_remark=True,
        show_identity=True,
    )


def test_a_pasted_line_end_becomes_a_space(at_card: AtCard) -> None:
    clerk = at_card(BASTIEN, tab="identity")
    clerk.paste("field_town", "Saint\nGilles")
    clerk.press("card_save")
    assert clerk.stored().fields.town == "Saint Gilles"


def test_the_keys_save_and_give_up(at_card: AtCard) -> None:
    clerk = at_card(BASTIEN, tab="identity")
    clerk.type("field_town", "Namur")
    clerk.key(Qt.Key.Key_S, None, Qt.KeyboardModifier.ControlModifier)
    assert clerk.stored().fields.town == "Namur"
    clerk.type("field_town", "Ath")
    clerk.press("card_undo")
    assert clerk.text("field_town") == "Namur"
    assert not clerk.page.has_unsaved()


def test_enter_in_a_field_saves(at_card: AtCard) -> None:
    clerk = at_card(BASTIEN, tab="identity")
    clerk.type("field_card_number", "00 555 123")
    clerk.key(Qt.Key.Key_Return)
    assert clerk.stored().fields.card_number == "00 555 123"


def test_nothing_changed_is_nothing_to_save(at_card: AtCard) -> None:
    clerk = at_card(BASTIEN, tab="identity")
    assert clerk.why_not("card_save") == "Rien n'a changé"
    assert not clerk.page.has_unsaved()


def test_a_double_click_on_save_saves_once(at_card: AtCard) -> None:
    clerk = at_card(BASTIEN, tab="identity")
    version = clerk.stored().version
    clerk.type("field_town", "Huy")
    clerk.press("card_save", twice=True)
    assert clerk.stored().version == version + 1
    assert clerk.announced() == ["Fiche enregistrée."]


def test_a_card_number_that_another_client_has_is_refused(at_card: AtCard) -> None:
    clerk = at_card(BASTIEN, tab="identity")
    clerk.type("field_card_number", "00 348 112")
    clerk.press("card_save")
    assert clerk.error("field_card_number") == "Cette carte est déjà celle du client 1."


def test_a_new_client_gets_a_number_and_a_card(at_card: AtCard) -> None:
    clerk = at_card(None)
    assert clerk.control(QWidget, "field_surname").hasFocus()
    clerk.type("field_surname", "Dubois")
    clerk.type("field_first_name", "Élise")
    clerk.press("card_save")
    announced = clerk.announced()
    assert announced == ["Client n° 9 créé."]
    opened = clerk.noted.ways[-1]
    assert opened[0] == "client"
    assert client_card(clerk.desk, opened[1]).fields.first_name == "Élise"
    assert not clerk.page.has_unsaved()


def test_a_company_needs_its_name(at_card: AtCard) -> None:
    clerk = at_card(None)
    clerk.control(Choice, "field_kind").set_value(PersonKind.LEGAL)
    clerk.press("card_save")
    assert clerk.error("field_company") == "Ce champ est obligatoire."


def test_an_empty_card_can_be_left(at_card: AtCard) -> None:
    clerk = at_card(None)
    clerk.type("field_surname", "Dub")
    clerk.press("card_undo")
    assert clerk.noted.ways[-1] == ("search",)
    assert not clerk.page.has_unsaved()


def test_a_stale_edit_shows_both_versions_and_keeps_what_was_typed(
    at_card: AtCard, desk_at: Callable[..., Desk]
) -> None:
    clerk = at_card(BASTIEN, tab="identity")
    clerk.type("field_town", "Namur")
    _save_elsewhere(desk_at(Role.MANAGER), BASTIEN, town="Dinant")
    clerk.press("card_save")
    assert "Modifié entre-temps par ADMIN" in clerk.text("message_text")
    assert clerk.text("message_detail") == "Ville : « Dinant » est enregistré, « Namur » est tapé ici."
    clerk.press("message_close")
    assert clerk.text("field_town") == "Namur"
    assert clerk.stored().fields.town == "Dinant"
    clerk.press("card_save")
    assert clerk.stored().fields.town == "Namur"


def test_the_form_keeps_what_is_typed_while_another_desk_saves(
    at_card: AtCard, desk_at: Callable[..., Desk]
) -> None:
    clerk = at_card(BASTIEN, tab="identity")
    clerk.type("field_town", "Namur")
    _save_elsewhere(desk_at(Role.MANAGER), BASTIEN, email="b@exemple.be")
    clerk.page.reload()
    clerk.settle()
    assert clerk.text("field_town") == "Namur"


def test_reception_sees_the_account_masked_and_saving_keeps_it(at_card: AtCard) -> None:
    clerk = at_card(JEAN_NOEL, role=Role.RECEPTION, tab="identity")
    assert clerk.text("field_iban") == "BE68 **** **** 7034"
    clerk.type("field_town", "Seraing")
    clerk.press("card_save")
    assert clerk.announced() == ["Fiche enregistrée."]
    assert client_card(_as_administrator(clerk), JEAN_NOEL).fields.iban == "BE68539007547034"


def test_identity_data_are_masked_until_the_card_says_that_they_are_shown(
    at_card: AtCard, desk_at: Callable[..., Desk]
) -> None:
    desk = desk_at()
    _save_elsewhere(desk, BASTIEN, national_number="76.02.29-123.45")
    clerk = at_card(BASTIEN, tab="identity")
    assert clerk.text("field_national_number") == "••••••••"
    assert not clerk.control(QWidget, "field_national_number").isEnabled()
    clerk.control(TickBox, "field_show_identity").setChecked(True)
    clerk.press("card_save")
    assert clerk.text("field_national_number") == "76.02.29-123.45"
    assert clerk.control(QWidget, "field_national_number").isEnabled()


def test_tab_walks_the_fields_in_the_order_of_the_eye(at_card: AtCard) -> None:
    clerk = at_card(BASTIEN, tab="identity")
    clerk.control(QWidget, "field_kind").setFocus()
    walked = []
    for _ in range(8):
        focused = QApplication.focusWidget()
        assert focused is not None
        owner = focused.parentWidget()
        assert owner is not None
        walked.append(focused.objectName() or owner.objectName())
        clerk.key(Qt.Key.Key_Tab)
    assert walked == [
        f"field_{name}"
        for name in (
            "kind",
            "title",
            "language",
            "surname",
            "first_name",
            "birth_date",
            "company",
            "legal_representative",
        )
    ]


def _put(clerk: CardClerk, name: str, text: str) -> None:
    """Type what a keyboard has, paste what it has not."""
    if text and len(text) < 40 and text.isprintable():
        clerk.type(name, text)
    elif text:
        clerk.paste(name, text)
    else:
        clerk.type(name, "")


def _save_elsewhere(desk: Desk, client: ClientId, **changed: str) -> None:
    card = client_card(desk, client)
    fields = replace(card.fields, **changed)  # type: ignore[arg-type]
    save_client(desk, SaveClient(new_command(), client, card.version, fields))


def _as_administrator(clerk: CardClerk) -> Desk:
    operator = replace(clerk.desk.operator, role=Role.ADMINISTRATOR)
    return Desk(clerk.desk.store, clerk.desk.clock, operator)
