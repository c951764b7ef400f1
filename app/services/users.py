"""The people who sign in: list, create, change; rights follow from the role (spec 1.1)."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.ids import UserId
from app.domain.refusals import FieldMissing, Refused
from app.domain.rights import Right, Role
from app.models import SignInAttempt, User
from app.services import codes
from app.services.audit import Entry
from app.services.desk import Desk, Outcome, Touched, TouchedKind
from app.services.form_checks import FormChecks
from app.services.name_keys import name_key
from app.services.refusals import LastAdministrator, NameTaken
from app.services.requests import SaveUser, UnlockUser
from app.services.stale import found, refuse_stale
from app.services.unit_of_work import reading, writing
from app.services.views import UserRow

NOBODY = UserId(0)


@dataclass(frozen=True, slots=True)
class UserSaved(Outcome):
    """A user was saved; `user` names a new one."""

    user: UserId = NOBODY


def users(desk: Desk) -> tuple[UserRow, ...]:
    """The users by name, active ones first."""
    desk.require(Right.MANAGE_USERS)
    wanted = (
        sa.select(User, SignInAttempt.locked_until)
        .outerjoin(SignInAttempt, SignInAttempt.name_key == User.name_key)
        .order_by(sa.not_(User.active), User.name_key)
    )
    now = desk.now()
    with reading(desk) as session:
        return tuple(
            _row(user, locked_until if locked_until and locked_until > now else None)
            for user, locked_until in session.execute(wanted)
        )


def _row(user: User, locked_until: datetime | None = None) -> UserRow:
    return UserRow(
        UserId(user.id),
        user.version,
        user.name,
        Role(user.role),
        user.active,
        locked_until,
        user.last_sign_in,
    )


def save_user(desk: Desk, request: SaveUser) -> UserSaved:
    """Create or change a user; a code given here is asked to be changed at the next sign-in.

    Giving a code also unlocks the account. Refuses: FieldMissing("code") for a new user, CodeTooShort,
    CodeTooCommon, NameTaken whatever the case, LastAdministrator, StaleEdit, NotFound.
    """
    desk.require(Right.MANAGE_USERS)
    name = _checked_name_and_code(request)
    code_hash = None if request.code is None else codes.hash_of(request.code)
    with writing(desk, request.command, UserSaved) as work:
        if work.earlier is not None:
            return work.earlier
        session = work.session
        is_new = request.user is None
        row = User(created_at=desk.now()) if is_new else found(session, User, request.user, "user")
        before = {} if is_new else _told(row)
        if not is_new:
            refuse_stale(session, row, request.version, facts={"user": row.id}, theirs=_row(row))
        _refuse_taken(session, name, request.user)
        row.name, row.name_key = name, name_key(name)
        row.role, row.active = request.role.value, request.active
        if code_hash is not None:
            row.code_hash, row.must_change_code = code_hash, True
            session.execute(sa.delete(SignInAttempt).where(SignInAttempt.name_key == row.name_key))
        session.add(row)
        session.flush()
        _refuse_without_administrator(session)
        after = {**_told(row), **({"code": True} if code_hash is not None else {})}
        what = "user_created" if is_new else "user_saved"
        work.tell(Entry(what, facts={"user": row.id}, before=before, after=after))
        touched = frozenset({Touched(TouchedKind.USER, row.id)})
        return work.commit(UserSaved(touched, user=UserId(row.id)))


def unlock_user(desk: Desk, request: UnlockUser) -> Outcome:
    """Forget the wrong codes typed under this user's name; the code itself stays. Refuses: NotFound."""
    desk.require(Right.MANAGE_USERS)
    with writing(desk, request.command, Outcome) as work:
        if work.earlier is not None:
            return work.earlier
        row = found(work.session, User, request.user, "user")
        work.session.execute(sa.delete(SignInAttempt).where(SignInAttempt.name_key == row.name_key))
        work.tell(Entry("account_unlocked", facts={"user": row.name}))
        return work.commit(Outcome(frozenset({Touched(TouchedKind.USER, row.id)})))


def _checked_name_and_code(request: SaveUser) -> str:
    checks = FormChecks()
    name = checks.name(request.name)
    if request.code is not None:
        weakness = codes.weakness_of(request.code, name)
        checks.refusals.extend([weakness] if weakness else [])
    elif request.user is None:
        checks.refusals.append(FieldMissing("code"))
    checks.finish()
    return name


def _told(row: User) -> dict[str, object]:
    return {"name": row.name, "role": row.role, "active": row.active}


def _refuse_taken(session: Session, name: str, user: UserId | None) -> None:
    with session.no_autoflush:
        taken = session.scalar(
            sa.select(User.name).where(User.name_key == name_key(name), User.id != (user or 0))
        )
    if taken is not None:
        raise Refused(NameTaken(taken))


def _refuse_without_administrator(session: Session) -> None:
    """Somebody active must stay who may manage users."""
    administrators = sa.select(sa.func.count()).where(User.active, User.role == Role.ADMINISTRATOR.value)
    if not session.scalar(administrators):
        raise Refused(LastAdministrator())
