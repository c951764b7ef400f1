"""Checks the fields of the card in words, all at once, and gives them back in the form they are kept in (spec 1.3).

Accounts, VAT numbers, addresses and telephones are judged by the libraries of the field; those are
imported where they are used, because the login does not wait for them.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from app.domain.refusals import (
    BirthDateImplausible,
    FieldMissing,
    FieldTooLong,
    FieldUnreadable,
    RateImplausible,
    Refusal,
    Refused,
    refuse_if_any,
)
from app.services.client_refusals import BadCardNumber, BadPostalCode, NotAName, StrangeSign
from app.services.fields import ClientFields, PersonKind
from app.services.refusals import (
    BadBic,
    BadChoice,
    BadEmail,
    BadIban,
    BadPhone,
    BadVatNumber,
)

LENGTHS = {
    "surname": 60,
    "first_name": 60,
    "title": 20,
    "company": 120,
    "external_reference": 40,
    "address": 120,
    "address2": 120,
    "postal_code": 12,
    "town": 60,
    "province": 60,
    "country": 2,
    "phone": 30,
    "fax": 30,
    "mobile": 30,
    "email": 254,
    "language": 2,
    "contact_person": 120,
    "legal_representative": 120,
    "client_type": 40,
    "adviser": 60,
    "vat_number": 20,
    "vat_rate": 8,
    "exemption_certificate": 40,
    "discount_scheme": 40,
    "price_list": 40,
    "payment_term": 40,
    "payment_condition": 40,
    "internal_account": 20,
    "iban": 42,
    "bic": 15,
    "card_number": 30,
    "remark": 2000,
    "national_number": 30,
    "identity_document": 60,
}
"""The longest text kept in each field, in characters; a form gives its fields the same limits."""

EARLIEST_BIRTH = date(1900, 1, 1)
LANGUAGES = ("fr", "nl", "en")
NAMES = ("surname", "first_name", "contact_person", "legal_representative", "town", "province")
_NOT_IN_NAMES = frozenset(';{}[]|\\=*#%^~_@$"<>')
_NEIGHBOURS = ("FR", "BE", "NL", "LU")
_POSTAL_CODES = {
    "BE": (re.compile(r"[1-9]\d{3}"), "1000"),
    "FR": (re.compile(r"\d{5}"), "59000"),
    "NL": (re.compile(r"[1-9]\d{3} ?[A-Za-z]{2}"), "1012 AB"),
    "LU": (re.compile(r"(L-?)?\d{4}", re.IGNORECASE), "1009"),
    "DE": (re.compile(r"\d{5}"), "52062"),
}
_RATE = re.compile(r"(\d{1,3})(?:[.,](\d{1,2}))?\s*%?")


@dataclass(frozen=True, slots=True)
class Verdict:
    """A field in the form it is kept in, or why it is not."""

    text: str
    refusal: Refusal | None = None


def check_fields(fields: ClientFields, today: date) -> Refused | None:
    """What would be refused of these fields, each reason beside its field; None: all well.

    For checks while typing; nothing is read or written.
    """
    _, refusals = judged_fields(fields, today)
    return Refused(*refusals) if refusals else None


def checked_fields(fields: ClientFields, today: date) -> ClientFields:
    """The fields as they are kept: trimmed, IBAN without spaces, telephone as it is dialled here.

    Refuses all wrong fields at once. Example: IBAN `be68 5390 0754 7034` → `BE68539007547034`.
    """
    kept, refusals = judged_fields(fields, today)
    refuse_if_any(refusals)
    return kept


def plain_text_verdict(name: str, text: str, longest: int) -> Verdict:
    """One line of text that every window and paper can show; `name` is the field it stands in."""
    trimmed = " ".join(word for word in text.split(" ") if word) if len(text) <= longest * 4 else text
    if len(trimmed) > longest:
        return Verdict(trimmed, FieldTooLong(name, longest))
    for sign in trimmed:
        if _is_unreadable(sign):
            return Verdict(trimmed, FieldUnreadable(name))
        if not _is_shown(sign):
            return Verdict(trimmed, StrangeSign(name, sign))
    return Verdict(trimmed)


def judged_fields(fields: ClientFields, today: date) -> tuple[ClientFields, list[Refusal]]:
    """The fields in the form they are kept in, and everything that is wrong with them, field by field."""
    kept: dict[str, Any] = {}
    refusals: list[Refusal] = []
    for name, longest in LENGTHS.items():
        verdict = _remark(fields.remark, longest) if name == "remark" else _text(fields, name, longest)
        kept[name] = verdict.text
        if verdict.refusal is not None:
            refusals.append(verdict.refusal)
    refused = {refusal.beside for refusal in refusals}
    trimmed = replace(fields, **kept)
    for name, check in _SHAPES.items():
        if name not in refused and kept[name]:
            verdict = check(kept[name], name, trimmed)
            kept[name] = verdict.text
            if verdict.refusal is not None:
                refusals.append(verdict.refusal)
    refusals.extend(_missing_and_dates(trimmed, today))
    order = tuple(ClientFields.__dataclass_fields__)
    return replace(fields, **kept), sorted(refusals, key=lambda refusal: order.index(refusal.beside))


def _missing_and_dates(fields: ClientFields, today: date) -> Iterator[Refusal]:
    """What must be there, and the birth date."""
    if fields.kind is PersonKind.NATURAL and not fields.surname:
        yield FieldMissing("surname")
    if fields.kind is PersonKind.LEGAL and not fields.company:
        yield FieldMissing("company")
    for name in ("country", "language"):
        if not getattr(fields, name):
            yield FieldMissing(name)
    born = fields.birth_date
    if born is not None and not EARLIEST_BIRTH <= born <= today:
        yield BirthDateImplausible("birth_date", EARLIEST_BIRTH, today)


def _text(fields: ClientFields, name: str, longest: int) -> Verdict:
    """A one-line field; names have letters and none of the signs of programs."""
    verdict = plain_text_verdict(name, getattr(fields, name), longest)
    if verdict.refusal is not None or name not in NAMES or not verdict.text:
        return verdict
    strange = next((sign for sign in verdict.text if sign in _NOT_IN_NAMES), None)
    if strange is not None:
        return Verdict(verdict.text, StrangeSign(name, strange))
    if not any(sign.isalpha() for sign in verdict.text):
        return Verdict(verdict.text, NotAName(name))
    return verdict


def _remark(text: str, longest: int) -> Verdict:
    """The remark may have several lines."""
    lines = text.replace("\r\n", "\n").replace("\t", " ").strip()
    verdict = plain_text_verdict("remark", lines.replace("\n", " "), longest)
    return Verdict(lines, verdict.refusal)


def _is_unreadable(sign: str) -> bool:
    """Line ends, control, direction and unassigned characters."""
    return unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def _is_shown(sign: str) -> bool:
    """Latin, Greek and Cyrillic, and the signs that go with them: what the bundled fonts draw."""
    return sign < "\u0530" or "\u1e00" <= sign < "\u2190" or sign in "≠≤≥−"


def _iban(text: str, name: str, fields: ClientFields) -> Verdict:
    """An IBAN with right check digits, those of its country too; kept without spaces."""
    from schwifty import IBAN
    from schwifty.exceptions import SchwiftyException

    try:
        return Verdict(str(IBAN(text, validate_bban=True)))
    except (SchwiftyException, ValueError):
        return Verdict(text, BadIban(name))


def _bic(text: str, name: str, fields: ClientFields) -> Verdict:
    """A BIC of 8 or 11 signs with a real country; kept without spaces."""
    from schwifty import BIC
    from schwifty.exceptions import SchwiftyException

    try:
        return Verdict(str(BIC(text)))
    except (SchwiftyException, ValueError):
        return Verdict(text, BadBic(name))


def _vat_number(text: str, name: str, fields: ClientFields) -> Verdict:
    """A VAT number with right check digits; the country's prefix is added where it was left out."""
    from stdnum.eu import vat
    from stdnum.exceptions import ValidationError

    try:
        return Verdict(str(vat.validate(text if text[:2].isalpha() else f"{fields.country}{text}")))
    except ValidationError:
        return Verdict(text, BadVatNumber(name))


def _email(text: str, name: str, fields: ClientFields) -> Verdict:
    """An address that could exist; nobody is asked whether it does."""
    from email_validator import EmailNotValidError, validate_email

    try:
        return Verdict(validate_email(text, check_deliverability=False).normalized)
    except EmailNotValidError:
        return Verdict(text, BadEmail(name))


def _telephone(text: str, name: str, fields: ClientFields) -> Verdict:
    """A number that could be dialled, written as it is read in its country; foreign ones with their +."""
    import phonenumbers
    from phonenumbers import NumberParseException, PhoneNumberFormat

    home = fields.country.upper()
    for region in (home, *_NEIGHBOURS):
        try:
            number = phonenumbers.parse(text, region)
        except NumberParseException:
            continue
        if phonenumbers.is_valid_number(number):
            is_foreign = phonenumbers.region_code_for_number(number) != home
            style = PhoneNumberFormat.INTERNATIONAL if is_foreign else PhoneNumberFormat.NATIONAL
            return Verdict(phonenumbers.format_number(number, style))
        if region == home and phonenumbers.is_possible_number(number):
            return Verdict(text)
    return Verdict(text, BadPhone(name))


def _postal_code(text: str, name: str, fields: ClientFields) -> Verdict:
    """The shape of the country's postal codes; other countries are not judged."""
    if fields.country.upper() not in _POSTAL_CODES:
        return Verdict(text)
    shape, example = _POSTAL_CODES[fields.country.upper()]
    if not shape.fullmatch(text):
        return Verdict(text, BadPostalCode(name, fields.country.upper(), example))
    if fields.country.upper() == "NL":
        return Verdict(f"{text[:4]} {text[-2:].upper()}")
    return Verdict(text.upper())


def _country(text: str, name: str, fields: ClientFields) -> Verdict:
    """The two letters of a country (ISO 3166)."""
    from phonenumbers import SUPPORTED_REGIONS

    known = text.upper() in SUPPORTED_REGIONS
    return Verdict(text.upper(), None if known else BadChoice(name))


def _language(text: str, name: str, fields: ClientFields) -> Verdict:
    """One of the languages that papers are made in."""
    return Verdict(text.lower(), None if text.lower() in LANGUAGES else BadChoice(name))


def rate_verdict(name: str, text: str) -> Verdict:
    """A percentage from 0 to 100 that must be there; `name` is the field it stands in."""
    return _rate(text.strip(), name, ClientFields())


def _rate(text: str, name: str, fields: ClientFields) -> Verdict:
    """A percentage from 0 to 100, kept as `21 %` or `5,5 %`."""
    match = _RATE.fullmatch(text)
    if match is None or not text.isascii() or not 0 <= float(f"{match[1]}.{match[2] or 0}") <= 100:
        return Verdict(text, RateImplausible(name))
    return Verdict(f"{int(match[1])}{',' + match[2] if match[2] else ''} %")


def _card_number(text: str, name: str, fields: ClientFields) -> Verdict:
    """Digits, perhaps in groups: what a reader sends."""
    if not re.fullmatch(r"[0-9]+([ .-][0-9]+)*", text):
        return Verdict(text, BadCardNumber(name))
    return Verdict(text)


_SHAPES: dict[str, Callable[[str, str, ClientFields], Verdict]] = {
    "country": _country,
    "language": _language,
    "postal_code": _postal_code,
    "phone": _telephone,
    "fax": _telephone,
    "mobile": _telephone,
    "email": _email,
    "vat_number": _vat_number,
    "vat_rate": _rate,
    "iban": _iban,
    "bic": _bic,
    "card_number": _card_number,
}
