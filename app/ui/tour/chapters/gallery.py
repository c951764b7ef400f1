"""Every window once, for the pictures: opened as a person would open it."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QTabBar, QWidget

from app.domain.invoicing import InvoiceState
from app.i18n import Language, tr
from app.services.criteria import Criteria, StateFilter
from app.settings import Mode
from app.ui.billing import BillingPage
from app.ui.kit.table import Table
from app.ui.kit.tabs import TabPages
from app.ui.shell.areas import AREAS, BILLING, MAINTENANCE, SEARCH, TODAY
from app.ui.tour.album import Album
from app.ui.tour.chapters import main_job as job
from app.ui.tour.chapters.gallery_dossiers import show_dossiers
from app.ui.tour.chapters.gallery_prospects import show_prospects
from app.ui.tour.chapters.gallery_rescue import show_rescue
from app.ui.tour.hands import choose, click, find, press, settle, type_into, until, visible
from app.ui.tour.stage import Stage, Wiring


def walk_through_every_window(
    wiring: Wiring, album: Album, language: Language, mode: Mode, club: Path | None
) -> None:
    """Open and picture each window in one look, in a copy of this club."""
    with Stage(wiring, job.SOLD_AND_RUNNING, language, mode, club) as stage:
        job.sign_in(stage, album)
        for show in (
            _other_areas,
            _day_of_debits,
            _search,
            _card,
            _access,
            _sale,
            _billing,
            show_prospects,
            show_dossiers,
            _maintenance,
            show_rescue,
            _others,
        ):
            show(stage, album)


def _search(stage: Stage, album: Album) -> None:
    window = stage.window
    window.open_area(SEARCH)
    table = find(Table, "clients")
    until(lambda: table.rows_model().rowCount() > 20, "the clients")
    table.select(3)
    album.picture(window, "clients")
    click("fold_criteria")
    album.picture(window, "criteres")
    click("fold_criteria")
    type_into("search_anything", "zzzz")
    press("search_anything", Qt.Key.Key_Return)
    until(lambda: table.rows_model().rowCount() == 0, "no client found")
    album.picture(window, "aucun-client")
    click("print_selection")
    _picture_dialog(album, "selection_dialog", "imprimer-la-selection")


def _card(stage: Stage, album: Album) -> None:
    job.open_the_card(stage, album)
    bar = find(QTabBar, "card_tabs_bar")
    for at in range(bar.count()):
        bar.setCurrentIndex(at)
        album.picture(stage.window, f"fiche-onglet-{at + 1}")
    bar.setCurrentIndex(next(at for at in range(bar.count()) if bar.tabText(at) == tr("Liens")))
    click("links_add")
    _picture_dialog(album, "new_link_dialog", "lier")
    choose("card_more", "card_menu", "card_relation")
    _picture_dialog(album, "relation_dialog", "desactiver")
    stage.window.workplace.new_client()
    find(QWidget, "card_new")
    type_into("field_surname", "Durant")
    type_into("field_email", "pas une adresse")
    type_into("field_iban", "BE00 1234")
    click("card_save")
    until(lambda: visible(QWidget, "card_summary") is not None, "the errors")
    album.picture(stage.window, "nouveau-client-erreurs")
    click("card_undo")


def _access(stage: Stage, album: Album) -> None:
    job.find_the_member(stage)
    dialog = job.open_the_access()
    album.picture(dialog, "acces")
    job.fill_step_1("22/07/2010", "45", "blessure")
    album.picture(dialog, "report-etape-1")
    click("report_ok")
    type_into("report_maintenance", "0")
    settle()
    album.picture(dialog, "report-etape-2-erreur")
    type_into("report_maintenance", "2,00")
    until(lambda: "2,00" in job.after_rows() or "2.00" in job.after_rows(), "the preview")
    album.picture(dialog, "report-etape-2")
    click("report_save")
    until(lambda: job.table_text("report_table") != "", "the suspension")
    album.picture(dialog, "report")
    find(Table, "report_table").select(0)
    click("report_stop")
    album.picture(dialog, "arreter")
    click("stop_yes")
    album.picture(dialog, "arreter-montant")
    click("stop_leave")
    job.show_tab("schedule")
    job.ask_why(0)
    album.picture(dialog, "echeancier")
    click("schedule_add")
    _picture_dialog(album, "instalment_add", "ajouter-une-echeance")
    click("schedule_print")
    until(lambda: visible(QWidget, "page_number") is not None, "the preview")
    settle(500)
    _picture_dialog(album, "preview_dialog", "apercu")
    job.show_tab("history")
    album.picture(dialog, "historique")
    _close(dialog)
    album.picture(stage.window, "fiche-suspendue")


def _sale(stage: Stage, album: Album) -> None:
    click("card_sell")
    dialog = find(QWidget, "sale_dialog")
    until(
        lambda: visible(Table, "sale_lines") is not None or visible(QWidget, "sale_lines") is not None,
        "the sale",
    )
    settle(400)
    album.picture(dialog, "vendre-un-acces")
    _close(dialog)


def _other_areas(stage: Stage, album: Album) -> None:
    for area in AREAS:
        if area.key not in (SEARCH, MAINTENANCE):
            stage.window.open_area(area.key)
            settle(600)
            album.picture(stage.window, area.key)


def _day_of_debits(stage: Stage, album: Album) -> None:
    stage.window.open_area(TODAY)
    table = find(Table, "today_days")
    until(lambda: table.rows_model().rowCount() > 0, "the debits of the days ahead")
    table.select(0)
    press("today_days", Qt.Key.Key_Return)
    debits = find(Table, "due_debits")
    until(lambda: debits.rows_model().rowCount() > 0, "the debits of the day")
    _picture_dialog(album, "due_dialog", "debits-du-jour")


def _billing(stage: Stage, album: Album) -> None:
    """Facturation and its windows, from the first invoice that is overdue."""
    window = stage.window
    window.open_area(BILLING)
    table = find(Table, "billing_invoices")
    until(lambda: table.rows_model().rowCount() > 5, "the invoices")
    page = find(BillingPage, "billing_page")
    page.show_state(InvoiceState.OVERDUE)
    until(lambda: table.rows_model().tone(0) == "blocked", "the overdue invoices")
    settle()
    album.picture(window, "factures-en-retard")
    press("billing_invoices", Qt.Key.Key_Return)
    dialog = find(QWidget, "invoice_dialog")
    until(lambda: find(QPushButton, "invoice_collect").isEnabled(), "the invoice")
    settle()
    album.picture(dialog, "facture")
    click("invoice_credit")
    click("credit_part")
    _picture_dialog(album, "credit_dialog", "note-de-credit")
    click("invoice_hold")
    _picture_dialog(album, "change_dialog", "mettre-en-attente")
    click("invoice_collect")
    until(lambda: visible(QWidget, "payment_tick_1") is not None, "what is owed")
    type_into("payment_received", "500")
    album.picture(find(QWidget, "payment_dialog"), "encaisser")
    _close(find(QWidget, "payment_dialog"))
    _close(dialog)
    click("billing_new")
    type_into("issue_lines_description_1", "Coaching")
    type_into("issue_lines_quantity_1", "0")
    type_into("issue_lines_unit_price_1", "45")
    click("issue_save")
    _picture_dialog(album, "issue_dialog", "nouvelle-facture-erreurs")
    _bill_many(stage, album)
    click("billing_remind")
    find(TabPages, "reminders_tabs").show_page("not")
    until(lambda: find(Table, "reminders_not").rows_model().rowCount() > 0, "the rehearsal")
    _picture_dialog(album, "reminders_dialog", "rappels")


def _bill_many(stage: Stage, album: Album) -> None:
    stage.window.workplace.bill_selection(Criteria(state=StateFilter.CLIENTS))
    dialog = find(QWidget, "bill_many_dialog")
    until(lambda: find(QPushButton, "bill_many_rehearse").isEnabled(), "the selection")
    type_into("bill_many_lines_description_1", "Cotisation")
    type_into("bill_many_lines_unit_price_1", "25")
    album.picture(dialog, "facturer-une-selection")
    click("bill_many_rehearse")
    until(lambda: visible(Table, "bill_many_accepted") is not None, "the dry run")
    album.picture(dialog, "facturer-essai")
    _close(dialog)


def _maintenance(stage: Stage, album: Album) -> None:
    stage.window.open_area(MAINTENANCE)
    page = find(QWidget, "maintenance_page")
    bar = page.findChild(QTabBar)
    until(lambda: bar is not None and bar.isVisible(), "the maintenance")
    assert bar is not None
    for at in range(bar.count()):
        if bar.isTabEnabled(at):
            bar.setCurrentIndex(at)
            settle(300)
            album.picture(stage.window, f"maintenance-{at + 1}")


def _others(stage: Stage, album: Album) -> None:
    session = stage.program.session
    assert session is not None
    stage.window.open_help()
    album.picture(stage.window, "aide")
    session.launcher.show()
    album.picture(session.launcher, "menu")
    session.launcher.hide()
    stage.program.change_code()
    _picture_dialog(album, "new_code_dialog", "changer-le-code")
    session.lock.lock()
    settle(300)
    album.picture(stage.window, "verrouille-fenetre")
    _picture_open(album, "unlock", "verrouille")


def _picture_dialog(album: Album, name: str, picture: str) -> None:
    """Wait for a dialog, picture it, leave it."""
    dialog = find(QWidget, name)
    settle(300)
    album.picture(dialog, picture)
    _close(dialog)


def _picture_open(album: Album, name: str, picture: str) -> None:
    album.picture(find(QWidget, name), picture)


def _close(dialog: QWidget) -> None:
    """Esc; a question about unsaved typing is answered by leaving."""
    name = dialog.objectName()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    settle(50)
    if visible(QWidget, "ask_yes") is not None:
        click("ask_yes")
    until(lambda: visible(QWidget, name) is None, f"{name} closed")
