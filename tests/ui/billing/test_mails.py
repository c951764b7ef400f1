"""Reminders and invoices as e-mails ready to send: asked where, written all or none, told (spec 3.2)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMenu

from app.domain.rights import Role
from app.services.clock import FixedClock
from app.ui.billing import InvoiceDialog, RemindersDialog
from app.ui.kit.work import Work
from tests.ui.billing.bills import BASTIEN, ZOE, billed, line
from tests.ui.billing.conftest import BillingClerk

Clerks = Callable[..., BillingClerk]
LATER = date(2010, 8, 10)


def answer(clerk: BillingClerk, folder: Path) -> None:
    """The person takes this folder."""
    picker = clerk.control(QFileDialog, "mail_folder")
    picker.fileSelected.emit(str(folder))
    picker.close()
    clerk.settle()


def reminded(clerk_of: Clerks) -> BillingClerk:
    """Reminders were sent to two clients without an address, and to Zoé who has one."""
    clerk = clerk_of(Role.MANAGER, LATER)
    then = replace(clerk.desk, clock=FixedClock(date(2010, 7, 28)))
    billed(then, date(2010, 7, 28), date(2010, 7, 29), ZOE, line("Coaching", 4500))
    clerk.open(RemindersDialog(clerk.noted))
    clerk.press("reminders_apply")
    return clerk


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_reminders_with_an_address_go_by_mail_and_the_others_are_left_to_print(
    clerk_of: Clerks, tmp_path: Path
) -> None:
    clerk = reminded(clerk_of)
    folder = tmp_path / "mails"
    folder.mkdir()
    clerk.press("reminders_mail")
    answer(clerk, folder)
    (name,) = files(folder)
    assert name.endswith(".eml")
    assert b"zoe@exemple.be" in (folder / name).read_bytes()
    assert clerk.text("reminders_said_detail") == (
        "1 e-mail préparé dans le dossier « mails ». 2 lettres restent à imprimer."
    )
    assert clerk.told()[-1] == "1 e-mail préparé."


def test_where_nobody_has_an_address_it_says_so(clerk_of: Clerks) -> None:
    clerk = clerk_of(Role.MANAGER, LATER)
    clerk.open(RemindersDialog(clerk.noted))
    clerk.press("reminders_apply")
    assert "adresse" in clerk.why_not("reminders_mail")


def test_a_folder_that_cannot_be_written_is_a_sentence_and_nothing_is_told(
    clerk_of: Clerks, tmp_path: Path
) -> None:
    clerk = reminded(clerk_of)
    before = clerk.told()
    clerk.press("reminders_mail")
    answer(clerk, tmp_path / "nowhere" / "at all")
    assert clerk.text("reminders_summary_text") != ""
    assert clerk.told() == before


def test_stopped_no_mail_is_written(clerk_of: Clerks, tmp_path: Path) -> None:
    clerk = reminded(clerk_of)
    folder = tmp_path / "mails"
    folder.mkdir()
    work: Work = clerk.dialog._mails._work
    clerk.press("reminders_mail")
    picker = clerk.control(QFileDialog, "mail_folder")
    work.moved.connect(work.stop)
    picker.fileSelected.emit(str(folder))
    work.stop()
    picker.close()
    clerk.settle()
    assert files(folder) == []
    assert "aucun e-mail" in clerk.text("reminders_summary_text")


def test_the_folder_is_proposed_again_the_next_time(clerk_of: Clerks, tmp_path: Path) -> None:
    clerk = reminded(clerk_of)
    clerk.press("reminders_mail")
    answer(clerk, tmp_path)
    clerk.press("reminders_mail")
    picker = clerk.control(QFileDialog, "mail_folder")
    assert Path(picker.directory().absolutePath()) == tmp_path
    picker.close()


def test_an_invoice_is_prepared_as_an_e_mail(clerk_of: Clerks, tmp_path: Path) -> None:
    clerk = clerk_of(Role.RECEPTION)
    invoice = next(row for row in clerk.account(ZOE).invoices if row.number == "2010-000006")
    clerk.open(InvoiceDialog(clerk.noted, invoice.id))
    choose_mail(clerk)
    answer(clerk, tmp_path)
    (name,) = [each for each in files(tmp_path) if each.endswith(".eml")]
    assert clerk.told() == [f"E-mail préparé : {name}"]


def test_a_client_without_an_address_gets_none_and_it_says_so(clerk_of: Clerks, tmp_path: Path) -> None:
    clerk = clerk_of(Role.RECEPTION)
    clerk.open(InvoiceDialog(clerk.noted, clerk.account(BASTIEN).invoices[0].id))
    choose_mail(clerk)
    answer(clerk, tmp_path)
    assert "e-mail" in clerk.text("message_text")
    assert [each for each in files(tmp_path) if each.endswith(".eml")] == []


def choose_mail(clerk: BillingClerk) -> None:
    """⋮, Préparer un e-mail."""
    clerk.press("invoice_more")
    menu = clerk.control(QMenu, "invoice_menu")
    next(each for each in menu.actions() if each.objectName() == "invoice_mail").trigger()
    menu.close()
    clerk.settle()
