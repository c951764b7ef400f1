"""The main job: log in, find a member, suspend, look at the schedule, print it, stop (spec 1.6)."""

from datetime import date
from pathlib import Path
from uuid import uuid4

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFileDialog,
    QLabel,
    QLineEdit,
    QProgressBar,
    QTabBar,
    QWidget,
)

from app.domain.ids import AccessId, CommandId, Rank
from app.domain.schedule import schedule
from app.i18n import money, ntr, tr
from app.ui.access import AccessDialog
from app.ui.kit.preview_pair import PreviewPanel
from app.ui.kit.table import Table
from app.ui.kit.workplace import AccessTab
from app.ui.tour.album import Album
from app.ui.tour.hands import click, find, press, settle, type_into, until, visible
from app.ui.tour.stage import Stage

SOLD_AND_RUNNING = date(2010, 7, 20)
BACK = date(2010, 12, 28)
MEMBER = "lefevre jean"


def main_job(stage: Stage, album: Album) -> None:
    """Go through the four rows of the worked example as a person would."""
    sign_in(stage, album)
    open_the_card(stage, album)
    suspend_45_days(album)
    look_and_print(album, "echeancier-45-jours")
    print_receipt(album)
    make_it_unlimited(album)
    look_and_print(album, "echeancier-illimite")
    come_back(stage, album)
    note_and_print(album, "echeancier-apres-le-retour")
    close_the_access()


def sign_in(stage: Stage, album: Album) -> None:
    """Identification as ADMIN."""
    album.heading(tr("Identification"))
    login = find(QWidget, "login")
    until(lambda: visible(QProgressBar, "progress") is None, "the training database")
    type_into("user_name", "ADMIN")
    type_into("user_code", "ADMIN")
    album.picture(login, "identification")
    click("activate")
    stage.fill_the_screen()


def open_the_card(stage: Stage, album: Album) -> None:
    """Search without accents and in any order, then a double click."""
    album.heading(tr("Recherche et fiche"))
    table = search_the_member()
    album.figure(tr("Client trouvé"), _text_of_row(table, 0), "Jean-Noël")
    album.picture(stage.window, "recherche")
    double_click_first(table)
    album.picture(stage.window, "fiche")


def find_the_member(stage: Stage) -> None:
    """The same without pictures, from wherever one is."""
    double_click_first(search_the_member())


def search_the_member() -> Table:
    """Type, Enter, and choose the one line found."""
    type_into("search_anything", MEMBER)
    press("search_anything", Qt.Key.Key_Return)
    table = find(Table, "clients")
    until(lambda: table.rows_model().rowCount() == 1, "Jean-Noël LEFÈVRE in the result")
    table.select(0)
    return table


def double_click_first(table: Table) -> None:
    """Open the card of the first line."""
    spot = table.visualRect(table.rows_model().index(0, 1)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    button = find(QAbstractButton, "card_access")
    until(button.isEnabled, "the card")


def suspend_45_days(album: Album) -> None:
    """Report → Ajouter: 22/07/2010, 45 days, blessure, 2 €."""
    album.heading(tr("Report de 45 jours"))
    dialog = open_the_access()
    fill_step_1("22/07/2010", "45", "blessure")
    album.figure(tr("Étape 1"), shown("report_blocked"), _blocked("22/07/2010", "04/09/2010"))
    album.picture(dialog, "report-etape-1")
    click("report_ok")
    type_into("report_maintenance", "2,00")
    until(lambda: money(200) in after_rows(), "the preview")
    album.figure(tr("Avant"), side_rows("report_preview_before"), money(5900))
    album.figure(tr("Après"), after_rows(), f"05/08/2010 1 {money(200)}")
    album.figure(tr("Après"), after_rows(), f"05/09/2010 {tr('illimité')} {money(5900)}")
    album.picture(dialog, "report-etape-2")
    type_into("report_last_rank", "3")
    until(lambda: "05/10/2010" in after_rows(), "the preview with Fin 3")
    album.figure(tr("Avec Fin 3"), after_rows(), f"05/08/2010 2 {money(200)}")
    album.figure(tr("Avec Fin 3"), after_rows(), f"05/10/2010 {tr('illimité')} {money(5900)}")
    type_into("report_last_rank", "2")
    click("report_save")
    until(lambda: table_text("report_table") != "", "the suspension in the list")
    album.figure(tr("Report enregistré"), table_text("report_table"), "22/07/2010")
    album.figure(tr("Report enregistré"), table_text("report_table"), "04/09/2010")
    album.picture(dialog, "report-enregistre")


def make_it_unlimited(album: Album) -> None:
    """Annuler, then the same suspension without end: jambe cassée, 2 €."""
    album.heading(tr("Report illimité"))
    dialog = find(AccessDialog, "access_dialog")
    show_tab("report")
    table = find(Table, "report_table")
    table.select(0)
    click("report_cancel")
    answer_yes()
    until(lambda: "blessure" not in table_text("report_table", running=True), "the suspension is cancelled")
    fill_step_1("22/07/2010", "", "jambe cassée")
    album.figure(tr("Étape 1"), shown("report_blocked"), "22/07/2010")
    click("report_ok")
    type_into("report_maintenance", "2,00")
    unlimited = f"05/08/2010 {tr('illimité')} {money(200)}"
    until(lambda: unlimited in after_rows(), "the preview")
    album.figure(tr("Après"), after_rows(), unlimited)
    album.picture(dialog, "report-illimite")
    click("report_save")
    until(lambda: "jambe cassée" in table_text("report_table"), "the unlimited suspension")


def come_back(stage: Stage, album: Album) -> None:
    """Five debits later the member is back: Arrêter, Oui, 59,00 € already filled, Ok."""
    album.heading(tr("Retour le 28/12/2010"))
    close_the_access()
    _the_bank_collects(stage)
    stage.clock.day = BACK
    dialog = open_the_access()
    show_tab("report")
    find(Table, "report_table").select(0)
    click("report_stop")
    type_into("stop_return_day", "28/12/2010")
    album.figure(tr("Question"), shown("stop_sentence"), ntr("{n} jour", "{n} jours", 159))
    album.picture(dialog, "arreter")
    click("stop_yes")
    amount = find(QLineEdit, "stop_amount")
    album.figure(tr("Montant proposé"), amount.text(), money(5900))
    album.picture(dialog, "arreter-montant")
    click("stop_save")
    until(lambda: "159" in table_text("report_table"), "the suspension has ended")
    album.figure(tr("Report arrêté"), table_text("report_table"), "27/12/2010")
    show_tab("schedule")
    click("schedule_past")
    until(lambda: "05/01/2011" in table_text("schedule_table"), "59,00 € from January")
    album.figure(tr("Échéancier"), table_text("schedule_table"), "05/01/2011")
    ask_why(1)
    album.picture(dialog, "pourquoi-ce-montant")


def look_and_print(album: Album, name: str) -> None:
    """Echéancier, a picture of it, Imprimer, Enregistrer en PDF."""
    show_tab("schedule")
    until(lambda: table_text("schedule_table") != "", "the schedule")
    album.picture(find(AccessDialog, "access_dialog"), name)
    note_and_print(album, name)


def note_and_print(album: Album, name: str) -> None:
    """Note the lines shown, then Imprimer, Enregistrer en PDF."""
    name_of_line = tr("Ligne")
    album.lines += [f"- {name_of_line} : {line}" for line in table_text("schedule_table").splitlines()]
    click("schedule_print")
    save_the_paper(album, name)


def print_receipt(album: Album) -> None:
    """The avenant de report of the suspension."""
    show_tab("report")
    find(Table, "report_table").select(0)
    click("report_receipt")
    save_the_paper(album, "avenant-de-report")


# What hands do in more than one place


def fill_step_1(first_day: str, days: str, cause: str) -> None:
    """Report, Ajouter, and the first step; no days: unlimited."""
    show_tab("report")
    click("report_add")
    type_into("report_first_day", first_day)
    if days:
        type_into("report_days", days)
    else:
        click("report_unlimited")
    type_into("report_cause", cause)


def ask_why(at: int) -> None:
    """Stand on a line of the schedule, unfold it, and ask why its first amount is what it is."""
    table = find(Table, "schedule_table")
    until(lambda: table.rows_model().rowCount() > at, "the schedule")
    table.setFocus()
    table.select(at)
    if table.rows_model().rowCount() > at and visible(QWidget, "why_panel") is None:
        click("schedule_why")
    QTest.keyClick(table, Qt.Key.Key_Right)
    QTest.keyClick(table, Qt.Key.Key_Down)
    settle(100)


def open_the_access() -> AccessDialog:
    """The button Accès of the card."""
    click("card_access")
    dialog = find(AccessDialog, "access_dialog")
    until(lambda: visible(QTabBar, "access_tabs_bar") is not None, "the tabs of the access")
    settle()
    return dialog


def close_the_access() -> None:
    """Esc."""
    dialog = find(AccessDialog, "access_dialog")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    until(lambda: visible(AccessDialog, "access_dialog") is None, "the dialog has closed")


def show_tab(key: str) -> None:
    """Click on a tab of the Accès dialog."""
    bar = find(QTabBar, "access_tabs_bar")
    at = [tab.value for tab in AccessTab].index(key)
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(at).center())
    until(lambda: bar.currentIndex() == at, f"tab {key}")
    settle(50)


def save_the_paper(album: Album, name: str) -> None:
    """In the preview: picture, Enregistrer en PDF, type the name, close."""
    preview = find(QWidget, "preview_dialog")
    button = "save_pdf"
    until(
        lambda: (page := visible(QLabel, "page_number")) is not None and page.text() != "", "the first page"
    )
    settle(400)
    album.picture(preview, f"{name}-papier")
    target = album.paper(name)
    click(button)
    save_as(target)
    until(lambda: target.exists() and target.stat().st_size > 0, f"{name}.pdf")
    click("close_preview")
    until(lambda: visible(QWidget, "preview_dialog") is None, "the preview has closed")


def save_as(target: Path) -> None:
    """Answer the file dialog."""
    until(lambda: _file_dialog() is not None, "the file dialog")
    dialog = _file_dialog()
    assert dialog is not None
    name = dialog.findChild(QLineEdit, "fileNameEdit")
    assert name is not None
    name.setText(str(target))
    QTest.keyClick(name, Qt.Key.Key_Return)
    settle(50)


def answer_yes() -> None:
    """Press the verb of the question that is asked."""
    click("ask_yes")


def _blocked(first: str, last: str) -> str:
    """What step 1 says under the dates."""
    return tr("Carte bloquée du {first} au {last} inclus.", first=first, last=last)


def shown(name: str) -> str:
    """The text of a label."""
    return find(QLabel, name).text()


def after_rows() -> str:
    """The side Après of the preview, as text."""
    return side_rows("report_preview_after")


def side_rows(name: str) -> str:
    """One side of a preview: first date, number and amount of each line."""
    side = find(PreviewPanel, name).side
    return "\n".join(f"{row.first_text} {row.count_text} {row.amount_text}" for row in side.rows)


def table_text(name: str, running: bool = False) -> str:
    """Everything that a table shows, a line a row."""
    table = visible(Table, name)
    if table is None:
        return ""
    model = table.rows_model()
    lines = [_text_of_row(table, at) for at in range(model.rowCount())]
    return "\n".join(line for line in lines if not running or tr("Annulé") not in line)


def _text_of_row(table: Table, at: int) -> str:
    model = table.rows_model()
    cells = [model.cell(at, column).plain for column in range(model.columnCount())]
    return " ".join(" ".join(cell.split()) for cell in cells if cell)


def _file_dialog() -> QFileDialog | None:
    dialogs = [each for each in QApplication.topLevelWidgets() if isinstance(each, QFileDialog)]
    return next((each for each in dialogs if each.isVisible()), None)


def _the_bank_collects(stage: Stage) -> None:
    """What the bank does between July and December: it collects ranks 2 to 6."""
    from app.services.bank_facts import record_collected, record_presented
    from app.services.queries.access import access_view, accesses

    session = stage.program.session
    assert session is not None
    client = session.window.pages.current_client
    assert client is not None
    access: AccessId = accesses(session.desk, client)[0].id
    plan = schedule(access_view(session.desk, access).contract)
    for rank in range(2, 7):
        due = plan.instalment(Rank(rank)).due
        stage.clock.day = due
        for record in (record_presented, record_collected):
            record(session.desk, CommandId(str(uuid4())), access, Rank(rank), due)
