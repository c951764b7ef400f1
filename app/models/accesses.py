"""What the club sells and sold: plans, accesses, suspensions, changes, facts, and the stored schedule.

The schedule's sources are terms (on the access), suspensions, manual changes, price changes and
facts; `instalment` holds what the domain computed from them, so that lists and bank files are
one indexed query. `services.check` compares the two.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Amount, Base, Id, Key, Version, Word, one_of

PLAN_KINDS = ("unlimited", "months", "days")
PAYMENTS = ("direct_debit", "at_once")
UNITS = ("month", "week")
STATES = ("planned", "on_hold", "presented", "collected", "rejected", "deleted")
FACTS = ("presented", "collected", "rejected")
ORIGINS = (
    "contract", "first_amount", "price_step", "price_change", "suspension", "postponed", "manual", "added",
)  # fmt: skip
MANUAL_KINDS = ("amount", "date", "delete", "restore", "hold", "release", "add")


class Plan(Base):
    """A plan that can be sold; what was sold keeps its own copy of the terms."""

    __tablename__ = "plan"
    __table_args__ = (
        one_of("kind", *PLAN_KINDS),
        one_of("payment", *PAYMENTS),
        one_of("period_unit", *UNITS),
    )

    id: Mapped[Id]
    version: Mapped[Version] = mapped_column()
    name: Mapped[str]
    name_key: Mapped[Key] = mapped_column(unique=True)
    kind: Mapped[Word]
    length: Mapped[int | None]
    payment: Mapped[Word]
    amount: Mapped[Amount]
    registration_fee: Mapped[Amount]
    maintenance: Mapped[Amount]
    instalments: Mapped[int | None]
    period_count: Mapped[int] = mapped_column(default=1)
    period_unit: Mapped[Word] = mapped_column(default="month")
    debit_day: Mapped[int | None]
    active: Mapped[bool] = mapped_column(default=True)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


class Access(Base):
    """An access as sold, and where its schedule ends now.

    `first_due` None: paid at once (`amount` is the whole). `last_day` is the end as sold;
    `current_last` and `end_open` what suspensions made of it; `ended_on` the day from which it was
    ended for good. `next_sequence` numbers
    suspensions and changes in the order they were made. `stored_to`: the rank to which an endless
    schedule is stored; None: it is stored whole.
    """

    __tablename__ = "access"
    __table_args__ = (
        one_of("kind", *PLAN_KINDS),
        one_of("payment", *PAYMENTS),
        one_of("period_unit", *UNITS),
        CheckConstraint("last_day IS NULL OR last_day >= first_day", name="days_in_order"),
        CheckConstraint("first_due IS NULL OR anchor_day BETWEEN 1 AND 31", name="anchor_is_a_day"),
        Index(None, "current_last"),
    )

    id: Mapped[Id]
    version: Mapped[Version] = mapped_column()
    client_id: Mapped[int] = mapped_column(ForeignKey("client.id"), index=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"), index=True)
    mandate_id: Mapped[int | None] = mapped_column(ForeignKey("mandate.id"), index=True)
    plan_name: Mapped[str]
    kind: Mapped[Word]
    payment: Mapped[Word]
    first_day: Mapped[date]
    last_day: Mapped[date | None]
    amount: Mapped[Amount]
    registration_fee: Mapped[Amount]
    maintenance: Mapped[Amount]
    first_due: Mapped[date | None]
    anchor_day: Mapped[int | None]
    period_count: Mapped[int] = mapped_column(default=1)
    period_unit: Mapped[Word] = mapped_column(default="month")
    instalments: Mapped[int | None]
    first_amounts: Mapped[list[Any]]
    price_steps: Mapped[list[Any]]
    next_sequence: Mapped[int] = mapped_column(default=1)
    current_last: Mapped[date | None]
    end_open: Mapped[bool] = mapped_column(default=False)
    stored_to: Mapped[int | None]
    ended_on: Mapped[date | None]
    sold_at: Mapped[datetime]
    sold_by: Mapped[str]

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


class Suspension(Base):
    """One suspension of one access; both ends inclusive. A cancelled one stays for the history.

    `first_rank` None: no debit changed; `open_ranks`: without end. `returned`: ranks inside that
    went back to normal; another suspension may take those, so that then only the domain guards. Days and ranks of suspensions
    of one access never overlap; the database refuses it (see the migration).
    """

    __tablename__ = "suspension"
    __table_args__ = (
        CheckConstraint("last_day IS NULL OR last_day >= first_day", name="days_in_order"),
        CheckConstraint("maintenance IS NULL OR maintenance > 0", name="maintenance_is_a_debit"),
        CheckConstraint("last_rank IS NULL OR last_rank >= first_rank", name="ranks_in_order"),
        CheckConstraint("(first_rank IS NULL) = (maintenance IS NULL)", name="ranks_have_an_amount"),
        CheckConstraint(
            "NOT open_ranks OR (first_rank IS NOT NULL AND last_rank IS NULL)", name="open_ranks_have_no_last"
        ),
        Index(None, "first_day"),
        Index(None, "last_day"),
    )

    id: Mapped[Id]
    version: Mapped[Version] = mapped_column()
    access_id: Mapped[int] = mapped_column(ForeignKey("access.id"), index=True)
    sequence: Mapped[int]
    first_day: Mapped[date]
    last_day: Mapped[date | None]
    first_rank: Mapped[int | None]
    last_rank: Mapped[int | None]
    open_ranks: Mapped[bool] = mapped_column(default=False)
    maintenance: Mapped[int | None] = mapped_column(BigInteger)
    postpones: Mapped[bool] = mapped_column(default=True)
    replaces_manual: Mapped[bool] = mapped_column(default=False)
    returned: Mapped[list[Any]]
    has_returned: Mapped[bool] = mapped_column(default=False)
    cause: Mapped[str]
    entered_by: Mapped[str]
    entered_at: Mapped[datetime]
    stopped_on: Mapped[date | None]
    cancelled: Mapped[bool] = mapped_column(default=False)
    reviewed_on: Mapped[date | None]

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


class ManualChange(Base):
    """One change by hand of one rank; added instalments have ranks -1, -2 …"""

    __tablename__ = "manual_change"
    __table_args__ = (
        one_of("kind", *MANUAL_KINDS),
        UniqueConstraint("access_id", "sequence"),
        CheckConstraint("amount IS NULL OR amount > 0", name="amount_is_a_debit"),
        CheckConstraint("rank <> 0", name="rank_exists"),
    )

    id: Mapped[Id]
    access_id: Mapped[int] = mapped_column(ForeignKey("access.id"))
    rank: Mapped[int]
    kind: Mapped[Word]
    sequence: Mapped[int]
    amount: Mapped[int | None] = mapped_column(BigInteger)
    due: Mapped[date | None]


class PriceChange(Base):
    """Another normal amount from a rank on, recorded at a stop (spec 2.3)."""

    __tablename__ = "price_change"
    __table_args__ = (
        UniqueConstraint("access_id", "sequence"),
        CheckConstraint("amount > 0", name="amount_is_a_debit"),
    )

    id: Mapped[Id]
    access_id: Mapped[int] = mapped_column(ForeignKey("access.id"))
    from_rank: Mapped[int]
    amount: Mapped[Amount]
    sequence: Mapped[int]


class Fact(Base):
    """What is at the bank for one rank; due date and amount are never altered (the database refuses it)."""

    __tablename__ = "fact"
    __table_args__ = (
        one_of("state", *FACTS),
        one_of("origin", *ORIGINS),
        CheckConstraint("amount > 0", name="amount_is_a_debit"),
        Index(
            "ix_fact_rejected",
            "rejected_on",
            "amount",
            sqlite_where=text("state = 'rejected'"),
            postgresql_where=text("state = 'rejected'"),
        ),
    )

    access_id: Mapped[int] = mapped_column(ForeignKey("access.id"), primary_key=True)
    rank: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[Word]
    due: Mapped[date]
    amount: Mapped[Amount]
    origin: Mapped[Word]
    suspension_id: Mapped[int | None] = mapped_column(ForeignKey("suspension.id"), index=True)
    postpones: Mapped[bool] = mapped_column(default=False)
    presented_on: Mapped[date]
    collected_on: Mapped[date | None]
    rejected_on: Mapped[date | None]


class Instalment(Base):
    """The stored schedule, one row per rank; unlimited accesses reach some years ahead (`horizon`)."""

    __tablename__ = "instalment"
    __table_args__ = (
        one_of("state", *STATES),
        one_of("origin", *ORIGINS),
        CheckConstraint("amount > 0", name="amount_is_a_debit"),
        Index(None, "due", "state", "origin", "amount"),  # the debits of a day are added up in the index
        {"sqlite_with_rowid": False},
    )

    access_id: Mapped[int] = mapped_column(ForeignKey("access.id"), primary_key=True)
    rank: Mapped[int] = mapped_column(primary_key=True)
    due: Mapped[date]
    amount: Mapped[Amount]
    state: Mapped[Word]
    origin: Mapped[Word]
    suspension_id: Mapped[int | None]
