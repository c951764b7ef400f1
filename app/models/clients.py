"""Who the club knows: clients with their card, photo, mandates and documents, and saved searches.

Beside what was typed, a client row keeps two kinds of columns that the program derives itself:
the search keys (normalised texts and digits) and the summary (state, end of access, balance) by
which the search table filters and sorts in the database. Only `services.search_keys` and
`services.client_summary` write those.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, LargeBinary, text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Amount, Base, Id, Key, Version, Word, one_of

NO_ACCESS = date(1, 1, 1)
"""`access_key` of a client without any access, and `birth_key` without birth date: sorts first."""
OPEN_END = date(9999, 12, 30)
"""`access_key` while the end is open (à la reprise)."""
WITHOUT_END = date(9999, 12, 31)
"""`access_key` of an access without end."""

SORTED = (
    "surname_key", "first_name_key", "birth_key", "phone_key", "town_key", "state_order", "access_key", "balance",
)  # fmt: skip
"""Columns the search table sorts by, each indexed together with the id as tie-breaker."""


class Client(Base):
    """A client's card. Empty text: not known."""

    __tablename__ = "client"
    __table_args__ = (
        one_of("kind", "natural", "legal"),
        one_of("state", "prospect", "active", "suspended", "blocked", "deactivated", "former"),
        *(Index(None, column, "id") for column in SORTED if column != "surname_key"),
        Index("ix_client_surname_key_id", "surname_key", "id", "name_key"),  # names are read from the index
        *(Index(None, "state", column, "id") for column in ("surname_key", "number")),
        Index(None, "second_phone_key"),
        Index(None, "email_key"),
        Index(None, "postal_code"),
        Index(None, "next_change_on"),
        Index(None, "block_on"),
        Index(
            "uq_client_card_key",
            "card_key",
            unique=True,
            sqlite_where=text("card_key <> ''"),
            postgresql_where=text("card_key <> ''"),
        ),
        {"sqlite_autoincrement": True},  # a deleted client's id must never name another one
    )

    id: Mapped[Id]
    version: Mapped[Version] = mapped_column()
    number: Mapped[int] = mapped_column(unique=True)
    created_at: Mapped[datetime]

    # -- the card, as typed (spec 1.3)
    surname: Mapped[str] = mapped_column(default="")
    first_name: Mapped[str] = mapped_column(default="")
    title: Mapped[str] = mapped_column(default="")
    company: Mapped[str] = mapped_column(default="")
    external_reference: Mapped[str] = mapped_column(default="")
    birth_date: Mapped[date | None]
    address: Mapped[str] = mapped_column(default="")
    address2: Mapped[str] = mapped_column(default="")
    postal_code: Mapped[str] = mapped_column(default="")
    town: Mapped[str] = mapped_column(default="")
    province: Mapped[str] = mapped_column(default="")
    country: Mapped[str] = mapped_column(default="BE")
    phone: Mapped[str] = mapped_column(default="")
    fax: Mapped[str] = mapped_column(default="")
    mobile: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    language: Mapped[Word] = mapped_column(default="fr")
    contact_person: Mapped[str] = mapped_column(default="")
    legal_representative: Mapped[str] = mapped_column(default="")
    kind: Mapped[Word] = mapped_column(default="natural")
    client_type: Mapped[str] = mapped_column(default="")
    adviser: Mapped[str] = mapped_column(default="")
    vat_number: Mapped[str] = mapped_column(default="")
    vat_rate: Mapped[str] = mapped_column(default="")
    exemption_certificate: Mapped[str] = mapped_column(default="")
    discount_scheme: Mapped[str] = mapped_column(default="")
    price_list: Mapped[str] = mapped_column(default="")
    payment_term: Mapped[str] = mapped_column(default="")
    payment_condition: Mapped[str] = mapped_column(default="")
    internal_account: Mapped[str] = mapped_column(default="")
    iban: Mapped[str] = mapped_column(default="")
    bic: Mapped[str] = mapped_column(default="")
    card_number: Mapped[str] = mapped_column(default="")
    remark: Mapped[str] = mapped_column(default="")
    show_remark: Mapped[bool] = mapped_column(default=False)
    show_identity: Mapped[bool] = mapped_column(default=False)
    national_number: Mapped[str] = mapped_column(default="")
    identity_document: Mapped[str] = mapped_column(default="")

    # -- blocked, deactivated (spec 3)
    block_on: Mapped[date | None]
    block_by: Mapped[str] = mapped_column(default="")
    block_reason: Mapped[str] = mapped_column(default="")
    block_automatic: Mapped[bool] = mapped_column(default=False)
    deactivated_on: Mapped[date | None]
    deactivated_by: Mapped[str] = mapped_column(default="")

    # -- search keys (services.search_keys)
    surname_key: Mapped[Key] = mapped_column(default="")
    first_name_key: Mapped[Key] = mapped_column(default="")
    name_key: Mapped[Key] = mapped_column(default="")
    rest_key: Mapped[Key] = mapped_column(default="")
    town_key: Mapped[Key] = mapped_column(default="")
    email_key: Mapped[Key] = mapped_column(default="")
    phone_key: Mapped[Key] = mapped_column(default="")
    second_phone_key: Mapped[Key] = mapped_column(default="")
    card_key: Mapped[Key] = mapped_column(default="")
    birth_key: Mapped[date] = mapped_column(default=NO_ACCESS)

    # -- summary (services.client_summary), true on the day it was made until `next_change_on`
    state: Mapped[Word] = mapped_column(default="prospect")
    state_order: Mapped[int] = mapped_column(default=4)
    has_access: Mapped[bool] = mapped_column(default=False)
    access_last: Mapped[date | None]
    end_open: Mapped[bool] = mapped_column(default=False)
    access_key: Mapped[date] = mapped_column(default=NO_ACCESS)
    suspended_from: Mapped[date | None]
    suspended_until: Mapped[date | None]
    suspended_open: Mapped[bool] = mapped_column(default=False)
    balance: Mapped[Amount] = mapped_column(default=0)
    next_change_on: Mapped[date | None]

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


class ClientPhoto(Base):
    """The photo of a client, kept apart so that lists never read it."""

    __tablename__ = "client_photo"

    client_id: Mapped[int] = mapped_column(ForeignKey("client.id"), primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)
    set_at: Mapped[datetime]


class Mandate(Base):
    """A direct-debit mandate; its reference is unique whatever the case (`reference_key`)."""

    __tablename__ = "mandate"

    id: Mapped[Id]
    client_id: Mapped[int] = mapped_column(ForeignKey("client.id"), index=True)
    iban: Mapped[str]
    bic: Mapped[str] = mapped_column(default="")
    reference: Mapped[str]
    reference_key: Mapped[Key] = mapped_column(unique=True)
    signed_on: Mapped[date]
    created_at: Mapped[datetime]


class Document(Base):
    """A stored document of a client: proof of a suspension, receipt, schedule."""

    __tablename__ = "document"

    id: Mapped[Id]
    client_id: Mapped[int] = mapped_column(ForeignKey("client.id"), index=True)
    access_id: Mapped[int | None] = mapped_column(ForeignKey("access.id"), index=True)
    suspension_id: Mapped[int | None] = mapped_column(ForeignKey("suspension.id"), index=True)
    name: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int]
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    added_at: Mapped[datetime]
    added_by: Mapped[str]


class Segment(Base):
    """A search saved under a name, unique without case; `criteria` is its JSON form."""

    __tablename__ = "segment"

    id: Mapped[Id]
    version: Mapped[Version] = mapped_column()
    name: Mapped[str]
    name_key: Mapped[Key] = mapped_column(unique=True)
    criteria: Mapped[dict[str, Any]]
    saved_by: Mapped[str]
    saved_at: Mapped[datetime]

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012
