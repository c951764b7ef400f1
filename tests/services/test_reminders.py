"""Invoices wait, are reminded level by level, and stay with their client through deactivation (spec 3.2)."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import sqlalchemy as sa

from app.domain.cents import Cents
from app.domain.ids import ClientId, InvoiceId
from app.domain.invoicing import InvoiceState
from app.domain.refusals import FieldTooLong, NotAllowed
from app.domain.rights import Right, Role
from app.models import Reminder
from app.services.automatic_blocks import review_overdue
from app.services.billing import reminding_many
from app.services.billing.holding import hold_in, hold_invoices, open_invoices
from app.services.billing.queries import account_of, invoice_view
from app.services.billing.refusals import (
    InvoiceAlreadyHeld,
    InvoiceNotHeld,
    InvoiceNotOpen,
    LastReminderSent,
    NotAnInvoice,
    NothingChosen,
    ReminderOnHold,
    RemindersNotSet,
    ReminderTooEarly,
)
from app.services.billing.reminding import send_reminders
from app.services.billing.reminding_many import send_many_reminders
from app.services.billing.requests import HoldInvoices, SendReminders
from app.services.check import check_database
from app.services.desk import Desk, Outcome
from app.services.fields import ReminderLevel
from app.services.queries.card import client_card
from app.services.refusals import NotFound
from app.services.states import DeactivateClient, ReactivateClient, deactivate, reactivate
from app.services.unit_of_work import reading, writing
from tests.databases import TODAY
from tests.services.billing_club import DRINK, Books, refused_with
from tests.services.club import Club, new_command


@pytest.fixture
def books(club: Club) -> Books:
    return Books(club.desk)


def is_whole(books: Books) -> bool:
    return check_database(books.desk.store, books.desk.today()).problems == ()


# On hold


def test_3_2_2_all_open_invoices_go_on_hold_and_no_others(club: Club, books: Books) -> None:
    client, other = club.client(), club.client("Dupont", "Anne")
    opened, overdue, paid, credited, held = (books.billed(client, due=TODAY) for _ in range(5))
    theirs = books.billed(other)
    books.paid(paid)
    books.credited(credited)
    books.held(held)
    with reading(books.desk) as session:
        listed = [row.id for row in open_invoices(session, client, TODAY)]
    with writing(books.desk, new_command(), Outcome) as work:
        touched = hold_in(work, client, "déménagement")
        work.commit(Outcome())
    assert list(touched) == listed == [opened, overdue]
    assert [books.row(each).state for each in (opened, overdue, paid, credited, held, theirs)] == [
        InvoiceState.ON_HOLD,
        InvoiceState.ON_HOLD,
        InvoiceState.PAID,
        InvoiceState.CREDITED,
        InvoiceState.ON_HOLD,
        InvoiceState.OPEN,
    ]
    view = invoice_view(books.desk, opened)
    assert (view.row.on_hold_since, view.on_hold_by, view.on_hold_reason) == (TODAY, "ADMIN", "déménagement")


def test_3_2_2_held_invoices_get_no_reminder(club: Club, books: Books) -> None:
    client = club.client()
    held, open_one = books.billed(client, due=TODAY), books.billed(client, DRINK, due=TODAY)
    books.held(held)
    late = books.later(8)
    (row,) = late.rehearsed()
    assert [(item.invoice, item.level, item.why_not) for item in row.items] == [
        (held, 0, ReminderOnHold("2010-000001")),
        (open_one, 1, None),
    ]
    late.reminded()
    assert [late.row(each).reminder_level for each in (held, open_one)] == [0, 1]
    late.held(open_one)
    assert [row.level for row in books.later(60).rehearsed()] == [0]


def test_3_2_2_an_unticked_box_leaves_the_reminders_going(club: Club, books: Books) -> None:
    client = club.client()
    books.billed(client, due=TODAY)
    version = client_card(books.desk, client).version
    deactivate(books.desk, DeactivateClient(new_command(), client, version))
    assert [row.level for row in books.later(8).rehearsed()] == [1]


def test_3_2_4_invoices_stay_on_hold_until_each_is_released_by_hand(club: Club, books: Books) -> None:
    client = club.client()
    first, second, third = (books.billed(client) for _ in range(3))
    books.held(first, second, third)
    version = client_card(books.desk, client).version
    deactivate(books.desk, DeactivateClient(new_command(), client, version))
    reactivate(books.desk, ReactivateClient(new_command(), client, client_card(books.desk, client).version))
    assert {books.row(each).state for each in (first, second, third)} == {InvoiceState.ON_HOLD}
    books.released(first)
    assert [books.row(each).state for each in (first, second)] == [InvoiceState.OPEN, InvoiceState.ON_HOLD]
    books.released(second, third)
    assert {books.row(each).state for each in (first, second, third)} == {InvoiceState.OPEN}


def test_holding_and_releasing_what_cannot_be_is_refused_whole(club: Club, books: Books) -> None:
    client = club.client()
    opened, held, paid = (books.billed(client) for _ in range(3))
    note = books.credited(books.billed(client))
    books.held(held)
    books.paid(paid)
    assert refused_with(lambda: books.held(opened, held, paid)) == (
        InvoiceAlreadyHeld("2010-000002"),
        InvoiceNotOpen("2010-000003"),
    )
    assert refused_with(lambda: books.released(held, opened)) == (InvoiceNotHeld("2010-000001"),)
    assert refused_with(lambda: books.held(note)) == (NotAnInvoice("NC2010-000001"),)
    assert refused_with(lambda: books.held(InvoiceId(99))) == (NotFound("invoice"),)
    assert refused_with(books.held) == refused_with(books.released) == (NothingChosen(),)
    assert refused_with(lambda: books.held(opened, reason="x" * 201)) == (FieldTooLong("reason", 200),)
    assert [books.row(each).state for each in (opened, held)] == [InvoiceState.OPEN, InvoiceState.ON_HOLD]


def test_the_same_command_holds_once(club: Club, books: Books) -> None:
    request = HoldInvoices(new_command(), (books.billed(club.client()),))
    assert [hold_invoices(books.desk, request).repeated for _ in range(2)] == [False, True]


def test_an_invoice_on_hold_can_be_paid(club: Club, books: Books) -> None:
    invoice = books.billed(club.client())
    books.held(invoice)
    books.paid(invoice)
    assert books.row(invoice).state is InvoiceState.PAID


def test_3_1_an_invoice_overdue_too_long_blocks_unless_it_is_on_hold(club: Club, books: Books) -> None:
    books.settings(blocks_after_overdue_days=10)
    owing, waiting = club.client(), club.client("Dupont", "Anne")
    books.billed(owing, due=TODAY)
    books.held(books.billed(waiting, due=TODAY))
    for days, blocked in ((10, 0), (11, 1), (12, 0)):
        late = books.later(days).desk
        assert review_overdue(late.store, late.today(), late.now()) == blocked
    assert client_card(books.desk, waiting).block is None


def test_only_a_manager_holds_and_reminds(club: Club, books: Books, desk_of: Callable[..., Desk]) -> None:
    invoice = books.billed(club.client())
    reception, manager = Books(desk_of(Role.RECEPTION)), Books(desk_of(Role.MANAGER))
    assert refused_with(lambda: reception.held(invoice)) == (NotAllowed(Right.HOLD_INVOICE),)
    assert refused_with(reception.rehearsed) == (NotAllowed(Right.REMIND),)
    manager.held(invoice)
    assert manager.rehearsed() == ()


# Reminders


def test_each_level_goes_once_and_no_level_is_left_out(club: Club, books: Books) -> None:
    invoice = books.billed(club.client(), due=TODAY)
    levels = []
    for days in range(1, 80):
        late = books.later(days)
        if late.reminded_or_none():
            levels.append((days, late.row(invoice).reminder_level, late.row(invoice).fees))
    assert levels == [(7, 1, 0), (21, 2, 750), (35, 3, 2250)]
    (row,) = books.later(80).rehearsed()
    assert row.items[0].why_not == LastReminderSent("2010-000001")
    assert books.later(80).row(invoice).left == 7000 + 2250
    assert is_whole(books.later(80))


def test_a_level_sent_late_puts_the_next_one_off(club: Club, books: Books) -> None:
    books.billed(club.client(), due=TODAY)
    late = books.later(30)
    late.reminded()
    (row,) = late.rehearsed()
    assert row.items[0].why_not == ReminderTooEarly("2010-000001", late.desk.today() + timedelta(days=14))
    assert late.reminded_or_none() is None
    assert [each.level for each in late.later(14).rehearsed()] == [2]


def test_a_client_gets_one_letter_of_the_highest_level_at_one_fee(club: Club, books: Books) -> None:
    client = club.client()
    old = books.billed(client, due=TODAY)
    books.later(7).reminded()
    new = books.later(10).billed(client, DRINK, due=TODAY + timedelta(days=10))
    late = books.later(21)
    (row,) = late.rehearsed()
    assert (row.level, row.fee, row.total) == (2, 750, 7000 + 750 + 750)
    assert [(item.invoice, item.level) for item in row.items] == [(old, 2), (new, 1)]
    sent = late.reminded()
    assert len(sent.letters) == 1
    assert [(late.row(each).fees, late.row(each).left) for each in (old, new)] == [(750, 7750), (0, 750)]
    assert account_of(late.desk, client).balance == row.total
    assert is_whole(late)


def test_paid_and_credited_invoices_and_those_not_yet_due_get_none(club: Club, books: Books) -> None:
    client = club.client()
    paid, credited = (books.billed(client, due=TODAY) for _ in range(2))
    books.paid(paid)
    books.credited(credited)
    books.billed(client, due=TODAY + timedelta(days=30))
    assert books.later(30).rehearsed() == ()
    (row,) = books.later(31).rehearsed()
    assert row.items[0].why_not == ReminderTooEarly("2010-000003", TODAY + timedelta(days=37))


def test_a_client_who_paid_meanwhile_is_left_out_and_the_others_get_theirs(club: Club, books: Books) -> None:
    paying, owing = club.client(), club.client("Dupont", "Anne")
    settled, owed = books.billed(paying, due=TODAY), books.billed(owing, due=TODAY)
    late = books.later(8)
    shown = late.rehearsed()
    late.paid(settled, 100)
    sent = send_reminders(late.desk, SendReminders(new_command(), shown))
    assert (len(sent.letters), sent.left_out) == (1, (paying,))
    assert [late.row(each).reminder_level for each in (settled, owed)] == [0, 1]


def test_the_same_command_sends_once_and_another_one_finds_nothing_to_send(club: Club, books: Books) -> None:
    client = club.client()
    books.billed(client, due=TODAY)
    late = books.later(8)
    request = SendReminders(new_command(), late.rehearsed())
    first, again = send_reminders(late.desk, request), send_reminders(late.desk, request)
    assert (again.letters, again.repeated) == (first.letters, True)
    other = send_reminders(late.desk, SendReminders(new_command(), request.chosen))
    assert (other.letters, other.left_out) == ((), (client,))
    with reading(late.desk) as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(Reminder)) == 1


def test_many_are_sent_some_at_a_time_and_the_same_command_goes_on(
    club: Club, books: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reminding_many, "AT_ONCE", 2)
    clients = [club.client("Maes", name) for name in ("An", "Bo", "Cé")]
    owed = [books.billed(client, due=TODAY) for client in clients]
    late = books.later(8)
    request = SendReminders(new_command(), late.rehearsed())
    told, asked = list[tuple[int, int]](), iter([False, True])
    part = send_many_reminders(late.desk, request, lambda *of: told.append(of), lambda: next(asked))
    assert [row.client for row in part.sent] == clients[:2]
    assert [row.client for row in part.left] == clients[2:]
    assert [late.row(each).reminder_level for each in owed] == [1, 1, 0]
    late.paid(owed[2], 100)
    whole = send_many_reminders(late.desk, request, lambda *of: told.append(of), lambda: False)
    assert (len(whole.letters), whole.letters[:2]) == (2, part.letters)
    assert ([row.client for row in whole.left_out], whole.left) == (clients[2:], ())
    assert told == [(0, 3), (2, 3), (0, 3), (2, 3), (3, 3)]


def test_what_refuses_many_on_the_way_is_told_with_what_was_sent(
    club: Club, books: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reminding_many, "AT_ONCE", 1)
    for name in ("An", "Bo"):
        books.billed(club.client("Maes", name), due=TODAY)
    late = books.later(8)
    request = SendReminders(new_command(), late.rehearsed())

    def without_levels(done: int, _of: int) -> None:
        if done == 1:
            late.settings(reminder_levels=())

    part = send_many_reminders(late.desk, request, without_levels, lambda: False)
    assert (len(part.letters), len(part.left), part.ended_by) == (1, 1, (RemindersNotSet(),))
    first = SendReminders(new_command(), request.chosen)
    refused = refused_with(lambda: send_many_reminders(late.desk, first, lambda *of: None, lambda: False))
    assert refused == (RemindersNotSet(),)


def test_a_letter_keeps_the_text_with_which_it_was_sent(club: Club, books: Books) -> None:
    own = ReminderLevel(5, Cents(0), "Payez, s'il vous plaît.\nMerci.", "Gelieve te betalen.", "Please pay.")
    books.settings(reminder_levels=(own,))
    for language in ("fr", "nl", "en"):
        books.billed(club.client(language=language), due=TODAY)
    books.later(6).reminded()
    books.settings(reminder_levels=(ReminderLevel(5, Cents(0)),))
    with reading(books.desk) as session:
        sent = session.execute(sa.select(Reminder.language, Reminder.text).order_by(Reminder.id)).all()
    assert [tuple(each) for each in sent] == [
        ("fr", "Payez, s'il vous plaît.\nMerci."),
        ("nl", "Gelieve te betalen."),
        ("en", "Please pay."),
    ]


def test_a_club_without_levels_sends_none(club: Club, books: Books) -> None:
    books.settings(reminder_levels=())
    books.billed(club.client(), due=TODAY)
    assert refused_with(books.later(8).rehearsed) == (RemindersNotSet(),)


def test_nothing_chosen_is_refused(books: Books) -> None:
    assert refused_with(lambda: send_reminders(books.desk, SendReminders(new_command(), ()))) == (
        NothingChosen(),
    )


@pytest.mark.parametrize("days", [(0,), (7, 7), (21, 7), (-1,), (367,)])
def test_levels_out_of_order_are_refused(books: Books, days: tuple[int, ...]) -> None:
    levels = tuple(ReminderLevel(day, Cents(0)) for day in days)
    (refusal,) = refused_with(lambda: books.settings(reminder_levels=levels))
    assert type(refusal).__name__ == "LevelsNotInOrder"


def test_fees_and_texts_that_cannot_be_meant_are_refused(books: Books) -> None:
    for level in (
        ReminderLevel(7, Cents(-1)),
        ReminderLevel(7, Cents(50_001)),
        ReminderLevel(7, Cents(0), "x" * 1501),
    ):
        assert len(refused_with(lambda asked=level: books.settings(reminder_levels=(asked,)))) >= 1  # type: ignore[misc]


def test_a_client_removed_from_the_rehearsal_gets_no_letter(club: Club, books: Books) -> None:
    clients = [club.client(), club.client("Dupont", "Anne")]
    invoices = {client: books.billed(client, due=TODAY) for client in clients}
    late = books.later(8)
    chosen = tuple(row for row in late.rehearsed() if row.client == clients[1])
    send_reminders(late.desk, SendReminders(new_command(), chosen))
    levels = {ClientId(client): late.row(invoice).reminder_level for client, invoice in invoices.items()}
    assert levels == {clients[0]: 0, clients[1]: 1}
