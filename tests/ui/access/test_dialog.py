"""The dialog among others: refreshing, stale edits, saves under way, papers, both looks, no cut text."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSize
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from app.domain.ids import AccessId
from app.services.desk import Desk, touched_access
from app.ui.kit.theme import Mode
from app.ui.kit.workplace import AccessTab
from tests.services.club import TWELVE_MONTHS, Club
from tests.ui.access.conftest import Clerk

OpenDialog = Callable[..., Clerk]


@pytest.fixture
def suspended(sold: Callable[..., AccessId], desk_on: Callable[..., Desk]) -> AccessId:
    """The access of spec 1.6 with its 45 days from 22/07/2010."""
    access = sold()
    Club(desk_on()).suspended(access)
    return access


def test_the_head_says_who_and_how_the_access_stands(clerk: OpenDialog, suspended: AccessId) -> None:
    at = clerk(day=date(2010, 8, 1), access=suspended)
    assert at.text("access_dialog_title") == "Accès : LEFÈVRE Jean-Noël"
    assert at.text("access_dialog_subtitle").startswith("n° 1")
    assert at.text("access_dialog_state") == "Suspendu jusqu'au 04/09/2010"


def test_a_change_at_another_desk_is_shown(clerk: OpenDialog, desk_on: Callable[..., Desk]) -> None:
    at = clerk()
    assert at.table("report_table") == []
    Club(desk_on()).suspended(at.access)
    at.dialog.refresh(frozenset({touched_access(at.access)}))
    at.settle()
    assert at.table("report_table")[0][4] == "blessure"


def test_a_change_of_somebody_else_is_not_read_again(clerk: OpenDialog, desk_on: Callable[..., Desk]) -> None:
    at = clerk()
    Club(desk_on()).suspended(at.access)
    at.dialog.refresh(frozenset({touched_access(999)}))
    at.settle()
    assert at.table("report_table") == []


def test_a_stale_save_shows_both_versions_and_keeps_what_is_typed(
    clerk: OpenDialog, desk_on: Callable[..., Desk]
) -> None:
    at = clerk()
    at.add_report("15/09/2010", "30", "voyage")
    Club(desk_on(name="SARAH")).suspended(at.access)
    at.press("report_save")
    assert "SARAH" in at.text("report_theirs_text") + at.text("report_theirs_detail")
    assert "22/07/2010" in at.text("report_theirs_detail")
    assert len(at.stored().suspensions) == 1
    assert at.text("report_span") == "Du 15/09/2010 au 14/10/2010 inclus, 30 jours, voyage"
    at.press("report_save")
    assert sorted(row.cause for row in at.stored().suspensions) == ["blessure", "voyage"]


def test_a_stale_stop_can_be_sent_again(
    clerk: OpenDialog, suspended: AccessId, desk_on: Callable[..., Desk]
) -> None:
    at = clerk(day=date(2010, 8, 1), access=suspended)
    at.press("report_stop")
    at.press("stop_yes")
    modified = Club(desk_on(name="SARAH"))
    suspension = at.stored().suspensions[0]
    modified.stopped(suspension.id, date(2010, 8, 20))
    at.press("stop_save")
    assert at.sees("stop_theirs")
    at.press("stop_save")
    assert at.stored().suspensions[0].last_day == date(2010, 7, 31)


def test_a_double_click_on_save_acts_once(clerk: OpenDialog) -> None:
    at = clerk()
    at.add_report()
    at.press("report_save", twice=True)
    assert len(at.stored().suspensions) == 1


def test_closing_during_a_save_waits_for_it(clerk: OpenDialog) -> None:
    at = clerk()
    at.add_report()
    at.dialog.report.form.confirm()
    at.dialog.reject()
    assert isValid(at.dialog)
    assert at.dialog.isVisible()
    at.settle()
    assert len(at.stored().suspensions) == 1
    at.qtbot.waitUntil(lambda: not isValid(at.dialog) or not at.dialog.isVisible())


def test_the_list_is_locked_while_a_suspension_is_typed(clerk: OpenDialog) -> None:
    at = clerk()
    at.press("report_add")
    assert not at.control_enabled("access_list")
    assert not at.control_enabled("access_sell")
    at.press("report_leave")
    assert at.control_enabled("access_list")


def test_vendre_and_the_receipt_ask_the_workplace(clerk: OpenDialog, suspended: AccessId) -> None:
    at = clerk(access=suspended)
    at.press("access_sell")
    at.press("report_receipt")
    assert [way[0] for way in at.noted.ways] == ["sale", "receipt"]


def test_the_history_tells_in_words_who_did_what(clerk: OpenDialog, suspended: AccessId) -> None:
    at = clerk(access=suspended, tab=AccessTab.HISTORY)
    rows = at.table("history_table")
    assert len(rows) == 2
    assert rows[0][2:] == ["ADMIN", "ACCUEIL-1"]
    assert "22/07/2010" in rows[0][1]
    assert "22/07/2010" in at.text("history_full")


def test_a_proof_is_attached_listed_and_saved_again(
    clerk: OpenDialog, suspended: AccessId, tmp_path: Path
) -> None:
    certificate = tmp_path / "certificat.pdf"
    certificate.write_bytes(b"%PDF-1.4 certificat")
    at = clerk(access=suspended)
    at.press("report_proof")
    dialog = at.dialog._proofs.dialog
    assert dialog is not None
    dialog.attach(str(certificate))
    at.settle()
    assert at.table("proofs_table")[0][0] == "certificat.pdf"
    dialog.save_wanted.emit(at.stored().suspensions[0].proofs[0], tmp_path / "copie.pdf")
    at.settle()
    assert (tmp_path / "copie.pdf").read_bytes() == b"%PDF-1.4 certificat"
    at.press("proofs_close")
    assert at.table("report_table")[0][-1] == "1"


def test_a_file_that_is_no_proof_is_refused_in_words(
    clerk: OpenDialog, suspended: AccessId, tmp_path: Path
) -> None:
    program = tmp_path / "virus.exe"
    program.write_bytes(b"MZ")
    at = clerk(access=suspended)
    at.press("report_proof")
    dialog = at.dialog._proofs.dialog
    assert dialog is not None
    for path in (program, tmp_path / "nulle-part.pdf"):
        dialog.attach(str(path))
        at.settle()
        assert at.text("proofs_summary_text")
    assert at.table("proofs_table") == []


@pytest.mark.parametrize("size", [QSize(1344, 872), QSize(1024, 700)], ids=["wide", "narrow"])
def test_no_text_is_cut_on_any_page(
    clerk: OpenDialog,
    suspended: AccessId,
    each_look: Mode,
    size: QSize,
    assert_no_cut_text: Callable[[QWidget], None],
) -> None:
    at = clerk(day=date(2010, 8, 1), access=suspended)
    at.dialog.resize(size)

    def look() -> None:
        QApplication.processEvents()
        assert_no_cut_text(at.dialog)

    for tab in range(4):
        at.show_tab(tab)
        look()
    at.show_tab(1)
    at.press("report_stop")
    look()
    at.press("stop_yes")
    look()
    at.press("stop_leave")
    at.add_report("15/09/2010", "60", "x")
    look()
    at.press("report_back")
    at.type("report_days", "0")
    at.press("report_ok")
    look()


def test_no_text_is_cut_for_a_prolonged_access(
    clerk: OpenDialog, sold: Callable[..., AccessId], assert_no_cut_text: Callable[[QWidget], None]
) -> None:
    at = clerk(day=date(2011, 3, 1), access=sold(TWELVE_MONTHS, date(2011, 1, 1), date(2011, 1, 5)))
    at.add_report("10/03/2011", "60")
    QApplication.processEvents()
    assert_no_cut_text(at.dialog)
    at.press("report_save")
    for tab in (0, 2):
        at.show_tab(tab)
        QApplication.processEvents()
        assert_no_cut_text(at.dialog)


def test_what_is_said_after_a_save_moves_nothing(clerk: OpenDialog) -> None:
    at = clerk()
    table = at.control(QWidget, "report_table")
    before = table.mapTo(at.dialog, QPoint(0, 0))
    at.add_report()
    at.press("report_save")
    assert at.sees("access_notice_undo")
    assert table.mapTo(at.dialog, QPoint(0, 0)) == before
