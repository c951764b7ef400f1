"""What the whole club decides: its heading on papers, its rules of suspension, its idle lock (spec 2.2, 2.5)."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.cents import Cents
from app.domain.dossier_refusals import PortalAddressUnusable, PortalFolderUnusable
from app.domain.refusals import FieldTooLong, Refusal
from app.domain.rights import Right
from app.models import ClubSetting
from app.services.audit import Entry
from app.services.changes_told import differences
from app.services.client_fields import judged_fields, rate_verdict
from app.services.client_refusals import AmountOutOfRange, LevelsNotInOrder, TooManyLines
from app.services.desk import Desk, Outcome, Touched, TouchedKind
from app.services.fields import ClientFields, ClubSettings, PersonKind, ReminderLevel
from app.services.form_checks import FormChecks
from app.services.json_values import from_json, to_json
from app.services.plans import LARGEST_AMOUNT
from app.services.requests import SaveClubSettings
from app.services.stale import refuse_stale
from app.services.unit_of_work import reading, writing

MOST_CAUSES = 40
CAUSE_LENGTH = 60
FOLDER_LENGTH = 500
PUBLIC_ADDRESS_LENGTH = 300
_NOT_IN_AN_ADDRESS = '"<>\\^`{|}?#'
MOST_LEVELS = 6
REMINDER_TEXT_LENGTH = 1500
LARGEST_FEE = Cents(50_000)
LONGEST_TERM = 366
_ADDRESS = (
    "address",
    "postal_code",
    "town",
    "country",
    "phone",
    "email",
    "vat_number",
    "language",
    "iban",
    "bic",
)
_NUMBERS = {
    "max_suspension_days": (1, 36_600),
    "shortest_suspension_days": (1, 366),
    "max_days_per_year": (1, 366),
    "max_suspensions_per_year": (1, 366),
    "notice_days": (0, 366),
    "prenotification_days": (0, 60),
    "idle_lock_minutes": (0, 24 * 60),
    "review_open_suspensions_after_days": (1, 3660),
    "blocks_after_overdue_days": (0, 366),
    "invoice_term_days": (0, LONGEST_TERM),
}


def club_settings(desk: Desk) -> tuple[ClubSettings, int]:
    """The settings and their version; everybody at the desk works by them."""
    with reading(desk) as session:
        return stored_settings(session)


def stored_settings(session: Session) -> tuple[ClubSettings, int]:
    """The settings and their version, inside a transaction that is open."""
    row = session.execute(sa.select(ClubSetting.settings, ClubSetting.version)).one()
    return from_json(ClubSettings, row.settings), row.version


def save_club_settings(desk: Desk, request: SaveClubSettings) -> Outcome:
    """Change the settings. Refuses all wrong fields at once, and StaleEdit."""
    desk.require(Right.MANAGE_SETTINGS)
    settings = checked_settings(desk, request.settings)
    with writing(desk, request.command, Outcome) as work:
        if work.earlier is not None:
            return work.earlier
        row = work.session.scalars(sa.select(ClubSetting)).one()
        before = from_json(ClubSettings, row.settings)
        refuse_stale(work.session, row, request.version, facts={"settings": row.id}, theirs=before)
        was, became = differences(before, settings)
        row.settings = to_json(settings)
        if became:
            work.tell(Entry("settings_saved", facts={"settings": row.id}, before=was, after=became))
        return work.commit(Outcome(frozenset({Touched(TouchedKind.SETTINGS, row.id)})))


def checked_settings(desk: Desk, settings: ClubSettings) -> ClubSettings:
    """The settings as they are kept; refuses everything that is wrong with them at once."""
    checks = FormChecks()
    settings = replace(
        settings,
        name=checks.name(settings.name),
        website=checks.line("website", settings.website, 120),
        causes=_checked_causes(checks, settings.causes),
        default_vat_rate=_checked_rate(checks, settings.default_vat_rate),
        reminder_levels=_checked_levels(checks, settings.reminder_levels),
        portal_folder=_checked_folder(checks, settings.portal_folder),
        portal_address=_checked_public_address(checks, settings.portal_address),
    )
    settings = replace(settings, **_checked_address(desk, settings, checks.refusals))
    for name, (least, most) in _NUMBERS.items():
        checks.number(name, getattr(settings, name), least, most)
    checks.amount("default_maintenance", settings.default_maintenance, Cents(1), LARGEST_AMOUNT)
    checks.finish()
    return settings


def _checked_folder(checks: FormChecks, typed: str) -> str:
    """Where the portal's pages are put: a full path, or nothing for the folder of the workstation."""
    folder = checks.line("portal_folder", typed, FOLDER_LENGTH)
    if folder and not Path(folder).is_absolute():
        checks.refusals.append(PortalFolderUnusable(folder))
    return folder


def _checked_public_address(checks: FormChecks, typed: str) -> str:
    """Where the portal's folder is served: https://, a host with a dot, a path; without the last slash."""
    address = checks.line("portal_address", typed, PUBLIC_ADDRESS_LENGTH)
    if address and not _is_public_address(address):
        checks.refusals.append(PortalAddressUnusable(address))
    return address.rstrip("/")


def _is_public_address(address: str) -> bool:
    """Whether a folder can be added to it; the whole address is secret, so nothing but https carries it."""
    if not address.isascii() or any(sign.isspace() or sign in _NOT_IN_AN_ADDRESS for sign in address):
        return False
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
        parts.port  # noqa: B018 - reading it refuses what is no number
    except ValueError:
        return False
    is_plain = not (parts.query or parts.fragment or parts.username or parts.password)
    labels = host.split(".")
    return parts.scheme == "https" and is_plain and len(labels) > 1 and all(labels)


def _checked_causes(checks: FormChecks, typed: tuple[str, ...]) -> tuple[str, ...]:
    """The usual causes, each once, empty lines left out."""
    if len(typed) > MOST_CAUSES:
        checks.refusals.append(TooManyLines("causes", MOST_CAUSES))
        return ()
    if any(len(cause) > CAUSE_LENGTH for cause in typed):
        checks.refusals.append(FieldTooLong("causes", CAUSE_LENGTH))
        return ()
    causes = (checks.line("causes", cause, CAUSE_LENGTH) for cause in typed)
    return tuple(dict.fromkeys(cause for cause in causes if cause))


def _checked_rate(checks: FormChecks, typed: str) -> str:
    """The VAT rate that a new line proposes, as `21 %`."""
    verdict = rate_verdict("default_vat_rate", typed)
    if verdict.refusal is not None:
        checks.refusals.append(verdict.refusal)
    return verdict.text


def _checked_levels(checks: FormChecks, levels: Sequence[ReminderLevel]) -> tuple[ReminderLevel, ...]:
    """The levels of reminders, each later than the one before; none: the club sends no reminders."""
    name = "reminder_levels"
    if len(levels) > MOST_LEVELS:
        checks.refusals.append(TooManyLines(name, MOST_LEVELS))
        return ()
    days = [level.days for level in levels]
    if any(not 1 <= day <= LONGEST_TERM for day in days) or days != sorted(set(days)):
        checks.refusals.append(LevelsNotInOrder(name, LONGEST_TERM))
    if any(not 0 <= level.fee <= LARGEST_FEE for level in levels):
        checks.refusals.append(AmountOutOfRange(name, Cents(0), LARGEST_FEE))
    return tuple(_checked_texts(checks, name, level) for level in levels)


def _checked_texts(checks: FormChecks, name: str, level: ReminderLevel) -> ReminderLevel:
    """The texts of a level, which may have several lines."""
    kept: dict[str, Any] = {}
    for part in ("text_fr", "text_nl", "text_en"):
        lines = getattr(level, part).replace("\r\n", "\n").strip().split("\n")
        kept[part] = "\n".join(checks.line(name, line, REMINDER_TEXT_LENGTH) for line in lines)
        if len(kept[part]) > REMINDER_TEXT_LENGTH:
            checks.refusals.append(FieldTooLong(name, REMINDER_TEXT_LENGTH))
    return replace(level, **kept)


def _checked_address(desk: Desk, settings: ClubSettings, refusals: list[Refusal]) -> dict[str, Any]:
    """Address, telephone and VAT number by the same rules as a client's."""
    typed = {name: getattr(settings, name) for name in _ADDRESS}
    card = ClientFields(kind=PersonKind.LEGAL, company="club", **typed)
    kept, wrong = judged_fields(card, desk.today())
    refusals.extend(wrong)
    return {name: getattr(kept, name) for name in _ADDRESS}
