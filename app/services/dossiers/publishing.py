"""Brings the portal's folder to what the database says: pages that are due, pages that were withdrawn (spec 3.3.9).

It runs after each commit that changed a page, and for all pages at the daily upkeep. What cannot be
written stays due; nothing that was saved is lost by it.
"""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.ids import DossierId
from app.domain.refusals import Refusal, Refused
from app.models import PortalPage
from app.services.club import stored_settings
from app.services.desk import Desk
from app.services.dossiers.portal_folder import remove_page, write_page
from app.services.store import Store
from app.services.unit_of_work import upkeep
from app.settings import places

FOLDER = "portail"


@dataclass(frozen=True, slots=True)
class PublishReport:
    """How many pages were written and removed; `failed`: why some could not be, each reason once."""

    written: int = 0
    removed: int = 0
    failed: tuple[Refusal, ...] = ()


@dataclass(frozen=True, slots=True)
class _Due:
    """A page as it stands in the database, to be written or removed."""

    token: str
    dossier: DossierId | None
    wanted: bool
    changes: int
    folder: str


def catch_up(desk: Desk, dossier: DossierId | None = None) -> Refusal | None:
    """Write or remove what is due, of one dossier or of all; why it could not be, which is no refusal."""
    try:
        failed = publish(desk.store, desk.today(), desk.now(), dossier).failed
    except Refused as refused:  # the database went away after the commit: the daily upkeep tries again
        failed = tuple(refused.refusals)
    return failed[0] if failed else None


def publish_all(store: Store, today: date, now: datetime) -> PublishReport:
    """Write every shared page anew, and remove what was withdrawn: schedules change by the day alone."""
    with upkeep(store) as session:
        session.execute(sa.update(PortalPage).where(PortalPage.wanted).values(changes=PortalPage.changes + 1))
        session.commit()
    return publish(store, today, now)


def publish(store: Store, today: date, now: datetime, dossier: DossierId | None = None) -> PublishReport:
    """Write and remove what is due, of one dossier or of all; one page that fails stops no other."""
    with store.session(writes=False) as session:
        due = _due(session, dossier)
        folder = portal_folder(session, store) if due else Path()
    written, removed, failed = 0, 0, list[Refusal]()
    for page in due:
        try:
            if page.wanted:
                written += _write(store, page, folder, today, now)
            else:
                removed += _remove(store, page)
        except Refused as refused:
            failed.extend(refused.refusals)
    return PublishReport(written, removed, tuple(dict.fromkeys(failed)))


def portal_folder(session: Session, store: Store) -> Path:
    """Where the pages stand: as the club decided, else in the data folder of this workstation."""
    chosen = stored_settings(session)[0].portal_folder
    return Path(chosen) if chosen else (store.workstation_dir or places().data) / FOLDER


def _due(session: Session, dossier: DossierId | None) -> list[_Due]:
    query = sa.select(PortalPage).where(
        sa.or_(PortalPage.wanted.is_(False), PortalPage.written < PortalPage.changes)
    )
    if dossier is not None:
        query = query.where(PortalPage.dossier_id == dossier)
    return [
        _Due(
            row.token,
            DossierId(row.dossier_id) if row.dossier_id else None,
            row.wanted,
            row.changes,
            row.folder,
        )
        for row in session.scalars(query.order_by(PortalPage.token))
    ]


def _write(store: Store, page: _Due, folder: Path, today: date, now: datetime) -> int:
    """Write a page, and note which state of the dossier it shows; a page withdrawn meanwhile goes again."""
    from app.services.dossiers.portal_files import files_of

    if page.dossier is None:
        return 0
    with store.session(writes=False) as session:
        files = files_of(session, page.dossier, today)
    if page.folder and Path(page.folder) != folder:
        remove_page(Path(page.folder), page.token)
    _note_folder(store, page.token, folder)
    write_page(folder, page.token, files)
    with upkeep(store) as session:
        row = session.get(PortalPage, page.token)
        is_wanted = row is not None and row.wanted
        if row is not None and is_wanted:
            row.written, row.published_at = page.changes, now
            session.commit()
    if not is_wanted:
        remove_page(folder, page.token)
        return 0
    return 1


def _note_folder(store: Store, token: str, folder: Path) -> None:
    """Remember where the page goes before it is there, so that a withdrawal finds it after a crash too."""
    with upkeep(store) as session:
        row = session.get(PortalPage, token)
        if row is not None and row.folder != str(folder):
            row.folder = str(folder)
            session.commit()


def _remove(store: Store, page: _Due) -> int:
    """Remove the files of a page that was withdrawn, and then the page itself."""
    if page.folder:
        remove_page(Path(page.folder), page.token)
    with upkeep(store) as session:
        session.execute(sa.delete(PortalPage).where(PortalPage.token == page.token))
        session.commit()
    return 1
