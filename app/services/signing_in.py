"""Signing in, unlocking and changing one's code (spec 1.1, 5.3).

A wrong name and a wrong code get the same answer after the same time. From the fifth wrong code in
a row on, each one locks the name for twice as long as before. Codes are proved outside of any
transaction, since that takes long on purpose; the result counts only if the name is not locked
by then, so that guessing in parallel gains nothing.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.ids import CommandId, UserId
from app.domain.refusals import Refusal, Refused
from app.domain.rights import Role
from app.models import SignInAttempt, User
from app.services import audit, codes
from app.services.audit import Entry
from app.services.clock import Clock
from app.services.desk import Desk, Operator, Outcome, Touched, TouchedKind
from app.services.name_keys import name_key
from app.services.refusals import AccountLocked, CodeUnchanged, WrongCurrentCode, WrongNameOrCode
from app.services.requests import ChangeCode
from app.services.store import Store
from app.services.unit_of_work import upkeep, writing

FREE_FAILURES = 4
"""So many wrong codes in a row lock nothing yet; the fifth does."""
FIRST_DELAY = timedelta(seconds=30)
LONGEST_DELAY = timedelta(hours=1)
FORGOTTEN_AFTER = timedelta(days=1)
_LONGEST_KEY = 100


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who signed in; with `must_change_code` nothing else opens before a new code is chosen."""

    operator: Operator
    must_change_code: bool


@dataclass(frozen=True, slots=True)
class _Known:
    """What is kept about a name before its code is proved."""

    user: int | None
    code_hash: str


def sign_in(store: Store, clock: Clock, workstation: str, name: str, code: str) -> SignedIn:
    """Sign this person in at this workstation. Refuses: WrongNameOrCode, AccountLocked."""
    key = name_key(name)[:_LONGEST_KEY]
    proved = _prove(store, clock.now(), key, code, workstation)
    with upkeep(store) as session:
        user = session.get_one(User, proved)
        user.last_sign_in = clock.now()
        if codes.is_outdated(user.code_hash):
            user.code_hash = codes.hash_of(code)
        operator = Operator(UserId(user.id), user.name, Role(user.role), workstation)
        signed_in = SignedIn(operator, user.must_change_code)
        session.commit()
    return signed_in


def check_code(desk: Desk, code: str) -> None:
    """Whether this is the code of the person at the desk, to unlock it. Refusals as `sign_in`."""
    _prove(desk.store, desk.now(), name_key(desk.operator.name), code, desk.operator.workstation)


def change_code(desk: Desk, request: ChangeCode) -> Outcome:
    """Choose a new code: at least 12 characters, not a common one, not the old one.

    Refuses: WrongCurrentCode, AccountLocked, CodeTooShort, CodeTooCommon, CodeUnchanged.
    """
    operator = desk.operator
    with writing(desk, request.command, Outcome) as work:
        if work.earlier is not None:
            return work.earlier
    try:
        check_code(desk, request.current)
    except Refused as refused:
        wrong = isinstance(refused.refusals[0], WrongNameOrCode)
        raise Refused(WrongCurrentCode()) if wrong else refused from None
    weakness = codes.weakness_of(request.new, operator.name)
    if weakness is not None:
        raise Refused(weakness)
    if request.new == request.current:
        raise Refused(CodeUnchanged())
    hashed = codes.hash_of(request.new)
    with writing(desk, request.command, Outcome) as work:
        if work.earlier is not None:
            return work.earlier
        user = work.session.get_one(User, operator.user)
        user.code_hash, user.must_change_code = hashed, False
        work.tell(Entry("code_changed", facts={"user": user.name}))
        return work.commit(Outcome(frozenset({Touched(TouchedKind.USER, user.id)})))


def _prove(store: Store, now: datetime, key: str, code: str, workstation: str) -> int:
    """The user whose code this is; counts what is wrong, and refuses it."""
    with store.session(writes=False) as session:
        _refuse_locked(session, key, now)
        known = _known(session, key)
    right = codes.proves(code, known.code_hash)
    refusal: Refusal | None = None
    with upkeep(store) as session:
        _refuse_locked(session, key, now)
        if right and known.user is not None:
            session.execute(sa.delete(SignInAttempt).where(SignInAttempt.name_key == key))
        else:
            refusal = _count_failure(session, key, now, workstation, known.user is not None)
        session.commit()
    if refusal is not None or known.user is None:
        raise Refused(refusal or WrongNameOrCode())
    return known.user


def _known(session: Session, key: str) -> _Known:
    row = session.execute(
        sa.select(User.id, User.code_hash).where(User.name_key == key, User.active)
    ).one_or_none()
    return _Known(row.id, row.code_hash) if row else _Known(None, codes.nobodys_hash())


def _refuse_locked(session: Session, key: str, now: datetime) -> None:
    attempt = session.get(SignInAttempt, key)
    if attempt is not None and attempt.locked_until is not None and attempt.locked_until > now:
        raise Refused(AccountLocked(attempt.locked_until))


def _count_failure(session: Session, key: str, now: datetime, workstation: str, known: bool) -> Refusal:
    """One more wrong code for this name; forgets the names that were tried more than a day ago."""
    session.execute(sa.delete(SignInAttempt).where(SignInAttempt.last_at < now - FORGOTTEN_AFTER))
    attempt = session.get(SignInAttempt, key, populate_existing=True)
    if attempt is None:
        attempt = SignInAttempt(name_key=key, failures=0, last_at=now)
        session.add(attempt)
    attempt.failures += 1
    attempt.last_at = now
    delay = delay_after(attempt.failures)
    if delay is None:
        return WrongNameOrCode()
    attempt.locked_until = now + delay
    signature = audit.Signature("", workstation, now, CommandId(""))
    facts = {"user": key if known else "", "failures": attempt.failures, "until": attempt.locked_until}
    audit.append(session, signature, [Entry("account_locked", facts=facts)])
    return AccountLocked(attempt.locked_until)


def delay_after(failures: int) -> timedelta | None:
    """How long a name is locked after so many wrong codes in a row: 5 → 30 s, 6 → 60 s … at most 1 h."""
    if failures <= FREE_FAILURES:
        return None
    doublings = min(failures - FREE_FAILURES - 1, 20)
    return min(FIRST_DELAY * (1 << doublings), LONGEST_DELAY)
