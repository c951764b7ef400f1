"""The fields that people edit, as frozen values: client card, plan, mandate, club settings."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from app.domain.contract import PeriodUnit
from app.domain.money import Cents


class PersonKind(StrEnum):
    """Personne physique or personne morale."""

    NATURAL = "natural"
    LEGAL = "legal"


class ClientType(StrEnum):
    """The types of clients that the card offers; a club may type others, which are kept as typed."""

    PRIVATE = "private"
    YOUTH = "youth"
    STUDENT = "student"
    SENIOR = "senior"
    FAMILY = "family"
    BUSINESS = "business"
    STAFF = "staff"


class PaymentMode(StrEnum):
    """How an access is paid."""

    DIRECT_DEBIT = "direct_debit"
    AT_ONCE = "at_once"


class PlanKind(StrEnum):
    """Illimité, N months, or N days."""

    UNLIMITED = "unlimited"
    MONTHS = "months"
    DAYS = "days"


class ProposalRule(StrEnum):
    """Règle de proposition of spec 2.2."""

    BY_30_DAYS = "by_30_days"
    BY_DUE_DATES = "by_due_dates"


@dataclass(frozen=True, slots=True)
class ClientFields:
    """The fields of the card (spec 1.3). Texts as typed, trimmed; checked in words by the service."""

    surname: str = ""
    first_name: str = ""
    title: str = ""
    company: str = ""
    external_reference: str = ""
    birth_date: date | None = None
    address: str = ""
    address2: str = ""
    postal_code: str = ""
    town: str = ""
    province: str = ""
    country: str = "BE"
    phone: str = ""
    fax: str = ""
    mobile: str = ""
    email: str = ""
    language: str = "fr"
    contact_person: str = ""
    legal_representative: str = ""
    kind: PersonKind = PersonKind.NATURAL
    client_type: str = ""  # a ClientType, or as typed
    adviser: str = ""
    vat_number: str = ""
    vat_rate: str = ""
    exemption_certificate: str = ""
    discount_scheme: str = ""
    price_list: str = ""
    payment_term: str = ""
    payment_condition: str = ""
    internal_account: str = ""
    iban: str = ""
    bic: str = ""
    card_number: str = ""
    remark: str = ""
    show_remark: bool = False
    show_identity: bool = False
    national_number: str = ""
    identity_document: str = ""


@dataclass(frozen=True, slots=True)
class MandateFields:
    """A direct-debit mandate: account, unique reference (RUM), signature (spec 1.4, 4.2)."""

    iban: str
    bic: str
    reference: str
    signed_on: date


@dataclass(frozen=True, slots=True)
class PlanFields:
    """A plan that can be sold. `length` counts months or days; None when unlimited.

    `amount` is one instalment's (direct debit) or the whole (at once), `instalments` the number
    of debits of a fixed-length plan, `period_*` the distance between debits.
    """

    name: str
    kind: PlanKind
    length: int | None
    payment: PaymentMode
    amount: Cents
    registration_fee: Cents
    maintenance: Cents
    instalments: int | None = None
    period_count: int = 1
    period_unit: PeriodUnit = PeriodUnit.MONTH
    debit_day: int | None = None
    active: bool = True


@dataclass(frozen=True, slots=True)
class ReminderLevel:
    """One level of reminders: so many days after the due date, its fee in cents, and the club's own text
    in each language of papers. An empty text: the program's own one."""

    days: int
    fee: Cents
    text_fr: str = ""
    text_nl: str = ""
    text_en: str = ""


REMINDER_LEVELS = (
    ReminderLevel(7, Cents(0)),
    ReminderLevel(21, Cents(750)),
    ReminderLevel(35, Cents(1500)),
)
"""The first reminder is free and the later ones stay below the largest fee: Belgian law for consumers
(Code of economic law, book XIX, since 2023)."""


@dataclass(frozen=True, slots=True)
class ClubSettings:
    """What the whole club decides; kept in the database (spec 2.2, 2.5, 1.1, 4.1)."""

    name: str = ""
    address: str = ""
    postal_code: str = ""
    town: str = ""
    country: str = "BE"
    phone: str = ""
    email: str = ""
    website: str = ""
    vat_number: str = ""
    language: str = "fr"
    proposal_rule: ProposalRule = ProposalRule.BY_30_DAYS
    default_maintenance: Cents = Cents(200)
    causes: tuple[str, ...] = field(default=())
    max_suspension_days: int | None = None
    shortest_suspension_days: int | None = None
    max_days_per_year: int | None = None
    max_suspensions_per_year: int | None = None
    notice_days: int | None = None
    prenotification_days: int = 14
    idle_lock_minutes: int = 15
    review_open_suspensions_after_days: int = 60
    blocks_on_reject: bool = False
    blocks_after_overdue_days: int | None = None
    releases_when_settled: bool = True
    iban: str = ""
    bic: str = ""
    invoice_term_days: int = 14
    default_vat_rate: str = "21 %"
    reminder_levels: tuple[ReminderLevel, ...] = REMINDER_LEVELS
    portal_folder: str = ""
    portal_address: str = ""
