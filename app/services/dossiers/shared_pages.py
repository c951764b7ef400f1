"""The page of a shared dossier as the database knows it, which is the truth about it (spec 3.3.9).

Each sharing has an address of its own, which nobody can guess and which is never used again; the
files follow after the commit.
"""

import secrets
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.ids import DossierId
from app.models import PortalPage
from app.services.audit import Entry
from app.services.unit_of_work import UnitOfWork

BYTES_OF_ADDRESS = 32
PAGE = "index.html"
"""The page itself among its files."""


def page_of(session: Session, dossier: DossierId) -> PortalPage | None:
    """The page of a dossier that is shared."""
    wanted = sa.select(PortalPage).where(PortalPage.dossier_id == dossier, PortalPage.wanted)
    return session.scalars(wanted).one_or_none()


def new_page(session: Session, dossier: DossierId, today: date) -> str:
    """Share a dossier under a new address; the address."""
    token = secrets.token_urlsafe(BYTES_OF_ADDRESS)
    page = PortalPage(
        token=token, dossier_id=dossier, wanted=True, changes=1, written=0, since=today, folders=""
    )
    session.add(page)
    return token


def withdraw(session: Session, dossier: DossierId) -> bool:
    """Switch the sharing off, if it is on; its files are removed after the commit."""
    page = page_of(session, dossier)
    if page is None:
        return False
    page.wanted = False
    return True


def withdraw_for_inactive(work: UnitOfWork[Any], dossier: DossierId, name: str, client: str) -> bool:
    """Switch the sharing off because a client was made inactive, and tell of it (spec 3.3.9)."""
    if not withdraw(work.session, dossier):
        return False
    facts = {"dossier": name, "client": client}
    work.tell(Entry("dossier_unshared_by_inactive", dossier=dossier, facts=facts))
    return True


def mark_due(session: Session, dossier: DossierId) -> None:
    """Something that the page shows has changed: it is written again after the commit."""
    page = page_of(session, dossier)
    if page is not None:
        page.changes += 1
