"""The columns of the result: what each shows of a client, and what the database can order by."""

from app.i18n import current, mark, money, tr
from app.messages.words import word
from app.services.criteria import SortColumn
from app.services.views import ClientRow, ClientState
from app.ui.kit.columns import Cell, Chip, Column
from app.ui.kit.state_chips import CLIENT_CHIPS

WITHOUT_END = mark("sans fin")
AT_RESUMPTION = mark("à la reprise")


def columns() -> list[Column]:
    """The columns in the language in force; the town is there for who chooses it."""
    return [
        Column(SortColumn.NUMBER, tr("N°"), "number", 58, value=_number),
        Column(SortColumn.SURNAME, tr("Nom"), "bold", 102, value=_surname, stretch=True),
        Column(SortColumn.FIRST_NAME, tr("Prénom"), "text", 108),
        Column(SortColumn.BIRTH_DATE, tr("Naissance"), "date", 106),
        Column(SortColumn.PHONE, tr("Téléphone"), "text", 122),
        Column(SortColumn.TOWN, tr("Ville"), "text", 130, hidden=True),
        Column(SortColumn.STATE, tr("État"), "chip", 124, value=_state),
        Column(SortColumn.ACCESS_LAST, tr("Fin d'accès"), "date", 112, value=_end),
        Column(SortColumn.BALANCE, tr("Solde"), "money", 96, value=_balance),
    ]


def row_tone(row: ClientRow) -> str:
    """Deactivated clients are quiet lines."""
    return "muted" if row.state is ClientState.DEACTIVATED else ""


def shown_name(row: ClientRow) -> str:
    """The surname, or the company where there is none."""
    return row.surname or row.company


def _number(row: ClientRow) -> Cell:
    return Cell(str(row.number), "muted")


def _surname(row: ClientRow) -> Cell:
    return Cell(shown_name(row), bold=True)


def _state(row: ClientRow) -> Chip:
    return Chip(CLIENT_CHIPS[row.state], word(row.state, current()))


def _end(row: ClientRow) -> object:
    if not row.has_access:
        return None
    if row.end_open:
        return tr(AT_RESUMPTION)
    return row.access_last or tr(WITHOUT_END)


def _balance(row: ClientRow) -> object:
    due = row.balance > 0
    return Cell(money(row.balance), "blocked" if due else "muted", bold=due)
