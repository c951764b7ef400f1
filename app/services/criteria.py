"""What a search asks for: criteria, conditions of segments, order and pages (spec 1.2)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class StateFilter(StrEnum):
    """The state a search is narrowed to."""

    ALL = "all"
    PROSPECTS = "prospects"
    CLIENTS = "clients"
    ACTIVE = "active"
    SUSPENDED = "suspended"
    BLOCKED = "blocked"
    DEACTIVATED = "deactivated"
    OVERDUE = "overdue"


class ConditionField(StrEnum):
    """What a segment's condition looks at, and the value it takes."""

    ACTIVE = "active"  # yes | no
    STATE = "state"  # a StateFilter
    SUSPENDED_OPEN_SINCE = "suspended_open_since"  # days, at least
    ACCESS_ENDS = "access_ends"  # this_month | next_month | past
    PLAN = "plan"  # plan id
    TOWN = "town"  # text, begins with
    POSTAL_CODE = "postal_code"  # text, begins with
    LANGUAGE = "language"  # fr | nl | en
    CLIENT_TYPE = "client_type"  # text
    ADVISER = "adviser"  # text
    BIRTH_MONTH = "birth_month"  # 1…12
    AGE_AT_LEAST = "age_at_least"  # years
    AGE_AT_MOST = "age_at_most"  # years
    BALANCE_AT_LEAST = "balance_at_least"  # cents
    NO_EMAIL = "no_email"  # (no value)
    CREATED_SINCE = "created_since"  # days, at most


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of a segment; `negated` turns it round ("Actif ≠ oui")."""

    field: ConditionField
    value: str
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Criteria:
    """All that must hold at once; empty texts and None ask for nothing.

    `anything` is the search field of the top bar: name, number, card, telephone or e-mail.
    """

    anything: str = ""
    surname: str = ""
    first_name: str = ""
    number: str = ""
    card: str = ""
    phone: str = ""
    email: str = ""
    town: str = ""
    birth_date: date | None = None
    state: StateFilter = StateFilter.ALL
    conditions: tuple[Condition, ...] = ()


class SortColumn(StrEnum):
    """Columns that the database can order by."""

    NUMBER = "number"
    SURNAME = "surname"
    FIRST_NAME = "first_name"
    BIRTH_DATE = "birth_date"
    PHONE = "phone"
    TOWN = "town"
    STATE = "state"
    ACCESS_LAST = "access_last"
    BALANCE = "balance"


@dataclass(frozen=True, slots=True)
class Sort:
    """The order of a result; equal values are ordered by client number."""

    column: SortColumn = SortColumn.SURNAME
    descending: bool = False


@dataclass(frozen=True, slots=True)
class PageKey:
    """Where the next page begins: the sort value and client id of the last row shown."""

    value: str | int | None
    client: int
