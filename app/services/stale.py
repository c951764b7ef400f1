"""A stale edit: somebody else saved the row since it was shown (spec 5.2).

The version is compared explicitly inside the writing transaction; setting it on the mapped object
from a form would not be checked by SQLAlchemy.
"""

from collections.abc import Mapping
from typing import Protocol, TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.ids import AccessId, ClientId, DossierId
from app.domain.refusals import Refused
from app.models import Base, History
from app.services.audit import canonical
from app.services.refusals import NotFound, StaleEdit

R = TypeVar("R", bound=Base)


class Versioned(Protocol):
    """A row that counts its changes."""

    @property
    def version(self) -> int:
        """How often it was saved."""


def found(session: Session, kind: type[R], key: object, what: str) -> R:
    """The row with this key; refuses `NotFound(what)`."""
    row = session.get(kind, key)
    if row is None:
        raise Refused(NotFound(what))
    return row


def refuse_stale(
    session: Session,
    row: Versioned,
    version: int,
    *,
    client: ClientId | int | None = None,
    access: AccessId | int | None = None,
    facts: Mapping[str, object] | None = None,
    dossier: DossierId | int | None = None,
    theirs: object = None,
) -> None:
    """Refuse `StaleEdit` where the row is not of the version that was shown; says who saved it last.

    `facts` are those of the row's history entries, where it is no client's and no access's.
    """
    if row.version == version:
        return
    last = None
    about = _about(client, access, facts, dossier)
    if about is not None:
        last = session.execute(
            sa.select(History.operator, History.at).where(about).order_by(History.id.desc()).limit(1)
        ).one_or_none()
    raise Refused(StaleEdit(last.operator if last else "", last.at if last else None, theirs))


def _about(
    client: ClientId | int | None,
    access: AccessId | int | None,
    facts: Mapping[str, object] | None,
    dossier: DossierId | int | None,
) -> sa.ColumnElement[bool] | None:
    if dossier is not None:
        return History.dossier_id == dossier
    if access is not None:
        return History.access_id == access
    if client is not None:
        return History.client_id == client
    return History.facts == canonical(facts) if facts is not None else None
