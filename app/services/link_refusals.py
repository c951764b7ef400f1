"""Why a person and a company are not linked, and why a linked client stays what it is (spec 3.2.7)."""

from dataclasses import dataclass
from typing import ClassVar

from app.domain.refusals import Refusal


@dataclass(frozen=True, slots=True)
class NotAPerson(Refusal):
    """Only a person is linked to a company; this client is a company itself."""

    field: ClassVar[str] = "other"
    name: str


@dataclass(frozen=True, slots=True)
class NotACompany(Refusal):
    """A person is linked to a company; this client is a person."""

    field: ClassVar[str] = "other"
    name: str


@dataclass(frozen=True, slots=True)
class AlreadyLinked(Refusal):
    """The two are linked already."""

    field: ClassVar[str] = "other"
    person: str
    company: str


@dataclass(frozen=True, slots=True)
class LinkedAsItIs(Refusal):
    """The client is linked to so many others as the person or company it is, and cannot become the other kind."""

    field: ClassVar[str] = "kind"
    links: int
