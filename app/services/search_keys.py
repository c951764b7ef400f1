"""The columns of a client's row by which it is found and sorted, made from the card.

`name_key` holds every word of the name; `rest_key` the same without the first word of the surname,
which the index of surnames finds by itself (see `queries.search`). `phone_key` is the number that
lists show, the mobile first; `second_phone_key` the other one.
"""

from app.domain.names import card_digits, phone_digits, search_text
from app.models.clients import NO_ACCESS
from app.services.fields import ClientFields


def search_keys(fields: ClientFields) -> dict[str, object]:
    """The search columns of this card, by column name."""
    surname = search_text(fields.surname or fields.company)
    first_name = search_text(fields.first_name)
    company = search_text(fields.company) if fields.surname else ""
    name = " ".join(word for word in (surname, first_name, company) if word)
    shown = shown_phone(fields)
    other = fields.phone if fields.mobile else ""
    return {
        "surname_key": surname,
        "first_name_key": first_name,
        "name_key": name,
        "rest_key": " ".join(name.split(" ")[1:]),
        "town_key": search_text(fields.town),
        "email_key": fields.email.casefold(),
        "phone_key": phone_digits(shown),
        "second_phone_key": phone_digits(other),
        "card_key": card_digits(fields.card_number),
        "birth_key": fields.birth_date or NO_ACCESS,
    }


def shown_phone(fields: ClientFields) -> str:
    """The telephone that lists show: the mobile, else the fixed one."""
    return fields.mobile or fields.phone
