"""A family of three in one dossier: what is common is divided to the cent, anew each time, then billed (spec 3.3)."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from app.i18n import money, tr
from app.services.criteria import Criteria, Sort, StateFilter
from app.services.queries.search import search_clients
from app.services.views import ClientRow
from app.ui.dossiers.status_switch import StatusSwitch
from app.ui.kit.client_popup import name_of_row
from app.ui.kit.table import Table
from app.ui.kit.tabs import TabPages
from app.ui.shell.areas import DOSSIERS
from app.ui.tour.album import Album
from app.ui.tour.chapters.main_job import save_the_paper, table_text
from app.ui.tour.hands import NotSeen, click, find, press, settle, type_into, until, visible
from app.ui.tour.stage import Stage

PRICE = 1000
THIRDS, HALVES = (334, 333, 333), (500, 500)
_TOTAL = 6
"""The column of Répartition clients that holds what a client pays in all."""


def dossier(stage: Stage, album: Album) -> None:
    """Somebody is signed in and no dialog is open; leaves the page of the dossier in front."""
    stage.window.open_area(DOSSIERS)
    until(lambda: visible(Table, "dossiers") is not None, "the list of dossiers")
    settle()
    album.heading(tr("Un dossier : une famille de trois"))
    album.picture(stage.window, "dossiers")
    family = _active_clients(stage)
    _make_it(stage, album, family)
    _enter_in_common(stage, album)
    album.heading(tr("Actif, inactif : la répartition se refait"))
    _divide(album, tr("Trois actifs"), THIRDS, "repartition-trois")
    _turn(stage, album, family[0], False)
    _divide(album, tr("Deux actifs"), HALVES, "repartition-deux")
    _turn(stage, album, family[0], True)
    _divide(album, tr("De nouveau trois"), THIRDS, "repartition-refaite")
    album.heading(tr("Proforma, puis facture"))
    click("dossier_proforma")
    save_the_paper(album, "proforma-dossier")
    _bill(stage, album)


def _active_clients(stage: Stage) -> list[ClientRow]:
    """Three members whom nothing stops, each with a name of his own."""
    session = stage.program.session
    assert session is not None
    found = search_clients(session.desk, Criteria(state=StateFilter.ACTIVE), Sort(), None, 60).rows
    named = {row.surname: row for row in found if row.surname and row.first_name}
    family = list(named.values())[:3]
    if len(family) < 3:
        raise NotSeen("three active members")
    return family


def _make_it(stage: Stage, album: Album, family: list[ClientRow]) -> None:
    click("dossiers_new")
    wizard = find(QWidget, "dossier_wizard")
    type_into("dossier_name", tr("Famille {name}", name=family[0].surname))
    album.picture(wizard, "nouveau-dossier")
    click("dossier_next")
    for row in family:
        type_into("dossier_picker", name_of_row(row))
        until(lambda: visible(QWidget, "client_popup_list") is not None, "the clients found")
        press("dossier_picker", Qt.Key.Key_Return)
        until(partial(_is_listed, row), f"{row.surname} among the parties")
    album.picture(wizard, "dossier-parties")
    click("dossier_next")
    album.figure(tr("Part de chacun"), table_text("dossier_summary_parties"), money(THIRDS[0]))
    album.picture(wizard, "dossier-recapitulatif")
    click("dossier_save")
    until(lambda: visible(QWidget, "dossier_new_activity") is not None, "the page of the dossier")
    settle()
    album.picture(stage.window, "dossier")


def _is_listed(row: ClientRow) -> bool:
    return visible(QWidget, f"party_{row.number}_status") is not None


def _enter_in_common(stage: Stage, album: Album) -> None:
    """Ten euros for a court, for all."""
    click("dossier_new_activity")
    dialog = find(QWidget, "activity_dialog")
    type_into("activity_description", tr("Location du court"))
    type_into("activity_price", money(PRICE))
    until(lambda: money(THIRDS[0]) in _amounts("activity_payers", 2), "who would pay what")
    album.figure(tr("Qui paie"), _amounts("activity_payers", 2), _told(THIRDS))
    album.picture(dialog, "nouvelle-activite")
    click("activity_save")
    until(lambda: table_text("dossier_activity_table") != "", "the activity")
    album.picture(stage.window, "dossier-activite")


def _divide(album: Album, what: str, expected: tuple[int, ...], picture: str) -> None:
    """Open Répartition clients: the shares of the active ones add up to the ten euros."""
    click("dossier_division")
    until(lambda: table_text("division") != "", "the division")
    album.figure(what, _amounts("division", _TOTAL), _told(expected))
    album.figure(tr("Total"), find(QLabel, "division_total").text(), money(PRICE))
    album.picture(find(QWidget, "division_dialog"), picture)
    click("division_done")
    until(lambda: visible(QWidget, "division_dialog") is None, "the division has closed")


def _turn(stage: Stage, album: Album, row: ClientRow, active: bool) -> None:
    """One click on the button of a client."""
    name = f"dossier_party_{row.number}_switch"
    click(name)
    until(lambda: find(StatusSwitch, name).is_active is active, "the status")
    settle()
    album.figure(tr("Statut"), find(StatusSwitch, name).text(), tr("Actif") if active else tr("Inactif"))
    album.picture(stage.window, "client-actif" if active else "client-inactif")


def _bill(stage: Stage, album: Album) -> None:
    click("dossier_bill")
    dialog = find(QWidget, "dossier_invoice_dialog")
    settle()
    album.picture(dialog, "facturer-le-dossier")
    click("dossier_invoice_save")
    find(TabPages, "dossier_tabs").show_page("invoices")
    until(lambda: len(_rows("dossier_invoice_table")) == len(THIRDS), "the invoices")
    album.figure(tr("Factures"), _amounts("dossier_invoice_table", 3), money(THIRDS[0]))
    album.figure(tr("Déjà facturé"), find(QLabel, "dossier_billed_value").text(), money(PRICE))
    album.picture(stage.window, "dossier-facture")


def _rows(table: str) -> list[list[str]]:
    shown = visible(Table, table)
    model = shown.rows_model() if shown is not None else None
    if model is None:
        return []
    places = range(model.columnCount())
    return [[model.cell(row, at).plain for at in places] for row in range(model.rowCount())]


def _amounts(table: str, column: int) -> str:
    return " / ".join(row[column] for row in _rows(table))


def _told(shares: tuple[int, ...]) -> str:
    return " / ".join(money(each) for each in shares)
