"""Two desks of one club: what one saves the other shows, and what the other stood before is refused in words."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import psycopg
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy.engine import make_url

from app.domain.ids import ClientId, DossierId
from app.domain.prospects import QuoteState
from app.services.billing.queries import account_of, invoice_page
from app.services.billing.views import InvoiceFilter
from app.services.check import check_database
from app.services.clients import block_client
from app.services.criteria import Criteria
from app.services.desk import Desk
from app.services.dossiers.queries import dossier_page
from app.services.dossiers.requests import DossierFilter
from app.services.queries.card import client_card
from app.services.requests import BlockClient
from app.services.states import DeactivateClient, deactivate
from app.services.store import WRITE_LOCK, Store
from app.ui.dossiers.activities_card import ActivitiesCard
from app.ui.shell.areas import BILLING, DOSSIERS, PROSPECTS, TODAY
from tests.services.billing_club import Books
from tests.services.club import Club, new_command
from tests.services.dossier_club import DossierClub
from tests.services.prospect_club import TOWEL, ProspectClub
from tests.shared_database import SharedDatabase
from tests.ui.desk_fixtures import DESK_DAY
from tests.ui.shell.two_desks import DeskClerk, Desks, two_desks

pytestmark = pytest.mark.timeout(120)
MARGAUX, BASTIEN = ClientId(2), ClientId(5)


@pytest.fixture(params=["postgresql"])
def place(shared_known_club: SharedDatabase) -> Iterator[str]:
    """The URL of the known club on a server."""
    yield shared_known_club.place()
    shared_known_club.empty()


@pytest.fixture
def desks(open_at: Callable[[], Store], qapp: QApplication, qtbot: QtBot) -> Iterator[Desks]:
    """Both desks; afterwards the check of the database finds nothing wrong."""
    with two_desks(open_at, qapp, qtbot) as both:
        yield both
        assert check_database(both[0].desk.store, DESK_DAY).problems == ()


def test_what_one_desk_saves_is_shown_at_the_other_wherever_it_stands(desks: Desks) -> None:
    here, there = desks[1], desks[0].desk
    here.goes_to(BILLING)
    first = Books(there).billed(BASTIEN)
    here.waits_for("2010-000001")
    here.opens_tab(BASTIEN, "account")
    Books(there).paid(first, 1000)
    here.waits_for("60,00 €")
    here.goes_to(TODAY)
    ProspectClub(Club(there)).follow_up(BASTIEN, DESK_DAY, subject="Bel Bastien")
    here.waits_for("Bel Bastien")
    here.goes_to(PROSPECTS)
    ProspectClub(Club(there)).opportunity(BASTIEN, title="Zwembad voor twee")
    here.waits_for("Zwembad voor twee")
    here.goes_to(DOSSIERS)
    dossier = DossierClub(Club(there)).dossier([BASTIEN, MARGAUX], "Gezin Twee")
    here.waits_for("Gezin Twee")
    here.window.workplace.open_dossier(dossier)
    here.settle()
    DossierClub(Club(there)).entered(dossier, None, 4321)
    here.waits_for("21,61 € te factureren")
    DossierClub(Club(there)).click(dossier, MARGAUX, False)
    here.waits_for("43,21 € te factureren")


def _sale(here: DeskClerk, there: Desk) -> str:
    here.window.workplace.sell_access(BASTIEN)
    here.settle()
    return "sale_save"


def _invoice(here: DeskClerk, there: Desk) -> str:
    here.window.workplace.new_invoice(BASTIEN)
    here.settle()
    here.type("issue_lines_description_1", "Les")
    here.type("issue_lines_unit_price_1", "30")
    return "issue_save"


def _quote(here: DeskClerk, there: Desk) -> str:
    club = ProspectClub(Club(there))
    quote = club.quote(TOWEL, client=BASTIEN)
    club.answered(quote, QuoteState.SENT)
    here.window.workplace.open_quote(quote)
    here.settle()
    here.press("quote_convert")
    return "convert_save"


def _new_dossier(here: DeskClerk, there: Desk) -> str:
    here.window.workplace.new_dossier(BASTIEN)
    here.settle()
    here.type("dossier_name", "Gezin Nieuw")
    here.press("dossier_next")
    here.press("dossier_next")
    return "dossier_save"


def _activity(here: DeskClerk, there: Desk) -> str:
    here.window.workplace.new_activity(DossierClub(Club(there)).dossier([BASTIEN]))
    here.settle()
    here.type("activity_description", "Les")
    here.type("activity_price", "12")
    return "activity_save"


def _transfer(here: DeskClerk, there: Desk) -> str:
    club = DossierClub(Club(there))
    source = club.dossier([MARGAUX], "Bron")
    club.dossier([BASTIEN], "Doel")
    club.entered(source, None, 1000)
    here.goes_to(DOSSIERS)
    here.window.workplace.open_dossier(source)
    here.settle()
    card = here.control(ActivitiesCard, "dossier_activities")
    mode = card.table.selectionModel().SelectionFlag
    card.table.selectionModel().select(card.model.index(0, 0), mode.Select | mode.Rows)
    here.settle()
    here.press("dossier_group")
    here.choose("dossier_group_menu", "activity_transfer")
    return "transfer_save"


LAST_STEPS = {
    "a sale": _sale,
    "an invoice": _invoice,
    "a quote": _quote,
    "a new dossier": _new_dossier,
    "an activity": _activity,
    "a transfer": _transfer,
}


def _block(there: Desk) -> str:
    block_client(there, BlockClient(new_command(), BASTIEN, "te laat betaald"))
    return "te laat betaald"


def _deactivate(there: Desk) -> str:
    deactivate(there, DeactivateClient(new_command(), BASTIEN, client_card(there, BASTIEN).version))
    return "gedeactiveerd sinds 28/07/2010"


@pytest.mark.parametrize("stop", [_block, _deactivate])
@pytest.mark.parametrize("step", LAST_STEPS)
def test_a_client_stopped_at_one_desk_is_refused_in_the_last_step_at_the_other(
    desks: Desks, step: str, stop: Callable[[Desk], str]
) -> None:
    here, there = desks[1], desks[0].desk
    here.is_deaf()
    save = LAST_STEPS[step](here, there)
    before = _written(there)
    reason = stop(there)
    assert reason not in here.shown
    here.press(save)
    assert reason in here.shown
    assert _written(there) == before


def test_a_selection_is_billed_without_who_was_stopped_meanwhile(desks: Desks) -> None:
    here, there = desks[1], desks[0].desk
    here.is_deaf()
    here.window.workplace.bill_selection(Criteria())
    here.settle()
    here.type("bill_many_lines_description_1", "Bijdrage")
    here.type("bill_many_lines_unit_price_1", "25")
    here.press("bill_many_rehearse")
    _block(there)
    here.press("bill_many_apply")
    billed = {row.client for row in invoice_page(there, InvoiceFilter()).rows}
    assert (BASTIEN in billed, len(billed)) == (False, 6)
    assert "2 klanten geweigerd" in here.shown


def test_the_same_invoice_is_paid_once_although_both_desks_take_the_money(desks: Desks) -> None:
    invoice = Books(desks[0].desk).billed(BASTIEN)
    for clerk in desks:
        clerk.is_deaf()
        clerk.window.workplace.take_payment(BASTIEN)
        clerk.settle()
    desks[0].press("payment_save")
    desks[1].press("payment_save")
    assert not desks[0].sees("payment_dialog")
    assert "Wat verschuldigd is, is net gewijzigd" in desks[1].shown
    assert Books(desks[0].desk).row(invoice).paid == 7000
    assert len(account_of(desks[0].desk, BASTIEN).payments) == 1


def test_an_invoice_that_is_credited_while_it_is_being_paid_takes_no_money(desks: Desks) -> None:
    here, there = desks[1], desks[0].desk
    invoice = Books(there).billed(BASTIEN)
    here.window.workplace.take_payment(BASTIEN)
    here.settle()
    Books(there).credited(invoice)
    here.waits_for("Wat verschuldigd is, is net gewijzigd")
    here.press("payment_save")
    assert here.sees("payment_dialog")
    assert Books(there).row(invoice).paid == 0


def test_an_invoice_held_while_reminders_are_sent_gets_none(desks: Desks) -> None:
    here, there = desks[1], desks[0].desk
    Books(there).settings()
    earlier = Books(there).on(DESK_DAY - timedelta(days=60))
    held, late = earlier.billed(BASTIEN), earlier.billed(MARGAUX)
    here.is_deaf()
    here.goes_to(BILLING)
    here.press("billing_remind")
    Books(there).held(held)
    here.press("reminders_apply")
    assert "1 klant overgeslagen" in here.shown
    assert [Books(there).row(each).reminder_level for each in (held, late)] == [0, 1]


def test_a_dossier_is_billed_on_the_shares_shown_or_the_new_ones_are_shown_first(desks: Desks) -> None:
    here, there = desks[1], desks[0].desk
    club = DossierClub(Club(there))
    dossier = _open_dossier(here, club)
    here.press("dossier_bill")
    here.type("dossier_invoice_note", "Dank u")
    here.is_deaf()
    club.click(dossier, MARGAUX, False)
    here.press("dossier_invoice_save")
    assert "Het dossier is intussen gewijzigd" in here.shown
    assert club.view(dossier).invoices == ()
    assert here.text("dossier_invoice_note") == "Dank u"
    here.press("dossier_invoice_save")
    assert [(each.client, each.gross) for each in club.view(dossier).invoices] == [(BASTIEN, 4321)]


def test_a_desk_whose_clock_is_behind_is_told_and_keeps_what_was_typed(desks: Desks) -> None:
    here, there = desks[1], desks[0].desk
    Books(there).later(3).billed(MARGAUX)
    here.press(_invoice(here, there))
    assert "zet de klok van de werkplek juist" in here.shown
    assert here.text("issue_lines_description_1") == "Les"


def test_a_server_that_goes_in_the_middle_of_a_save_is_told_and_the_save_goes_on_when_it_is_back(
    desks: Desks, place: str
) -> None:
    here, there = desks[1], desks[0].desk
    save = _invoice(here, there)
    address = make_url(place).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(address, autocommit=True) as server:
        server.execute(f"SELECT pg_advisory_lock({WRITE_LOCK})".encode())
        here.qtbot.mouseClick(here.control(QAbstractButton, save), Qt.MouseButton.LeftButton)
        here.qtbot.waitUntil(lambda: server.execute(_WAITING).fetchone() == (1,), timeout=5000)
        server.execute(_END_ALL)
        here.settle()
    assert "De database antwoordt niet" in here.shown
    assert here.text("issue_lines_description_1") == "Les"
    assert invoice_page(there, InvoiceFilter()).rows == ()
    here.press(save)
    assert [row.number for row in invoice_page(there, InvoiceFilter()).rows] == ["2010-000001"]


_WAITING = b"SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
_END_ALL = b"""SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE pid <> pg_backend_pid() AND datname = current_database()"""


def _open_dossier(here: DeskClerk, club: DossierClub) -> DossierId:
    dossier = club.dossier([BASTIEN, MARGAUX], "Gezin Twee")
    club.entered(dossier, None, 4321)
    here.goes_to(DOSSIERS)
    here.window.workplace.open_dossier(dossier)
    here.settle()
    return dossier


def _written(there: Desk) -> tuple[object, ...]:
    """What a sale would have left: accesses, invoices, dossiers and their activities."""
    dossiers = dossier_page(there, DossierFilter()).rows
    return (
        [row.id for row in invoice_page(there, InvoiceFilter()).rows],
        [item.id for item in client_card(there, BASTIEN).accesses],
        [(row.id, row.unbilled) for row in dossiers],
    )
