"""What may become a sale: opportunities, quotes with their lines, and follow-ups (spec 3.2)."""

from datetime import date, datetime, time

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    Time,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from app.models.accesses import UNITS
from app.models.base import Amount, Base, Id, Key, Version, Word, one_of

STAGES = ("new", "contacted", "visit", "quoted", "won", "lost")
QUOTE_STATES = ("draft", "sent", "accepted", "refused", "converted")
LINE_KINDS = ("plan", "free")
SALE_KINDS = ("unlimited", "fixed_by_debit", "fixed_at_once")
FOLLOW_UP_KINDS = ("call", "task", "visit", "email")
FOLLOW_UP_STATES = ("open", "done", "cancelled")
NO_DAY = date(9999, 12, 31)
"""`expected_key` of an opportunity without expected day: sorts last."""

SORTED = ("expected_key", "expected_value", "title_key", "stage_order")
"""By these the pipeline is read, each with the id as tie-breaker."""
STILL_OPEN = "closed_on IS NULL"


def _partial(name: str, where: str, *columns: str) -> Index:
    """An index of the rows that meet a condition, on either database."""
    return Index(name, *columns, sqlite_where=text(where), postgresql_where=text(where))


class Opportunity(Base):
    """Something a client may buy. `expected_value` in cents; `stage_order` and `*_key` sort the pipeline."""

    __tablename__ = "opportunity"
    __table_args__ = (
        one_of("stage", *STAGES),
        CheckConstraint("expected_value >= 0", name="value_is_not_negative"),
        CheckConstraint("stage <> 'lost' OR lost_reason <> ''", name="a_loss_has_a_reason"),
        Index(None, "stage", "expected_key", "id", "expected_value"),  # added up by stage in the index
        Index(None, "stage", "expected_value", "id"),
        *(_partial(f"ix_opportunity_open_{sort}", STILL_OPEN, sort, "id") for sort in SORTED),
    )

    id: Mapped[Id]
    version: Mapped[Version] = mapped_column()
    client_id: Mapped[int] = mapped_column(ForeignKey("client.id"), index=True)
    title: Mapped[str]
    title_key: Mapped[Key]
    stage: Mapped[Word]
    stage_order: Mapped[int]
    expected_value: Mapped[Amount]
    expected_on: Mapped[date | None]
    expected_key: Mapped[date]
    source: Mapped[str] = mapped_column(default="")
    adviser: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    lost_reason: Mapped[str] = mapped_column(default="")
    closed_on: Mapped[date | None]
    created_at: Mapped[datetime]
    created_by: Mapped[str]

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


class QuoteSeries(Base):
    """The last number given in a year, raised inside the transaction that writes the quote: no gap."""

    __tablename__ = "quote_series"

    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int]


class Quote(Base):
    """A quote; never deleted, its number never changed, and a sale that came out of it never undone (guards)."""

    __tablename__ = "quote"
    __table_args__ = (
        one_of("state", *QUOTE_STATES),
        UniqueConstraint("year", "sequence"),
        CheckConstraint("sequence >= 1", name="numbers_begin_at_one"),
        Index(None, "state", "valid_until", "id"),
    )

    id: Mapped[Id]
    version: Mapped[Version] = mapped_column()
    year: Mapped[int]
    sequence: Mapped[int]
    number: Mapped[str] = mapped_column(unique=True)
    client_id: Mapped[int] = mapped_column(ForeignKey("client.id"), index=True)
    opportunity_id: Mapped[int | None] = mapped_column(ForeignKey("opportunity.id"), index=True)
    state: Mapped[Word]
    issued_on: Mapped[date]
    valid_until: Mapped[date]
    note: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    sent_on: Mapped[date | None]
    answered_on: Mapped[date | None]
    converted_on: Mapped[date | None]
    invoiced: Mapped[Amount]
    first_year: Mapped[Amount]
    created_at: Mapped[datetime]
    created_by: Mapped[str]

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


class QuoteLine(Base):
    """One line as it was offered. Quantity is kept in thousandths, the VAT rate in hundredths of a percent.

    `unit_price`: cents with VAT; of a plan, one debit or the whole, and its terms are copied.
    `access_id`: what was sold of it.
    """

    __tablename__ = "quote_line"
    __table_args__ = (
        one_of("kind", *LINE_KINDS),
        one_of("sale_kind", "", *SALE_KINDS),
        one_of("period_unit", *UNITS),
        CheckConstraint("(kind = 'plan') = (plan_id IS NOT NULL)", name="a_plan_line_has_a_plan"),
        CheckConstraint("quantity > 0", name="quantity_is_positive"),
        CheckConstraint("unit_price >= 0", name="price_is_not_negative"),
        CheckConstraint("vat_rate BETWEEN 0 AND 10000", name="rate_is_a_percentage"),
    )

    quote_id: Mapped[int] = mapped_column(ForeignKey("quote.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[Word]
    description: Mapped[str]
    quantity: Mapped[int] = mapped_column(BigInteger)
    unit_price: Mapped[Amount]
    vat_rate: Mapped[int]
    plan_id: Mapped[int | None] = mapped_column(ForeignKey("plan.id"), index=True)
    sale_kind: Mapped[Word] = mapped_column(default="")
    registration_fee: Mapped[Amount] = mapped_column(default=0)
    length: Mapped[int | None]
    instalments: Mapped[int | None]
    period_count: Mapped[int] = mapped_column(default=1)
    period_unit: Mapped[Word] = mapped_column(default="month")
    access_id: Mapped[int | None] = mapped_column(ForeignKey("access.id"), index=True)


class QuoteInvoice(Base):
    """The invoice that was issued when a quote became a sale."""

    __tablename__ = "quote_invoice"

    quote_id: Mapped[int] = mapped_column(ForeignKey("quote.id"), primary_key=True)
    invoice_id: Mapped[int] = mapped_column(ForeignKey("invoice.id"), unique=True)


class FollowUp(Base):
    """A call, a task, a visit or an e-mail to be done on a day, by somebody or by whoever is at the desk."""

    __tablename__ = "follow_up"
    __table_args__ = (
        one_of("kind", *FOLLOW_UP_KINDS),
        one_of("state", *FOLLOW_UP_STATES),
        CheckConstraint("(state = 'open') = (closed_on IS NULL)", name="what_is_closed_has_a_day"),
        _partial("ix_follow_up_open", "state = 'open'", "due_on", "due_key", "id"),
        _partial("ix_follow_up_closed", "state <> 'open'", "closed_on", "id"),
    )

    id: Mapped[Id]
    version: Mapped[Version] = mapped_column()
    client_id: Mapped[int] = mapped_column(ForeignKey("client.id"), index=True)
    opportunity_id: Mapped[int | None] = mapped_column(ForeignKey("opportunity.id"), index=True)
    kind: Mapped[Word]
    subject: Mapped[str]
    due_on: Mapped[date]
    due_at: Mapped[time | None] = mapped_column(Time())
    due_key: Mapped[int]
    assigned_to: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"), index=True)
    note: Mapped[str] = mapped_column(default="")
    state: Mapped[Word]
    result: Mapped[str] = mapped_column(default="")
    closed_on: Mapped[date | None]
    closed_by: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]
    created_by: Mapped[str]

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012
