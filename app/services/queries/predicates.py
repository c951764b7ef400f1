"""What must hold of a client's row, as SQL: each criterion and each condition of a search (spec 1.2).

A `Term` is what must hold, and perhaps `ids`: the clients it leaves, found by an index of its own.
Whether that index or the order of the result leads the way is decided in `search`, not by the
database's guess; so what must hold is written with `unindexed` columns.
"""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from app.domain.names import search_text
from app.models import Access, Client, Fact, Invoice
from app.models.clients import NO_ACCESS
from app.services.clock import Clock
from app.services.criteria import Condition, ConditionField, StateFilter
from app.services.overdue import UNPAID
from app.services.views import ClientState

Claim = sa.ColumnElement[bool]
Ids = sa.Select[int]

_STATES = {
    StateFilter.PROSPECTS: ClientState.PROSPECT,
    StateFilter.ACTIVE: ClientState.ACTIVE,
    StateFilter.SUSPENDED: ClientState.SUSPENDED,
    StateFilter.BLOCKED: ClientState.BLOCKED,
    StateFilter.DEACTIVATED: ClientState.DEACTIVATED,
}


class unindexed(FunctionElement[Any]):  # noqa: N801 - written like an SQL function
    """The column itself, but SQLite does not choose an index for it (its unary plus)."""

    name = "unindexed"
    inherit_cache = True

    def __init__(self, column: Any) -> None:
        super().__init__(column)
        self.type = column.type


@compiles(unindexed)
def _as_it_is(element: unindexed, compiler: SQLCompiler, **kw: Any) -> str:
    return compiler.process(element.clauses, **kw)


@compiles(unindexed, "sqlite")
def _with_plus(element: unindexed, compiler: SQLCompiler, **kw: Any) -> str:
    return f"+{compiler.process(element.clauses, **kw)}"


@dataclass(frozen=True, slots=True)
class Term:
    """What must hold of a row, and the clients it leaves where an index finds them.

    `walked`: the same claim, where an index holds this column and then the order of the result.
    """

    claim: Claim
    ids: Ids | None = None
    walked: Claim | None = None


def starts_with(column: Any, prefix: str) -> Claim:
    """The column begins with this text: a range, because a bound LIKE does not use the index."""
    return sa.and_(column >= prefix, column < beyond(prefix))


def beyond(prefix: str) -> str:
    """The first text after all that begin with this one."""
    return prefix[:-1] + chr(ord(prefix[-1]) + 1)


def nobody() -> Term:
    """What can be found nowhere: letters where a number is asked."""
    return Term(sa.false(), sa.select(Client.id).where(sa.false()))


def equal(column: Any, value: object) -> Term:
    """The column is exactly this."""
    return Term(unindexed(column) == value, sa.select(Client.id).where(column == value))


def beginning(column: Any, prefix: str) -> Term:
    """The column begins with this text; where there is none, its index may hold nothing."""
    ids = sa.select(Client.id).where(starts_with(column, prefix), column != "")
    return Term(starts_with(unindexed(column), prefix), ids)


def either(*terms: Term) -> Term:
    """At least one of these holds."""
    ids = [term.ids for term in terms if term.ids is not None]
    united = sa.union_all(*ids).subquery()
    return Term(sa.or_(*(term.claim for term in terms)), sa.select(united.c.id))


def state_term(state: StateFilter, clock: Clock) -> Term | None:
    """The state column of the list, or what is late today; None: all."""
    if state is StateFilter.ALL:
        return None
    if state is StateFilter.CLIENTS:
        return Term(unindexed(Client.state) != ClientState.PROSPECT.value)
    if state is StateFilter.OVERDUE:
        return _overdue(clock.today())
    word = _STATES[state].value
    term = equal(Client.state, word)
    return replace(term, walked=Client.state == word)


def _overdue(today: date) -> Term:
    """Who has a rejected debit, or an invoice that is late and not *en attente* (as `overdue.overdue_of`)."""
    rejected = sa.select(Access.client_id).join(Fact, Fact.access_id == Access.id)
    late = sa.select(Invoice.client_id).where(*UNPAID, Invoice.due < today)
    owing = sa.union(rejected.where(Fact.state == "rejected"), late).subquery()
    ids = sa.select(owing.c.client_id)
    return Term(unindexed(Client.id).in_(ids), ids)


def condition_term(condition: Condition, clock: Clock) -> Term:
    """One condition of a segment; negated, it leaves exactly the other clients."""
    term = _CONDITIONS[condition.field](condition.value, clock)
    if not condition.negated:
        return term
    return Term(sa.or_(sa.not_(term.claim), term.claim.is_(None)))


def _active(value: str, _clock: Clock) -> Term:
    deactivated = equal(Client.state, ClientState.DEACTIVATED.value)
    return deactivated if value == "no" else Term(sa.not_(deactivated.claim))


def _state(value: str, clock: Clock) -> Term:
    return state_term(StateFilter(value), clock) or Term(sa.true())


def _suspended_open_since(value: str, clock: Clock) -> Term:
    since = clock.today() - timedelta(days=int(value))
    claim = sa.and_(unindexed(Client.suspended_open), Client.suspended_from <= since)
    suspended = (ClientState.SUSPENDED.value, ClientState.BLOCKED.value, ClientState.DEACTIVATED.value)
    return Term(claim, sa.select(Client.id).where(Client.state.in_(suspended), claim))


def _access_ends(value: str, clock: Clock) -> Term:
    today = clock.today()
    if value == "past":
        first, last = NO_ACCESS + timedelta(days=1), today - timedelta(days=1)
    else:
        first = today.replace(day=1)
        if value == "next_month":
            first = (first + timedelta(days=32)).replace(day=1)
        last = first.replace(day=monthrange(first.year, first.month)[1])
    column = unindexed(Client.access_key)
    ids = sa.select(Client.id).where(Client.access_key >= first, Client.access_key <= last)
    return Term(sa.and_(column >= first, column <= last), ids)


def _plan(value: str, clock: Clock) -> Term:
    running = sa.or_(Access.end_open, Access.current_last.is_(None), Access.current_last >= clock.today())
    ids = sa.select(Access.client_id.label("id")).where(Access.plan_id == int(value), running)
    return Term(unindexed(Client.id).in_(ids), ids)


def _town(value: str, _clock: Clock) -> Term:
    prefix = search_text(value)
    return beginning(Client.town_key, prefix) if prefix else nobody()


def _postal_code(value: str, _clock: Clock) -> Term:
    wanted = value.strip().upper()
    return Term(sa.func.substr(Client.postal_code, 1, len(wanted)) == wanted)


def _birth_month(value: str, _clock: Clock) -> Term:
    return Term(sa.extract("month", Client.birth_date) == int(value))


def _age_at_least(value: str, clock: Clock) -> Term:
    born = unindexed(Client.birth_key)
    return Term(sa.and_(born > NO_ACCESS, born <= years_before(clock.today(), int(value))))


def _age_at_most(value: str, clock: Clock) -> Term:
    return Term(unindexed(Client.birth_key) > years_before(clock.today(), int(value) + 1))


def _created_since(value: str, clock: Clock) -> Term:
    return Term(Client.created_at >= clock.now() - timedelta(days=int(value)))


_CONDITIONS: dict[ConditionField, Callable[[str, Clock], Term]] = {
    ConditionField.ACTIVE: _active,
    ConditionField.STATE: _state,
    ConditionField.SUSPENDED_OPEN_SINCE: _suspended_open_since,
    ConditionField.ACCESS_ENDS: _access_ends,
    ConditionField.PLAN: _plan,
    ConditionField.TOWN: _town,
    ConditionField.POSTAL_CODE: _postal_code,
    ConditionField.LANGUAGE: lambda value, clock: Term(Client.language == value),
    ConditionField.CLIENT_TYPE: lambda value, clock: Term(Client.client_type == value.strip()),
    ConditionField.ADVISER: lambda value, clock: Term(Client.adviser == value.strip()),
    ConditionField.BIRTH_MONTH: _birth_month,
    ConditionField.AGE_AT_LEAST: _age_at_least,
    ConditionField.AGE_AT_MOST: _age_at_most,
    ConditionField.BALANCE_AT_LEAST: lambda value, clock: Term(unindexed(Client.balance) >= int(value)),
    ConditionField.NO_EMAIL: lambda value, clock: Term(unindexed(Client.email_key) == ""),
    ConditionField.CREATED_SINCE: _created_since,
}


def years_before(day: date, years: int) -> date:
    """The same day so many years earlier; 29/02 gives 28/02 where there is none."""
    year = max(day.year - years, 1)
    return day.replace(year=year, day=min(day.day, monthrange(year, day.month)[1]))
