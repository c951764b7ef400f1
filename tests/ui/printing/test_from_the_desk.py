"""The printing windows as the shell opens them: real desk, real database, real papers."""

from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QDialog, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from app.domain.ids import AccessId, SuspensionId
from app.domain.rights import Role
from app.models import Access, Suspension
from app.services.criteria import Criteria
from app.services.desk import Desk
from app.services.unit_of_work import reading
from app.ui.printing import print_receipt, print_schedule, print_selection
from app.ui.printing.preview import PreviewDialog
from app.ui.printing.selection import SelectionDialog
from tests.documents.reading import read_pages
from tests.ui.noted_workplace import NotedWorkplace


def first(desk: Desk, kind: type[Access] | type[Suspension]) -> int:
    """The first access or suspension of the known club: Jean-Noël's."""
    with reading(desk) as session:
        return session.scalars(sa.select(sa.func.min(kind.id))).one() or 0


def label_text(dialog: QDialog, name: str) -> str:
    found = dialog.findChild(QLabel, name)
    assert isinstance(found, QLabel)
    return found.text()


def saved_by_hand(qtbot: QtBot, dialog: QDialog, folder: Path) -> Path:
    """The PDF that a person saves from the preview with Ctrl+S under the proposed name."""
    assert isinstance(dialog, PreviewDialog)
    with qtbot.waitSignal(dialog.ready):
        dialog.open()
    qtbot.keyClick(dialog, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    chooser = dialog.findChild(QFileDialog)
    assert isinstance(chooser, QFileDialog)
    name = Path(chooser.selectedFiles()[0]).name
    chooser.setDirectory(str(folder))
    chooser.selectFile(name)
    with qtbot.waitSignal(dialog.saved):
        chooser.accept()
    return folder / name


def test_the_echeancier_of_the_chosen_access_is_previewed_and_saved(
    qtbot: QtBot, noted: NotedWorkplace, tmp_path: Path
) -> None:
    dialog = print_schedule(noted, AccessId(first(noted.desk, Access)))
    path = saved_by_hand(qtbot, dialog, tmp_path)
    assert path.name == "Echeancier-1-LEFEVRE-Jean-Noel.pdf"
    text = read_pages(path.read_bytes())[0].words
    assert "Suspendu du 22/07/2010 au 04/09/2010 inclus, 45 jours : blessure" in text
    assert "2,00 € 05/08/2010 1 05/08/2010 Prévue" in text
    assert "59,00 € 05/09/2010 illimité sans fin Prévue" in text
    dialog.close()


def test_the_avenant_of_a_suspension_is_previewed_and_saved(
    qtbot: QtBot, noted: NotedWorkplace, tmp_path: Path
) -> None:
    dialog = print_receipt(noted, SuspensionId(first(noted.desk, Suspension)))
    path = saved_by_hand(qtbot, dialog, tmp_path)
    assert path.name == "Avenant-de-report-1-LEFEVRE-Jean-Noel.pdf"
    text = read_pages(path.read_bytes())[0].words
    assert "Le membre paie 57,00 € de moins." in text
    dialog.close()


def test_a_selection_is_counted_and_printed_to_the_documents_of_the_person(
    qtbot: QtBot, noted: NotedWorkplace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(tmp_path))
    dialog = print_selection(noted, Criteria(surname="lefevre"))
    assert isinstance(dialog, SelectionDialog)
    dialog.open()
    qtbot.waitUntil(lambda: label_text(dialog, "selection_count") == "2 clients dans la sélection")
    with qtbot.waitSignal(dialog.ended):
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert label_text(dialog, "selection_state") == "2 échéanciers écrits, 2 pages."
    assert len(read_pages((tmp_path / "Echeanciers-2010-07-28.pdf").read_bytes())) == 2
    dialog.close()


def test_reception_is_told_that_selections_are_for_the_manager(
    qtbot: QtBot, noted: NotedWorkplace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(tmp_path))
    noted.desk = replace(noted.desk, operator=replace(noted.desk.operator, role=Role.RECEPTION))
    dialog = print_selection(noted, Criteria(surname="lefevre"))
    assert isinstance(dialog, SelectionDialog)
    dialog.open()
    qtbot.waitUntil(lambda: bool(label_text(dialog, "selection_count")))
    button = dialog.findChild(QAbstractButton, "print_selection")
    assert isinstance(button, QAbstractButton)
    with qtbot.waitSignal(dialog.ended):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert "responsable" in label_text(dialog, "selection_state").lower()
    assert not (tmp_path / "Echeanciers-2010-07-28.pdf").exists()
    dialog.close()
