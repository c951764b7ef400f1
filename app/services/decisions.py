"""Write what a decision of the domain changed: the difference between the contract before and after.

Every verb on an access ends here, so that rows, stored schedule, version of the access and the
client's summary always change together.
"""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from app.domain import contract as d
from app.domain.ids import AccessId, ClientId, SuspensionId
from app.domain.refusals import Refused
from app.models import Access, Fact, ManualChange, PriceChange, Suspension
from app.services.desk import Touched, touched_access, touched_client
from app.services.refusals import NotFound
from app.services.schedules import contract_of, store_schedule
from app.services.stale import found, refuse_stale
from app.services.state_refusals import AccessEndedForGood
from app.services.unit_of_work import UnitOfWork

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Opened:
    """An access inside a writing transaction, and its contract as it stands there."""

    access: Access
    contract: d.Contract

    @property
    def id(self) -> AccessId:
        """Which access it is."""
        return AccessId(self.access.id)

    @property
    def client(self) -> ClientId:
        """Whose access it is."""
        return ClientId(self.access.client_id)

    @property
    def touched(self) -> frozenset[Touched]:
        """What views refresh after a change of this access."""
        return frozenset({touched_access(self.access.id), touched_client(self.access.client_id)})


def open_access(session: Session, access: AccessId | int, version: int | None = None) -> Opened:
    """Load an access to change it. Refuses NotFound.

    With the `version` that a person saw, also StaleEdit, and AccessEndedForGood: only the bank still
    changes what was due before.
    """
    row = found(session, Access, access, "access")
    if version is not None:
        refuse_stale(session, row, version, access=row.id)
        refuse_ended(row)
    return Opened(row, contract_of(session, row))


def refuse_ended(access: Access) -> None:
    """Refuse AccessEndedForGood: what a deactivation ended is changed by nobody (spec 3.2.2)."""
    if access.ended_on is not None:
        raise Refused(AccessEndedForGood(access.ended_on))


def open_suspension(
    session: Session, suspension: SuspensionId, version: int | None = None
) -> tuple[Opened, Suspension]:
    """Load a suspension and its access to change them. Refuses NotFound (cancelled too) and StaleEdit."""
    row = session.get(Suspension, suspension)
    if row is None or row.cancelled:
        raise Refused(NotFound("suspension"))
    if version is not None:
        refuse_stale(session, row, version, access=row.access_id)
    opened = open_access(session, row.access_id)
    refuse_ended(opened.access)
    return opened, row


def write_decision(work: UnitOfWork[Any], opened: Opened, after: d.Contract) -> None:
    """Make the rows of this access those of `after`; a suspension that is new there has its row already."""
    session, access, before = work.session, opened.access, opened.contract
    known = {one.id for one in before.suspensions}
    for changed in _differences(before.suspensions, after.suspensions, lambda one: one.id):
        if changed.id in known:
            _write_suspension(session, changed)
    gone = known - {one.id for one in after.suspensions}
    for suspension in gone:
        session.get_one(Suspension, suspension).cancelled = True
    for manual in _differences(before.manual, after.manual, lambda one: one.sequence):
        session.add(_manual_row(access.id, manual))
    for price in _differences(before.price_changes, after.price_changes, lambda one: one.sequence):
        session.add(
            PriceChange(
                access_id=access.id, from_rank=price.from_rank, amount=price.amount, sequence=price.sequence
            )
        )
    for fact in _differences(before.facts, after.facts, lambda one: one.rank):
        _write_fact(work, access.id, fact)
    access.next_sequence += 1  # a change of its own: the version of the access counts it
    store_schedule(session, access, after, work.desk.today())
    work.summarise(opened.client)


def _differences(before: Iterable[T], after: Iterable[T], key: Callable[[T], Hashable]) -> list[T]:
    """What stands in `after` and not, or otherwise, in `before`."""
    known = {key(one): one for one in before}
    return [one for one in after if known.get(key(one)) != one]


def _write_suspension(session: Session, made: d.Suspension) -> None:
    row = session.get_one(Suspension, made.id)
    for column, value in suspension_columns(made).items():
        setattr(row, column, value)


def suspension_columns(made: d.Suspension) -> dict[str, Any]:
    """What the domain decided of a suspension, as columns of its row."""
    return {
        "sequence": made.sequence,
        "first_day": made.days.first,
        "last_day": made.days.last,
        "first_rank": made.ranks.first if made.ranks else None,
        "last_rank": made.ranks.last if made.ranks else None,
        "open_ranks": made.ranks is not None and made.ranks.last is None,
        "maintenance": made.maintenance if made.ranks else None,
        "postpones": made.postpones,
        "replaces_manual": made.replaces_manual,
        "returned": sorted(made.returned),
        "has_returned": bool(made.returned),
        "cause": made.cause,
    }


def _manual_row(access: int, made: d.ManualChange) -> ManualChange:
    return ManualChange(
        access_id=access,
        rank=made.rank,
        kind=made.kind.value,
        sequence=made.sequence,
        amount=made.amount,
        due=made.due,
    )


def _write_fact(work: UnitOfWork[Any], access: int, made: d.Fact) -> None:
    today = work.desk.today()
    row = work.session.get(Fact, (access, made.rank))
    if row is None:
        row = Fact(
            access_id=access,
            rank=made.rank,
            due=made.due,
            amount=made.amount,
            origin=made.origin.value,
            suspension_id=made.suspension,
            postpones=made.postpones,
            presented_on=today,
        )
        work.session.add(row)
    row.state = made.state.value
