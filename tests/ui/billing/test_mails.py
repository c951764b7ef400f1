"""How letters and invoices leave: on paper, or as e-mails handed to the workstation's mail program (spec 3.2)."""

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QImage
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QWidget

from app.domain.rights import Role
from app.i18n import Language, set_language
from app.services.clients import save_client
from app.services.clock import FixedClock
from app.services.documents.papers import PaperChoices
from app.services.queries.card import client_card
from app.services.requests import SaveClient
from app.ui.billing import InvoiceDialog, RemindersDialog
from tests.documents.reading import read_pages
from tests.services.club import new_command
from tests.ui.billing.bills import BASTIEN, MARGAUX, ZOE, billed, line
from tests.ui.billing.conftest import BillingClerk

Clerks = Callable[..., BillingClerk]
LATER = date(2010, 8, 10)


class Desktop(QObject):
    """Stands where the system opens files: notes which."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[Path] = []

    @Slot(QUrl)
    def show_place(self, url: QUrl) -> None:
        """Note what was to be opened."""
        self.opened.append(Path(url.toLocalFile()))


@pytest.fixture
def desktop() -> Iterator[Desktop]:
    """The system's own way of opening files."""
    found = Desktop()
    QDesktopServices.setUrlHandler("file", found, "show_place")  # type: ignore[arg-type]
    yield found
    QDesktopServices.unsetUrlHandler("file")


@pytest.fixture(autouse=True)
def _own_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the windows write for the mail program goes when the test goes."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the person wants the messages."""
    chosen = tmp_path / "mails"
    chosen.mkdir()
    return chosen


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


def printed(clerk: BillingClerk) -> str:
    """What the letters say that were last asked for on paper."""
    clerk.press("reminders_print")
    way = [way for way in clerk.noted.ways if way[0] == "paper"][-1]
    return " ".join(page.words for page in read_pages(way[1](PaperChoices()).content))


def test_everything_goes_on_paper_unless_e_mail_is_chosen(clerk_of: Clerks) -> None:
    clerk = reminded(clerk_of)
    assert clerk.text("letters_said") == "3 lettres sur papier"
    assert "E-mail si possible" in clerk.why_not("reminders_mail")
    paper = printed(clerk)
    assert all(name in paper for name in ("Margaux", "Bastien", "Zoé"))


def test_by_mail_only_those_without_an_address_are_printed(clerk_of: Clerks, folder: Path) -> None:
    clerk = reminded(clerk_of)
    clerk.press("letters_by_mail")
    assert clerk.text("letters_said") == "1 e-mail, 2 lettres sur papier"
    clerk.press("reminders_mail")
    answer(clerk, folder)
    (name,) = files(folder)
    assert b"zoe@exemple.be" in (folder / name).read_bytes()
    assert clerk.text("letters_said") == (
        "1 e-mail préparé dans « mails », à envoyer de là. 2 lettres restent à imprimer."
    )
    assert clerk.told()[-1] == "1 e-mail préparé."
    paper = printed(clerk)
    assert "Zoé" not in paper
    assert all(name in paper for name in ("Margaux", "Bastien"))


def test_one_may_come_back_to_paper_for_all(clerk_of: Clerks, folder: Path) -> None:
    clerk = reminded(clerk_of)
    clerk.press("letters_by_mail")
    clerk.press("reminders_mail")
    answer(clerk, folder)
    clerk.press("letters_on_paper")
    assert clerk.text("letters_said") == "3 lettres sur papier"
    assert "Zoé" in printed(clerk)


def test_the_folder_opens_in_the_system_s_own_window(
    clerk_of: Clerks, folder: Path, desktop: Desktop
) -> None:
    clerk = reminded(clerk_of)
    clerk.press("letters_by_mail")
    assert not clerk.sees("letters_folder")
    clerk.press("reminders_mail")
    answer(clerk, folder)
    clerk.press("letters_folder")
    assert desktop.opened == [folder]


def test_where_nobody_has_an_address_it_says_so(clerk_of: Clerks) -> None:
    clerk = clerk_of(Role.MANAGER, LATER)
    clerk.open(RemindersDialog(clerk.noted))
    clerk.press("reminders_apply")
    assert "adresse" in clerk.why_not("reminders_mail")
    assert "adresse" in clerk.why_not("letters_by_mail")
    assert clerk.why_not("reminders_print") == ""


def test_where_all_have_an_address_nothing_is_left_to_print(clerk_of: Clerks) -> None:
    clerk = clerk_of(Role.MANAGER, LATER)
    for client in (MARGAUX, BASTIEN):
        card = client_card(clerk.desk, client)
        fields = replace(card.fields, email="quelqu.un@exemple.be")
        save_client(clerk.desk, SaveClient(new_command(), client, card.version, fields))
    clerk.open(RemindersDialog(clerk.noted))
    clerk.press("reminders_apply")
    clerk.press("letters_by_mail")
    assert clerk.text("letters_said") == "2 e-mails, 0 lettre sur papier"
    assert clerk.why_not("reminders_print") == "Tous ont une adresse e-mail."


def test_a_folder_that_cannot_be_written_is_a_sentence_and_nothing_is_told(
    clerk_of: Clerks, tmp_path: Path
) -> None:
    clerk = reminded(clerk_of)
    clerk.press("letters_by_mail")
    before = clerk.told()
    clerk.press("reminders_mail")
    answer(clerk, tmp_path / "nowhere" / "at all")
    assert "choisissez un autre dossier" in clerk.text("letters_said")
    assert clerk.told() == before
    assert not clerk.sees("letters_folder")


def test_stopped_no_mail_is_written(clerk_of: Clerks, folder: Path) -> None:
    clerk = reminded(clerk_of)
    clerk.press("letters_by_mail")
    before = clerk.told()
    clerk.press("reminders_mail")
    picker = clerk.control(QFileDialog, "mail_folder")
    before_it = Event()
    clerk.runner.submit(before_it.wait, lambda _: None)  # one job at a time: the mails wait behind this one
    picker.fileSelected.emit(str(folder))
    clerk.dialog.reject()
    before_it.set()
    picker.close()
    clerk.settle()
    assert files(folder) == []
    assert "aucun e-mail" in clerk.text("letters_said")
    assert clerk.told() == before
    assert clerk.sees("reminders_dialog")


def test_no_folder_chosen_prepares_nothing(clerk_of: Clerks) -> None:
    clerk = reminded(clerk_of)
    clerk.press("letters_by_mail")
    before = clerk.told()
    clerk.press("reminders_mail")
    clerk.control(QFileDialog, "mail_folder").reject()
    clerk.settle()
    assert clerk.told() == before


def test_the_folder_is_proposed_again_the_next_time(clerk_of: Clerks, folder: Path) -> None:
    clerk = reminded(clerk_of)
    clerk.press("letters_by_mail")
    clerk.press("reminders_mail")
    answer(clerk, folder)
    clerk.press("reminders_mail")
    picker = clerk.control(QFileDialog, "mail_folder")
    assert Path(picker.directory().absolutePath()) == folder
    picker.close()


def at_zoes_invoice(clerk_of: Clerks) -> BillingClerk:
    clerk = clerk_of(Role.RECEPTION)
    invoice = next(row for row in clerk.account(ZOE).invoices if row.number == "2010-000006")
    clerk.open(InvoiceDialog(clerk.noted, invoice.id))
    return clerk


def test_an_invoice_is_handed_to_the_mail_program_once(clerk_of: Clerks, desktop: Desktop) -> None:
    clerk = at_zoes_invoice(clerk_of)
    clerk.press("invoice_mail")
    (path,) = desktop.opened
    assert path.name == "Facture-2010-000006-7-DUPONT-DURAND-Zoe.eml"
    assert b"X-Unsent: 1" in path.read_bytes()
    assert clerk.told() == [f"E-mail préparé : {path.name}"]


def test_pressed_in_a_hurry_it_is_prepared_once(clerk_of: Clerks, desktop: Desktop) -> None:
    clerk = at_zoes_invoice(clerk_of)
    button = clerk.control(QAbstractButton, "invoice_mail")
    button.click()
    button.click()
    clerk.settle()
    assert len(desktop.opened) == 1


def test_without_a_mail_program_the_file_is_named(clerk_of: Clerks, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: False)
    clerk = at_zoes_invoice(clerk_of)
    clerk.press("invoice_mail")
    path = Path(clerk.text("message_detail"))
    assert path.read_bytes().startswith(b"X-Unsent: 1")


def test_a_client_without_an_address_gets_none_and_it_says_so(clerk_of: Clerks, desktop: Desktop) -> None:
    clerk = clerk_of(Role.RECEPTION)
    clerk.open(InvoiceDialog(clerk.noted, clerk.account(BASTIEN).invoices[0].id))
    clerk.press("invoice_mail")
    assert clerk.text("message_text") == (
        "La fiche de LEJEUNE Bastien n'a pas d'adresse e-mail valable : complétez-la, ou imprimez."
    )
    assert (desktop.opened, clerk.told()) == ([], [])


@pytest.mark.parametrize("spoken", list(Language))
def test_no_text_is_cut(
    clerk_of: Clerks,
    folder: Path,
    assert_no_cut_text: Callable[[QWidget], None],
    grab: Callable[[QWidget, str], QImage],
    each_look: object,
    spoken: Language,
) -> None:
    set_language(spoken)
    try:
        clerk = reminded(clerk_of)
        clerk.press("letters_by_mail")
        grab(clerk.dialog, f"letters-{spoken}-{each_look}")
        assert_no_cut_text(clerk.dialog)
        clerk.press("reminders_mail")
        answer(clerk, folder)
        grab(clerk.dialog, f"letters-mailed-{spoken}-{each_look}")
        assert_no_cut_text(clerk.dialog)
        clerk.press("reminders_done")
        shown = at_zoes_invoice(clerk_of)
        grab(shown.dialog, f"invoice-mail-{spoken}-{each_look}")
        assert_no_cut_text(shown.dialog)
    finally:
        set_language(Language.FR)
