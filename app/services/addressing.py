"""How a client is named on an envelope, and in which language the client's papers speak."""

from functools import cache

from babel import Locale

from app.i18n import Language
from app.services.fields import ClientFields, ClubSettings, PersonKind


def envelope(fields: ClientFields, club: ClubSettings) -> tuple[str, tuple[str, ...]]:
    """The name and the lines below it, ready for an envelope; the country only where it is not the club's."""
    person = " ".join(part for part in (fields.title, fields.surname, fields.first_name) if part)
    is_company = fields.kind is PersonKind.LEGAL and bool(fields.company)
    name = fields.company if is_company else person
    place = " ".join(part for part in (fields.postal_code, fields.town) if part)
    country = _country_name(fields.country, club.language) if fields.country != club.country else ""
    second = person if is_company else fields.company
    lines = (second, fields.address, fields.address2, place, country)
    return name, tuple(line for line in lines if line and line != name)


@cache
def _country_name(code: str, language: str) -> str:
    """The country as the post of the club reads it: FR → FRANCE; an unknown code stays itself."""
    return str(Locale.parse(language).territories.get(code, code)).upper()


def language_of(fields: ClientFields) -> Language:
    """The client's language; French where none is known."""
    return Language(fields.language) if fields.language in set(Language) else Language.FR
