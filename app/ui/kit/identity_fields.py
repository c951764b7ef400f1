"""The fields of the card in their groups: which control each has, how wide it is, what it is called (spec 1.3)."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtWidgets import QWidget

from app.i18n import Language, current, mark, tr
from app.messages.words import words
from app.services.client_fields import LENGTHS
from app.services.fields import ClientType, PersonKind
from app.ui.kit.choices import Choice, TextEntry, TickBox
from app.ui.kit.entries import DateEntry, LineEntry
from app.ui.kit.rate_entry import RateEntry

Make = Callable[[str], QWidget]
BORN_IN_THIS_CENTURY = 26
"""Two-digit years of birth up to this one are 20xx, later ones 19xx; four digits are always taken as typed."""
TITLES = ("", "M.", "Mme", "Mlle", "Dr", "Me")
COUNTRIES = ("BE", "FR", "NL", "LU", "DE", "CH", "GB", "ES", "IT", "PT")
VAT_RATES = (None, *(Decimal(rate) for rate in ("21", "20", "12", "10", "6", "5.5", "0")))


@dataclass(frozen=True, slots=True)
class Item:
    """One field: its name in `ClientFields`, its label (a message), its control and its width in twelfths."""

    name: str
    label: str
    make: Make
    span: int = 6


def _line(name: str) -> QWidget:
    return LineEntry(f"field_{name}", limit=LENGTHS[name] * 4)


def _birth(name: str) -> QWidget:
    return DateEntry(f"field_{name}", pivot=BORN_IN_THIS_CENTURY)


def _kind(name: str) -> QWidget:
    return Choice(f"field_{name}", [(text, value) for value, text in words(PersonKind, current()).items()])


def _language(name: str) -> QWidget:
    return Choice(f"field_{name}", [(each.own_name, each.value) for each in Language])


def _offering(*values: str) -> Make:
    def make(name: str) -> QWidget:
        return Choice(f"field_{name}", [(value, value) for value in values], editable=True)

    return make


def _rate(name: str) -> QWidget:
    return RateEntry(f"field_{name}", VAT_RATES)


def _client_type(name: str) -> QWidget:
    listed = [("", ""), *((text, value) for value, text in words(ClientType, current()).items())]
    return Choice(f"field_{name}", listed, editable=True)


def _remark(name: str) -> QWidget:
    return TextEntry(f"field_{name}", lines=3)


def _tick(text: str) -> Make:
    def make(name: str) -> QWidget:
        return TickBox(tr(text), f"field_{name}")

    return make


GROUPS: tuple[tuple[str, str, tuple[Item, ...]], ...] = (
    (
        "user",
        mark("Personne"),
        (
            Item("kind", mark("Nature"), _kind),
            Item("title", mark("Titre"), _offering(*TITLES), 3),
            Item("language", mark("Langue"), _language, 3),
            Item("surname", mark("&Nom"), _line),
            Item("first_name", mark("&Prénom"), _line),
            Item("birth_date", mark("Né(e) le"), _birth, 4),
            Item("company", mark("Société"), _line, 8),
            Item("legal_representative", mark("Représentant légal"), _line),
            Item("contact_person", mark("Personne de contact"), _line),
        ),
    ),
    (
        "phone",
        mark("Coordonnées"),
        (
            Item("address", mark("A&dresse"), _line, 12),
            Item("address2", mark("Adresse (suite)"), _line, 12),
            Item("postal_code", mark("Code postal"), _line, 3),
            Item("town", mark("Vi&lle"), _line, 5),
            Item("country", mark("Pays"), _offering(*COUNTRIES), 4),
            Item("province", mark("Province"), _line, 6),
            Item("fax", mark("Fax"), _line, 6),
            Item("mobile", mark("&GSM"), _line),
            Item("phone", mark("&Téléphone"), _line),
            Item("email", mark("E-&mail"), _line, 12),
        ),
    ),
    (
        "card",
        mark("Club"),
        (
            Item("card_number", mark("&Carte"), _line),
            Item("external_reference", mark("Référence externe"), _line),
            Item("client_type", mark("Type de client"), _client_type),
            Item("adviser", mark("Conseiller commercial"), _line),
            Item("remark", mark("Remarque"), _remark, 12),
            Item("show_remark", "", _tick(mark("Afficher la remarque")), 6),
            Item("show_identity", "", _tick(mark("Afficher les données d'identité")), 6),
            Item("national_number", mark("Numéro national"), _line),
            Item("identity_document", mark("Pièce d'identité"), _line),
        ),
    ),
    (
        "euro",
        mark("Facturation"),
        (
            Item("iban", mark("I&BAN"), _line, 8),
            Item("bic", mark("BIC"), _line, 4),
            Item("vat_number", mark("N° de TVA"), _line, 8),
            Item("vat_rate", mark("Taux de TVA"), _rate, 4),
            Item("exemption_certificate", mark("N° de certificat d'exonération"), _line, 12),
            Item("discount_scheme", mark("Régime de remise"), _line),
            Item("price_list", mark("Liste de prix"), _line),
            Item("payment_term", mark("Délai de paiement"), _line),
            Item("payment_condition", mark("Condition de paiement"), _line),
            Item("internal_account", mark("Compte interne"), _line, 12),
        ),
    ),
)
