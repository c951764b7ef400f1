"""Remind clients of what they left unpaid: rehearse who gets which letter and why not, then send (spec 3.2).

None for invoices *en attente* (spec 3.2.2). Each level goes once per invoice; a client gets one letter,
of the highest level among the invoices, at that level's fee. The fee is owed beside the oldest of
those invoices, without VAT, and is renounced with `waive_fees` or when the invoice is credited.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.cents import Cents
from app.domain.ids import ClientId, InvoiceId, ReminderId
from app.domain.refusal import Refusal
from app.domain.refusals import Refused
from app.domain.reminders import ReminderStep, next_reminder
from app.domain.rights import Right
from app.i18n import Language
from app.models import Client, Invoice, RemindedInvoice, Reminder
from app.services.audit import Entry
from app.services.billing.keeping import touched_by
from app.services.billing.refusals import (
    LastReminderSent,
    NothingChosen,
    ReminderOnHold,
    RemindersNotSet,
    ReminderTooEarly,
)
from app.services.billing.reminder_words import reminder_text
from app.services.billing.requests import SendReminders
from app.services.billing.rows import name_of_client
from app.services.billing.views import ReminderItem, ReminderRow, RemindersSent
from app.services.club_rules import settings_of
from app.services.desk import MOST_TOUCHED, Desk, Touched
from app.services.fields import ClubSettings
from app.services.overdue import OWED
from app.services.row_ids import reserve_ids
from app.services.unit_of_work import UnitOfWork, reading, writing

_LATE = (
    sa.select(
        Invoice.id,
        Invoice.number,
        Invoice.due,
        Invoice.owed,
        Invoice.on_hold_since,
        Invoice.reminder_level,
        Invoice.reminded_on,
        Invoice.client_id,
        Client.number.label("client_number"),
        Client.language,
        Client.surname,
        Client.first_name,
        Client.company,
    )
    .join(Client, Client.id == Invoice.client_id)
    .where(*OWED)
    .order_by(Client.number, Invoice.due, Invoice.id)
)


_INVOICE = cast(sa.Table, Invoice.__table__)
_FEE: sa.BindParameter[int] = sa.bindparam("fee", type_=sa.BigInteger())
_MARK = (
    sa.update(_INVOICE)
    .where(_INVOICE.c.id == sa.bindparam("invoice"))
    .values(
        reminder_level=sa.bindparam("level"),
        reminded_on=sa.bindparam("day"),
        fees=_INVOICE.c.fees + _FEE,
        owed=_INVOICE.c.owed + _FEE,
        version=_INVOICE.c.version + 1,
    )
)
"""All invoices of all letters at once; nothing of this transaction holds them as objects."""


def rehearse_reminders(desk: Desk, day: date) -> tuple[ReminderRow, ...]:
    """Every client with an overdue invoice on this day: the letter, or why there is none; writes nothing.

    Refuses: RemindersNotSet.
    """
    desk.require(Right.REMIND)
    with reading(desk) as session:
        return _rows(session, _steps(settings_of(session)), day)


def send_reminders(desk: Desk, request: SendReminders) -> RemindersSent:
    """Send the letters of these rows, dated today; a client whose debts are no longer those that were
    shown is left out whole and named in the outcome. Refuses: NothingChosen, RemindersNotSet.
    """
    desk.require(Right.REMIND)
    if not request.chosen:
        raise Refused(NothingChosen())
    with writing(desk, request.command, RemindersSent) as work:
        if work.earlier is not None:
            return work.earlier
        club = settings_of(work.session)
        now = {row.client: row for row in _rows(work.session, _steps(club), work.desk.today())}
        chosen = {row.client: row for row in request.chosen}
        rows = [row for row in chosen.values() if row.level and _is_as_shown(row, now.get(row.client))]
        letters = _write(work, rows, club)
        touched = _touched(rows)
        sent = {row.client for row in rows}
        left_out = tuple(client for client in chosen if client not in sent)
        return work.commit(RemindersSent(touched, letters=letters, left_out=left_out))


def _is_as_shown(shown: ReminderRow, now: ReminderRow | None) -> bool:
    """Whether the letter would say today what the rehearsal showed."""
    return now is not None and (shown.level, shown.fee, shown.items) == (now.level, now.fee, now.items)


def _steps(club: ClubSettings) -> tuple[ReminderStep, ...]:
    if not club.reminder_levels:
        raise Refused(RemindersNotSet())
    return tuple(ReminderStep(level.days, level.fee) for level in club.reminder_levels)


def _rows(
    session: Session, steps: Sequence[ReminderStep], day: date, *of: sa.ColumnElement[bool]
) -> tuple[ReminderRow, ...]:
    by_client: dict[int, list[Any]] = defaultdict(list)
    for row in session.execute(_LATE.where(Invoice.due < day, *of)):
        by_client[row.client_id].append(row)
    return tuple(_row(rows, steps, day) for rows in by_client.values())


def _row(rows: Sequence[Any], steps: Sequence[ReminderStep], day: date) -> ReminderRow:
    items = tuple(_item(row, steps, day) for row in rows)
    level = max(item.level for item in items)
    fee = steps[level - 1].fee if level else Cents(0)
    first = rows[0]
    return ReminderRow(
        client=ClientId(first.client_id),
        client_number=first.client_number,
        client_name=name_of_client(first.surname, first.first_name, first.company),
        language=first.language,
        level=level,
        fee=fee,
        total=Cents(fee + sum(item.left for item in items if item.level)),
        items=items,
    )


def _item(row: Any, steps: Sequence[ReminderStep], day: date) -> ReminderItem:
    level, why_not = _level(row, steps, day)
    return ReminderItem(InvoiceId(row.id), row.number, row.due, Cents(row.owed), level, why_not)


def _level(row: Any, steps: Sequence[ReminderStep], day: date) -> tuple[int, Refusal | None]:
    """The level that this invoice is due for, or 0 and why it gets none."""
    if row.on_hold_since is not None:
        return 0, ReminderOnHold(row.number)
    following = next_reminder(row.due, row.reminder_level, row.reminded_on, steps)
    if following is None:
        return 0, LastReminderSent(row.number)
    if following.on > day:
        return 0, ReminderTooEarly(row.number, following.on)
    return following.level, None


def _write(work: UnitOfWork[Any], rows: Sequence[ReminderRow], club: ClubSettings) -> tuple[ReminderId, ...]:
    """The letters, what each names, and what it leaves of the invoices."""
    if not rows:
        return ()
    ids = reserve_ids(work.session, Reminder, len(rows))
    letters = [_letter(work, letter, row, club) for letter, row in zip(ids, rows, strict=True)]
    named = [each for letter, row in zip(ids, rows, strict=True) for each in _named(letter, row)]
    connection = work.session.connection()
    connection.execute(sa.insert(cast(sa.Table, Reminder.__table__)), letters)
    connection.execute(sa.insert(cast(sa.Table, RemindedInvoice.__table__)), named)
    connection.execute(_MARK, [each for row in rows for each in _marked(work, row)])
    for row in rows:
        _tell(work, row)
    return tuple(ReminderId(letter) for letter in ids)


def _letter(work: UnitOfWork[Any], letter: int, row: ReminderRow, club: ClubSettings) -> dict[str, object]:
    language = Language(row.language) if row.language in set(Language) else Language.FR
    return {
        "id": letter,
        "client_id": row.client,
        "level": row.level,
        "fee": row.fee,
        "fee_invoice_id": _bearer(row).invoice,
        "language": language.value,
        "text": reminder_text(row.level, club.reminder_levels, language),
        "sent_on": work.desk.today(),
        "sent_at": work.desk.now(),
        "sent_by": work.desk.operator.name,
        "waived_on": None,
    }


def _bearer(row: ReminderRow) -> ReminderItem:
    """The invoice beside which the fee is owed: the oldest of the letter's level."""
    return next(item for item in row.items if item.level == row.level)


def _named(letter: int, row: ReminderRow) -> Iterator[dict[str, object]]:
    for item in row.items:
        if item.level:
            yield {
                "reminder_id": letter,
                "invoice_id": item.invoice,
                "level": item.level,
                "owed": item.left,
            }


def _marked(work: UnitOfWork[Any], row: ReminderRow) -> Iterator[dict[str, object]]:
    """What the letter leaves of each invoice that it names."""
    bearer = _bearer(row).invoice
    for item in row.items:
        if item.level:
            fee = row.fee if item.invoice == bearer else 0
            yield {"invoice": item.invoice, "level": item.level, "day": work.desk.today(), "fee": fee}


def _tell(work: UnitOfWork[Any], row: ReminderRow) -> None:
    facts = {
        "level": row.level,
        "fee": row.fee,
        "total": row.total,
        "invoices": [item.number for item in row.items if item.level],
    }
    work.tell(Entry("reminder_sent", client=row.client, facts=facts))
    work.summarise(row.client)


def _touched(rows: Iterable[ReminderRow]) -> frozenset[Touched]:
    found: frozenset[Touched] = frozenset().union(
        *(touched_by(row.client, *(item.invoice for item in row.items)) for row in rows)
    )
    return found if len(found) <= MOST_TOUCHED else frozenset()
