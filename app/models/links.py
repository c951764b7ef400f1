"""Which persons belong to which companies, and as what (spec 3.2.7)."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Id, Version


class CompanyLink(Base):
    """A person at a company. `role` may be empty; `since` is the day at the club on which the link was made."""

    __tablename__ = "company_link"
    __table_args__ = (
        CheckConstraint("person_id <> company_id", name="two_clients"),
        Index(None, "person_id", "company_id", unique=True),
        Index(None, "company_id"),
    )

    id: Mapped[Id]
    version: Mapped[Version] = mapped_column()
    person_id: Mapped[int] = mapped_column(ForeignKey("client.id"))
    company_id: Mapped[int] = mapped_column(ForeignKey("client.id"))
    role: Mapped[str] = mapped_column(default="")
    since: Mapped[date]

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012
