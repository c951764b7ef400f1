"""Brings the portal's folder to what the database says: pages that are due, pages that were withdrawn (spec 3.3.9).

It runs after each commit that changed a page, and for all pages at the daily upkeep. What cannot be
written stays due; nothing that was saved is lost by it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.dossier_refusals import PortalFolderMissing
from app.domain.ids import DossierId
from app.domain.refusals import Refusal, Refused
from app.models import PortalPage
from app.services.club import stored_settings
from app.services.desk import Desk
from app.services.dossiers.portal_folder import remove_page, sweep, write_page
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
    places: tuple[Path, ...]


def catch_up(desk: Desk, dossier: DossierId | None = None) -> Refusal | None:
    """Write or remove what is due, of one dossier or of all; why it could not be, which is no refusal."""
    try:
        failed = publish(desk.store, desk.today(), desk.now(), dossier).failed
    except Refused as refused:  # the database went away after the commit: the daily upkeep tries again
        failed = tuple(refused.refusals)
    return failed[0] if failed else None


def publish_all(store: Store, today: date, now: datetime) -> PublishReport:
    """Write every shared page anew, remove what was withdrawn, and what a killed program left half-done:
    schedules change by the day alone."""
    with upkeep(store) as session:
        session.execute(sa.update(PortalPage).where(PortalPage.wanted).values(changes=PortalPage.changes + 1))
        folders = session.scalars(sa.select(PortalPage.folders)).all()
        session.commit()
    report = publish(store, today, now)
    reasons = list(report.failed)
    for place in {place for each in folders for place in places_of(each)}:
        try:
            sweep(place, now.timestamp())
        except Refused as refused:
            reasons.extend(refused.refusals)
    return replace(report, failed=tuple(dict.fromkeys(reasons)))


def publish(store: Store, today: date, now: datetime, dossier: DossierId | None = None) -> PublishReport:
    """Write and remove what is due, of one dossier or of all; one page that fails stops no other."""
    with store.session(writes=False) as session:
        due = _due(session, dossier)
        folder = portal_folder(session, store) if any(page.wanted for page in due) else Path()
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
    """Where the pages stand: as the club decided, else in the data folder of this workstation.

    Refuses PortalFolderMissing where several desks share the database: each would write pages of its own,
    which the others could not remove.
    """
    chosen = stored_settings(session)[0].portal_folder
    if not chosen and store.dialect == "postgresql":
        raise Refused(PortalFolderMissing())
    return Path(chosen) if chosen else (store.workstation_dir or places().data) / FOLDER


def url_of(session: Session, token: str) -> str:
    """The whole address of a page; empty where the club has not said where its portal is."""
    base = stored_settings(session)[0].portal_address
    return f"{base}/{token}/" if base else ""


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
            places_of(row.folders),
        )
        for row in session.scalars(query.order_by(PortalPage.token))
    ]


def places_of(folders: str) -> tuple[Path, ...]:
    """Every folder where the files of a page may stand, the latest last."""
    return tuple(Path(line) for line in folders.splitlines())


def _write(store: Store, page: _Due, folder: Path, today: date, now: datetime) -> int:
    """Write a page, and note which state of the dossier it shows; a page withdrawn meanwhile goes again."""
    from app.services.dossiers.portal_files import files_of

    if page.dossier is None:
        return 0
    with store.session(writes=False) as session:
        files = files_of(session, page.dossier, today)
    others = [place for place in page.places if place != folder]
    _note_places(store, page.token, [*others, folder])
    write_page(folder, page.token, files)
    if not _note_written(store, page, now):
        remove_page(folder, page.token)
        return 0
    if others:
        _note_places(store, page.token, [*_still_there(page.token, others)[0], folder])
    return 1


def _note_places(store: Store, token: str, places: Sequence[Path]) -> None:
    """Remember where a page goes before it is there, so that a withdrawal finds it after a crash too."""
    folders = "\n".join(str(place) for place in places)
    with upkeep(store) as session:
        row = session.get(PortalPage, token)
        if row is not None and row.folders != folders:
            row.folders = folders
            session.commit()


def _note_written(store: Store, page: _Due, now: datetime) -> bool:
    """Whether the page is still wanted; then it is noted as written."""
    with upkeep(store) as session:
        row = session.get(PortalPage, page.token)
        if row is None or not row.wanted:
            return False
        row.written, row.published_at = page.changes, now
        session.commit()
        return True


def _still_there(token: str, places: Sequence[Path]) -> tuple[list[Path], list[Refusal]]:
    """Remove a page from these places; from which it could not be removed, and why."""
    left, reasons = list[Path](), list[Refusal]()
    for place in places:
        try:
            remove_page(place, token)
        except Refused as refused:
            left.append(place)
            reasons.extend(refused.refusals)
    return left, reasons


def _remove(store: Store, page: _Due) -> int:
    """Remove the files of a page that was withdrawn, wherever they are, and then the page itself."""
    left, reasons = _still_there(page.token, page.places)
    if left:
        _note_places(store, page.token, left)
        raise Refused(*reasons)
    with upkeep(store) as session:
        session.execute(sa.delete(PortalPage).where(PortalPage.token == page.token))
        session.commit()
    return 1
