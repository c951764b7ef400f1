"""Every field of the card is checked in words, all wrong ones at once, each beside its field (spec 1.3)."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.domain.refusals import (
    BirthDateImplausible,
    FieldMissing,
    FieldTooLong,
    FieldUnreadable,
    RateImplausible,
    Refusal,
)
from app.services.client_fields import LENGTHS, check_fields, checked_fields
from app.services.client_refusals import BadCardNumber, BadPostalCode, NotAName, StrangeSign
from app.services.fields import ClientFields, PersonKind
from app.services.refusals import BadBic, BadChoice, BadEmail, BadIban, BadPhone, BadVatNumber

TODAY = date(2010, 7, 20)
LEFEVRE = ClientFields(
    surname="LEFÈVRE", first_name="Jean-Noël", birth_date=date(1976, 3, 14), country="FR", postal_code="59000"
)
HUGE = "x" * 100_000
WRONG: list[tuple[str, Any, type[Refusal]]] = [
    ("surname", "", FieldMissing),
    ("surname", "   ", FieldMissing),
    ("surname", "LEFÈVRE\nJean", FieldUnreadable),
    ("surname", "a\u202eb", FieldUnreadable),
    ("surname", "a\x00b", FieldUnreadable),
    ("surname", "\ud800", FieldUnreadable),
    ("surname", "😀", StrangeSign),
    ("surname", "שלום", StrangeSign),
    ("surname", "'; DROP TABLE client; --", StrangeSign),
    ("surname", "1234", NotAName),
    ("first_name", "<b>Jean</b>", StrangeSign),
    ("town", "=1+1", StrangeSign),
    ("birth_date", date(1, 1, 1), BirthDateImplausible),
    ("birth_date", date(1899, 12, 31), BirthDateImplausible),
    ("birth_date", date(2010, 7, 21), BirthDateImplausible),
    ("birth_date", date(9999, 12, 31), BirthDateImplausible),
    ("iban", "FR7630006000011234567890188", BadIban),
    ("iban", "FR76 3000 6000", BadIban),
    ("iban", "DROP TABLE", BadIban),
    ("iban", "BE68539007547035", BadIban),
    ("iban", "ZZ68539007547034", BadIban),
    ("bic", "AGRI", BadBic),
    ("bic", "AGRIZZPP", BadBic),
    ("vat_number", "BE0428759498", BadVatNumber),
    ("vat_number", "12", BadVatNumber),
    ("email", "jean", BadEmail),
    ("email", "jean@", BadEmail),
    ("email", "a@b@c.fr", BadEmail),
    ("mobile", "06 12", BadPhone),
    ("mobile", "jean", BadPhone),
    ("phone", "+999 123 456", BadPhone),
    ("fax", "1" * 30, BadPhone),
    ("mobile", "٠٦١٢٣٤٥٦٧٨", StrangeSign),
    ("postal_code", "7500", BadPostalCode),
    ("postal_code", "59 000", BadPostalCode),
    ("country", "ZZ", BadChoice),
    ("country", "", FieldMissing),
    ("language", "de", BadChoice),
    ("vat_rate", "101", RateImplausible),
    ("vat_rate", "-1", RateImplausible),
    ("vat_rate", "21 % + 1", RateImplausible),
    ("card_number", "12;34", BadCardNumber),
    ("card_number", "12\t34", FieldUnreadable),
    ("remark", "a\x07b", FieldUnreadable),
]


@pytest.mark.parametrize(("field", "typed", "reason"), WRONG, ids=lambda value: repr(value)[:40])
def test_a_wrong_field_is_refused_beside_it(field: str, typed: object, reason: type[Refusal]) -> None:
    refused = check_fields(replace(LEFEVRE, **{field: typed}), TODAY)  # type: ignore[arg-type]
    assert refused is not None
    assert [(type(each), each.beside) for each in refused.refusals] == [(reason, field)]


@pytest.mark.parametrize("field", LENGTHS)
def test_no_field_takes_a_hundred_thousand_characters(field: str) -> None:
    refused = check_fields(replace(LEFEVRE, **{field: HUGE}), TODAY)  # type: ignore[arg-type]
    assert refused is not None
    reasons = [each for each in refused.refusals if each.beside == field]
    assert reasons == [FieldTooLong(field, LENGTHS[field])]


RIGHT = [
    ("surname", "  De  la   Fontaine ", "De la Fontaine"),
    ("surname", "D'Hondt-Łukasik", "D'Hondt-Łukasik"),
    ("surname", "Папандреу", "Папандреу"),
    ("company", "A & B <Cie>", "A & B <Cie>"),
    ("iban", "fr76 3000 6000 0112 3456 7890 189", "FR7630006000011234567890189"),
    ("bic", "agrifrpp", "AGRIFRPP"),
    ("vat_number", "40303265045", "FR40303265045"),
    ("vat_number", "BE 0403.019.261", "BE0403019261"),
    ("vat_rate", "5.5", "5,5 %"),
    ("vat_rate", "21%", "21 %"),
    ("email", "jn.lefevre@EXEMPLE.fr", "jn.lefevre@exemple.fr"),
    ("mobile", "0612345678", "06 12 34 56 78"),
    ("mobile", "+33612345678", "06 12 34 56 78"),
    ("mobile", "+32 470/12.34.56", "+32 470 12 34 56"),
    ("mobile", "06 39 98 00 01", "06 39 98 00 01"),
    ("country", "fr", "FR"),
    ("language", "NL", "nl"),
    ("card_number", " 00 348 112 ", "00 348 112"),
    ("remark", "Clé 42\r\nà rendre\t!", "Clé 42\nà rendre !"),
    ("client_type", "Étudiant ≥ 18 ans", "Étudiant ≥ 18 ans"),
]


@pytest.mark.parametrize(("field", "typed", "kept"), RIGHT, ids=lambda value: repr(value)[:40])
def test_a_field_is_kept_as_it_is_read_best(field: str, typed: str, kept: str) -> None:
    card = checked_fields(replace(LEFEVRE, **{field: typed}), TODAY)  # type: ignore[arg-type]
    assert getattr(card, field) == kept
    assert checked_fields(card, TODAY) == card


@pytest.mark.parametrize(
    ("country", "typed", "kept"),
    [
        ("BE", "7500", "7500"),
        ("NL", "1012ab", "1012 AB"),
        ("LU", "l-1009", "L-1009"),
        ("US", "NY 10001", "NY 10001"),
    ],
)
def test_a_postal_code_has_the_shape_of_its_country(country: str, typed: str, kept: str) -> None:
    assert checked_fields(replace(LEFEVRE, country=country, postal_code=typed), TODAY).postal_code == kept


def test_everything_wrong_is_said_at_once_in_the_order_of_the_card() -> None:
    refused = check_fields(
        replace(LEFEVRE, iban="x", email="x", surname="", birth_date=date(3000, 1, 1)), TODAY
    )
    assert refused is not None
    assert [each.beside for each in refused.refusals] == ["surname", "birth_date", "email", "iban"]


def test_a_company_needs_its_name_and_nobodys_surname() -> None:
    company = ClientFields(kind=PersonKind.LEGAL, company="Garage de la Lys SRL")
    assert check_fields(company, TODAY) is None
    refused = check_fields(replace(company, company=""), TODAY)
    assert refused is not None
    assert refused.refusals == (FieldMissing("company"),)


def test_right_fields_are_not_refused() -> None:
    assert check_fields(LEFEVRE, TODAY) is None
