"""What was billed, paid and reminded. An issued invoice and a payment stay as they are, for good.

Only what is kept about an invoice may change: what was paid, credited and charged for reminders,
and whether it waits. The databases refuse everything else (`migrations.guards_0005`).
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Amount, Base, Id, Version, Word, one_of

INVOICE_KINDS = ("invoice", "credit_note")
SERIES = (*INVOICE_KINDS, "payment")
METHODS = ("cash", "card", "cheque", "transfer")


class NumberSeries(Base):
    """The last number of a series and the day it was given: taken inside the transaction that uses it."""

    __tablename__ = "number_series"
    __table_args__ = (one_of("kind", *SERIES), CheckConstraint("last > 0", name="counts_from_one"))

    kind: Mapped[Word] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int]
    last_on: Mapped[date]


class Invoice(Base):
    """An invoice, or the credit note of one (`credits_id`); amounts in cents, above or equal to zero.

    `owed` is what is left: gross and fees less credited and paid; 0 for a credit note. `seller` and
    `customer` are the parties as they were on the day of issue, `vat_parts` the VAT per rate as issued:
    [[hundredths of a percent, net, vat, gross], …].
    """

    __tablename__ = "invoice"
    __table_args__ = (
        one_of("kind", *INVOICE_KINDS),
        UniqueConstraint("kind", "year", "sequence"),
        CheckConstraint("net + vat = gross", name="net_and_vat_make_gross"),
        CheckConstraint("gross >= 0 AND credited >= 0 AND fees >= 0", name="amounts_count_up"),
        CheckConstraint("credited <= gross", name="credited_was_billed"),
        CheckConstraint("(kind = 'credit_note') = (credits_id IS NOT NULL)", name="credits_an_invoice"),
        CheckConstraint(
            "owed = CASE kind WHEN 'invoice' THEN gross + fees - credited - paid ELSE 0 END",
            name="owed_is_what_is_left",
        ),
        Index(None, "client_id", "id"),
        Index(None, "issued_on", "id"),
        Index(
            "ix_invoice_owed",
            "client_id",
            "due",
            sqlite_where=text("owed <> 0"),
            postgresql_where=text("owed <> 0"),
        ),
        Index(
            "ix_invoice_unpaid",
            "due",
            "client_id",
            sqlite_where=text("owed > 0 AND on_hold_since IS NULL"),
            postgresql_where=text("owed > 0 AND on_hold_since IS NULL"),
        ),
    )

    id: Mapped[Id]
    version: Mapped[Version] = mapped_column()
    kind: Mapped[Word]
    year: Mapped[int]
    sequence: Mapped[int]
    number: Mapped[str] = mapped_column(unique=True)
    client_id: Mapped[int] = mapped_column(ForeignKey("client.id"))
    credits_id: Mapped[int | None] = mapped_column(ForeignKey("invoice.id"), index=True)
    issued_on: Mapped[date]
    due: Mapped[date]
    net: Mapped[Amount]
    vat: Mapped[Amount]
    gross: Mapped[Amount]
    vat_parts: Mapped[list[Any]]
    seller: Mapped[dict[str, Any]]
    customer: Mapped[dict[str, Any]]
    language: Mapped[Word]
    communication: Mapped[str]
    note: Mapped[str]
    issued_at: Mapped[datetime]
    issued_by: Mapped[str]

    paid: Mapped[Amount] = mapped_column(default=0)
    credited: Mapped[Amount] = mapped_column(default=0)
    fees: Mapped[Amount] = mapped_column(default=0)
    owed: Mapped[Amount]
    on_hold_since: Mapped[date | None]
    on_hold_by: Mapped[str] = mapped_column(default="")
    on_hold_reason: Mapped[str] = mapped_column(default="")
    reminder_level: Mapped[int] = mapped_column(default=0)
    reminded_on: Mapped[date | None]

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


class BilledItem(Base):
    """One line of an invoice. `quantity` in thousandths, `vat_rate` in hundredths of a percent.

    On a credit note, `credits_position` is the line of the invoice that it takes back.
    """

    __tablename__ = "invoice_line"
    __table_args__ = (
        CheckConstraint("quantity > 0", name="quantity_is_something"),
        CheckConstraint("vat_rate BETWEEN 0 AND 10000", name="rate_is_a_percentage"),
        {"sqlite_with_rowid": False},
    )

    invoice_id: Mapped[int] = mapped_column(ForeignKey("invoice.id"), primary_key=True, autoincrement=False)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    description: Mapped[str]
    quantity: Mapped[Amount]
    unit_price: Mapped[Amount]
    vat_rate: Mapped[int]
    amount: Mapped[Amount]
    credits_position: Mapped[int | None]


class Payment(Base):
    """Money that came in, or went back (`amount` below zero); `reverses_id`: the payment it undoes."""

    __tablename__ = "payment"
    __table_args__ = (
        one_of("method", *METHODS),
        UniqueConstraint("year", "sequence"),
        CheckConstraint("amount <> 0", name="amount_is_something"),
        CheckConstraint("received - given_back = amount", name="change_is_the_rest"),
        Index(None, "client_id", "id"),
        Index(None, "taken_on", "id"),
    )

    id: Mapped[Id]
    year: Mapped[int]
    sequence: Mapped[int]
    number: Mapped[str] = mapped_column(unique=True)
    client_id: Mapped[int] = mapped_column(ForeignKey("client.id"))
    method: Mapped[Word]
    amount: Mapped[Amount]
    received: Mapped[Amount]
    given_back: Mapped[Amount]
    reference: Mapped[str]
    reason: Mapped[str]
    reverses_id: Mapped[int | None] = mapped_column(ForeignKey("payment.id"), unique=True)
    taken_on: Mapped[date]
    taken_at: Mapped[datetime]
    taken_by: Mapped[str]


class PaidPart(Base):
    """What of a payment was for which debt: an invoice, or a rejected debit."""

    __tablename__ = "payment_part"
    __table_args__ = (
        CheckConstraint("amount <> 0", name="amount_is_something"),
        CheckConstraint("(invoice_id IS NULL) = (access_id IS NOT NULL)", name="one_debt"),
        CheckConstraint("(access_id IS NULL) = (rank IS NULL)", name="debit_has_a_rank"),
    )

    payment_id: Mapped[int] = mapped_column(ForeignKey("payment.id"), primary_key=True, autoincrement=False)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    invoice_id: Mapped[int | None] = mapped_column(ForeignKey("invoice.id"), index=True)
    access_id: Mapped[int | None] = mapped_column(ForeignKey("access.id"), index=True)
    rank: Mapped[int | None]
    due: Mapped[date | None]
    amount: Mapped[Amount]


class Reminder(Base):
    """One letter to one client, its text and fee as sent; the fee is borne by one of its invoices."""

    __tablename__ = "reminder"
    __table_args__ = (
        CheckConstraint("level > 0", name="level_counts_from_one"),
        CheckConstraint("fee >= 0", name="fee_is_not_given"),
        Index(None, "client_id", "id"),
    )

    id: Mapped[Id]
    client_id: Mapped[int] = mapped_column(ForeignKey("client.id"))
    level: Mapped[int]
    fee: Mapped[Amount]
    fee_invoice_id: Mapped[int] = mapped_column(ForeignKey("invoice.id"), index=True)
    language: Mapped[Word]
    text: Mapped[str]
    sent_on: Mapped[date]
    sent_at: Mapped[datetime]
    sent_by: Mapped[str]
    waived_on: Mapped[date | None]


class RemindedInvoice(Base):
    """An invoice that a letter asked for: what was owed of it then, the fees before this letter included."""

    __tablename__ = "reminder_invoice"
    __table_args__ = (UniqueConstraint("invoice_id", "level"),)

    reminder_id: Mapped[int] = mapped_column(ForeignKey("reminder.id"), primary_key=True, autoincrement=False)
    invoice_id: Mapped[int] = mapped_column(ForeignKey("invoice.id"), primary_key=True, autoincrement=False)
    level: Mapped[int]
    owed: Mapped[Amount]
