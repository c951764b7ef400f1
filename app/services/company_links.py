"""Persons and companies: link them, part them, list them; each stays what it is when the other goes (spec 3.2.7)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from app.domain.ids import ClientId, CommandId, LinkId
from app.domain.refusals import Refused, refuse_if_any
from app.domain.rights import Right
from app.models import Client, CompanyLink
from app.services.audit import Entry
from app.services.client_fields import plain_text_verdict
from app.services.client_rows import fields_of, name_of
from app.services.desk import Desk, Outcome, Touched, touched_client
from app.services.fields import PersonKind
from app.services.link_refusals import AlreadyLinked, LinkedAsItIs, NotACompany, NotAPerson
from app.services.stale import found, refuse_stale
from app.services.unit_of_work import UnitOfWork, reading, writing
from app.services.views import ClientState

ROLE_LENGTH = 60
NO_LINK = LinkId(0)


@dataclass(frozen=True, slots=True)
class LinkClients:
    """Link a person and a company, named in either order; `role` (gérante, comptable) may be empty."""

    command: CommandId
    client: ClientId
    other: ClientId
    role: str = ""


@dataclass(frozen=True, slots=True)
class PartClients:
    """Take a link away, as it was shown."""

    command: CommandId
    link: LinkId
    version: int


@dataclass(frozen=True, slots=True)
class Linked(Outcome):
    """Two clients were linked."""

    link: LinkId = NO_LINK


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A link as one of the two sees it: the other one, since when, and as what the person is there."""

    id: LinkId
    version: int
    client: ClientId
    number: int
    name: str
    kind: PersonKind
    state: ClientState
    role: str
    since: date


@dataclass(frozen=True, slots=True)
class LinksView:
    """Whose links these are, and the links."""

    client: ClientId
    name: str
    kind: PersonKind
    rows: tuple[LinkRow, ...]


def link(desk: Desk, request: LinkClients) -> Linked:
    """Link a person and a company; nothing else of either changes.

    Refuses: NotACompany (two persons), NotAPerson (two companies), AlreadyLinked, FieldTooLong,
    StrangeSign, NotFound.
    """
    desk.require(Right.EDIT_CARD)
    role = plain_text_verdict("role", request.role, ROLE_LENGTH)
    refuse_if_any([role.refusal] if role.refusal else [])
    with writing(desk, request.command, Linked) as work:
        if work.earlier is not None:
            return work.earlier
        person, company = _pair(work.session, request)
        _refuse_linked(work.session, person, company)
        row = CompanyLink(person_id=person.id, company_id=company.id, role=role.text, since=desk.today())
        work.session.add(row)
        work.session.flush()
        if role.text:
            _tell(work, "company_linked_as", "person_linked_as", person, company, role.text)
        else:
            _tell(work, "company_linked", "person_linked", person, company)
        return work.commit(Linked(_both(person, company), link=LinkId(row.id)))


def part(desk: Desk, request: PartClients) -> Outcome:
    """Take a link away; both clients stay as they are. Refuses: StaleEdit, NotFound."""
    desk.require(Right.EDIT_CARD)
    with writing(desk, request.command, Outcome) as work:
        if work.earlier is not None:
            return work.earlier
        row = found(work.session, CompanyLink, request.link, "link")
        refuse_stale(work.session, row, request.version, client=row.person_id)
        person = work.session.get_one(Client, row.person_id)
        company = work.session.get_one(Client, row.company_id)
        work.session.delete(row)
        _tell(work, "company_parted", "person_parted", person, company)
        return work.commit(Outcome(_both(person, company)))


def links_of(desk: Desk, client: ClientId) -> tuple[LinkRow, ...]:
    """The companies of a person, or the persons of a company, by name. Refuses NotFound."""
    desk.require(Right.SEE_CARD)
    with reading(desk) as session:
        found(session, Client, client, "client")
        return linked_in(session, client)


def links_view(desk: Desk, client: ClientId) -> LinksView:
    """The same with the name and the kind of the client itself. Refuses NotFound."""
    desk.require(Right.SEE_CARD)
    with reading(desk) as session:
        row = found(session, Client, client, "client")
        return LinksView(client, _name(row), PersonKind(row.kind), linked_in(session, client))


def linked_in(session: Session, client: ClientId) -> tuple[LinkRow, ...]:
    """The same inside a transaction that is open."""
    other = sa.case((CompanyLink.person_id == client, CompanyLink.company_id), else_=CompanyLink.person_id)
    query = (
        sa.select(CompanyLink, Client)
        .join(Client, Client.id == other)
        .where(sa.or_(CompanyLink.person_id == client, CompanyLink.company_id == client))
        .order_by(Client.surname_key, Client.first_name_key, Client.id)
    )
    return tuple(_row(row, found_) for row, found_ in session.execute(query))


def refuse_other_kind(session: Session, client: ClientId, before: PersonKind, after: PersonKind) -> None:
    """Refuse LinkedAsItIs where a linked person is to become a company, or the other way round."""
    if before is after:
        return
    both = sa.or_(CompanyLink.person_id == client, CompanyLink.company_id == client)
    links = session.scalar(sa.select(sa.func.count()).select_from(CompanyLink).where(both)) or 0
    if links:
        raise Refused(LinkedAsItIs(links))


def wrong_links(session: Session) -> Iterator[tuple[int, str]]:
    """Each link that does not join a person to a company, and what it joins; for the check of a database."""
    person, company = aliased(Client), aliased(Client)
    query = (
        sa.select(CompanyLink.id, person.kind, company.kind)
        .join(person, person.id == CompanyLink.person_id)
        .join(company, company.id == CompanyLink.company_id)
        .where(sa.or_(person.kind != PersonKind.NATURAL.value, company.kind != PersonKind.LEGAL.value))
        .order_by(CompanyLink.id)
    )
    for link_id, one, other in session.execute(query):
        yield link_id, f"{one} -> {other}"


def _row(row: CompanyLink, other: Client) -> LinkRow:
    return LinkRow(
        LinkId(row.id),
        row.version,
        ClientId(other.id),
        other.number,
        _name(other),
        PersonKind(other.kind),
        ClientState(other.state),
        row.role,
        row.since,
    )


def _name(client: Client) -> str:
    """A company by its own name, although the card may name somebody there."""
    is_company = client.kind == PersonKind.LEGAL.value
    return client.company if is_company else name_of(fields_of(client))


def _pair(session: Session, request: LinkClients) -> tuple[Client, Client]:
    """The person and the company, whichever was named first."""
    one = found(session, Client, request.client, "client")
    other = found(session, Client, request.other, "client")
    persons = [each for each in (one, other) if each.kind == PersonKind.NATURAL.value]
    if len(persons) == 2:
        raise Refused(NotACompany(_name(other)))
    if not persons:
        raise Refused(NotAPerson(_name(other)))
    return (one, other) if persons[0] is one else (other, one)


def _refuse_linked(session: Session, person: Client, company: Client) -> None:
    pair = (CompanyLink.person_id == person.id, CompanyLink.company_id == company.id)
    if session.scalar(sa.select(CompanyLink.id).where(*pair)) is not None:
        raise Refused(AlreadyLinked(_name(person), _name(company)))


def _both(person: Client, company: Client) -> frozenset[Touched]:
    return frozenset({touched_client(person.id), touched_client(company.id)})


def _tell(
    work: UnitOfWork[Linked] | UnitOfWork[Outcome],
    to_person: str,
    to_company: str,
    person: Client,
    company: Client,
    role: str = "",
) -> None:
    """The history of both."""
    facts = {"role_there": role} if role else {}
    at = {**facts, "company": _name(company), "number": company.number}
    who = {**facts, "person": _name(person), "number": person.number}
    work.tell(Entry(to_person, client=ClientId(person.id), facts=at))
    work.tell(Entry(to_company, client=ClientId(company.id), facts=who))
