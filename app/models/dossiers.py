"""Several clients in one contract: dossiers, parties, activities, and what each client was billed (spec 3.3).

Who is to pay what of an activity that is not billed is never stored: it follows from the parties as
they are. Once billed it is frozen in `activity_share`, and the databases let nobody change it.
"""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Amount, Base, Id, Key, Version

THOUSANDTHS = 1000
"""A quantity is stored in thousandths: 1.5 hours are 1500."""
HUNDREDTHS = 100
"""A VAT rate is stored in hundredths of a percent: 21 % are 2100."""


class Dossier(Base):
    """A contract of one or more clients."""

    __tablename__ = "dossier"
    __table_args__ = (Index(None, "name_key", "id"),)

    id: Mapped[Id]
    version: Mapped[Version] = mapped_column()
    name: Mapped[str]
    name_key: Mapped[Key]
    note: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]
    created_by: Mapped[str]

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


class DossierParty(Base):
    """A client of a dossier; `active` is his state in this dossier only, `weight` his part of what is common."""

    __tablename__ = "dossier_party"
    __table_args__ = (
        UniqueConstraint("dossier_id", "position"),
        CheckConstraint("weight >= 1", name="weight_counts"),
        Index(None, "client_id"),
    )

    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), primary_key=True)
    client_id: Mapped[int] = mapped_column(ForeignKey("client.id"), primary_key=True)
    position: Mapped[int]
    active: Mapped[bool]
    weight: Mapped[int]


class DossierIntervenant(Base):
    """A user who enters activities in a dossier; where there is none, everybody may."""

    __tablename__ = "dossier_intervenant"

    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), primary_key=True, index=True)


class Activity(Base):
    """A prestation, for one client or (`client_id` None) in common. `billed_on`: frozen since that day.

    `unit_price` and `amount` in cents with VAT; `quantity` in thousandths, `vat_rate` in hundredths of a
    percent.
    """

    __tablename__ = "activity"
    __table_args__ = (
        CheckConstraint("quantity > 0", name="quantity_counts"),
        CheckConstraint("unit_price >= 0", name="price_is_no_credit"),
        CheckConstraint("vat_rate BETWEEN 0 AND 10000", name="rate_is_a_percentage"),
        Index(None, "dossier_id", "billed_on"),
        Index(None, "client_id"),
    )

    id: Mapped[Id]
    version: Mapped[Version] = mapped_column()
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"))
    client_id: Mapped[int | None] = mapped_column(ForeignKey("client.id"))
    day: Mapped[date]
    description: Mapped[str]
    quantity: Mapped[Amount]
    unit_price: Mapped[Amount]
    vat_rate: Mapped[int]
    amount: Mapped[Amount]
    entered_at: Mapped[datetime]
    entered_by: Mapped[str]
    billed_on: Mapped[date | None]

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


class ActivityShare(Base):
    """What one client was billed of an activity, in cents, and by which invoice; never changed."""

    __tablename__ = "activity_share"
    __table_args__ = (Index(None, "client_id"), Index(None, "invoice_id"))

    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id"), primary_key=True)
    client_id: Mapped[int] = mapped_column(ForeignKey("client.id"), primary_key=True)
    invoice_id: Mapped[int] = mapped_column(ForeignKey("invoice.id"))
    amount: Mapped[Amount]


class DossierInvoice(Base):
    """An invoice that was made of a dossier; never changed."""

    __tablename__ = "dossier_invoice"

    invoice_id: Mapped[int] = mapped_column(ForeignKey("invoice.id"), primary_key=True, autoincrement=False)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True)


class PortalPage(Base):
    """The page of a shared dossier under an address that nobody can guess (spec 3.3.9).

    `wanted` False: withdrawn, its files are still to be removed. `changes` counts what
    makes it be written again, `written` is that count when it was last written. `folders`: every place
    where its files may stand, one a line, the latest last; empty before the first time.
    """

    __tablename__ = "portal_page"
    __table_args__ = (Index(None, "dossier_id"),)

    token: Mapped[str] = mapped_column(primary_key=True)
    dossier_id: Mapped[int | None] = mapped_column(ForeignKey("dossier.id", ondelete="SET NULL"))
    wanted: Mapped[bool]
    changes: Mapped[int]
    written: Mapped[int]
    since: Mapped[date]
    folders: Mapped[str] = mapped_column(default="")
    published_at: Mapped[datetime | None]
