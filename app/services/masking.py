"""What of a card is shown to whom: account and identity data are masked for those who may not see them (spec 5.3)."""

from dataclasses import replace

from app.domain.rights import Right
from app.services.desk import Operator
from app.services.fields import ClientFields, MandateFields

MASKED = "••••••••"
"""What stands for identity data that is not shown."""
IDENTITY = ("national_number", "identity_document")


def iban_masked(iban: str) -> str:
    """Country, check digits and the last four signs: `BE68539007547034` → `BE68 **** **** 7034`."""
    compact = iban.replace(" ", "")
    return f"{compact[:4]} **** **** {compact[-4:]}" if compact else ""


def may_see_identity(operator: Operator, fields: ClientFields) -> bool:
    """Identity data are shown where the card says so, and only to a role that may see them (spec 1.3)."""
    return fields.show_identity and operator.may(Right.SEE_IDENTITY)


def visible_fields(fields: ClientFields, operator: Operator) -> ClientFields:
    """The card as this operator sees it."""
    shown = fields if operator.may(Right.SEE_IBAN) else replace(fields, iban=iban_masked(fields.iban))
    if may_see_identity(operator, fields):
        return shown
    return replace(
        shown,
        national_number=MASKED if fields.national_number else "",
        identity_document=MASKED if fields.identity_document else "",
    )


def visible_mandate(mandate: MandateFields, operator: Operator) -> MandateFields:
    """The mandate as this operator sees it."""
    return mandate if operator.may(Right.SEE_IBAN) else replace(mandate, iban=iban_masked(mandate.iban))


def unmasked_fields(typed: ClientFields, stored: ClientFields) -> ClientFields:
    """What was typed, with what is stored where only the mask came back."""
    return replace(
        typed,
        iban=stored.iban if stored.iban and typed.iban == iban_masked(stored.iban) else typed.iban,
        national_number=stored.national_number if typed.national_number == MASKED else typed.national_number,
        identity_document=stored.identity_document
        if typed.identity_document == MASKED
        else typed.identity_document,
    )


def told_fields(fields: dict[str, object]) -> dict[str, object]:
    """Fields as the history may keep them: who reads the history is not asked for rights field by field."""
    told = dict(fields)
    if told.get("iban"):
        told["iban"] = iban_masked(str(told["iban"]))
    for name in IDENTITY:
        if told.get(name):
            told[name] = MASKED
    return told
