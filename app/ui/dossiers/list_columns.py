"""What the list of dossiers shows of each (spec 3.3)."""

from app.i18n import tr
from app.services.dossiers.views import DossierRow
from app.ui.dossiers import words
from app.ui.kit.columns import Cell, Chip, Column


def columns() -> list[Column]:
    """Dossier, clients, who is active, what is to be billed, and the portal."""
    return [
        Column("name", tr("Dossier"), "bold", 270, sortable=False),
        Column("clients", tr("Clients"), "text", 260, sortable=False, stretch=True, value=_clients),
        Column("active", tr("Actifs"), "chip", 116, sortable=False, value=_active),
        Column("unbilled", tr("Activités à facturer"), "number", 150, sortable=False, value=_unbilled),
        Column("unbilled_amount", tr("Montant"), "money", 110, sortable=False, value=_amount),
        Column("shared", tr("Portail"), "chip", 116, sortable=False, value=_shared),
    ]


def _clients(row: DossierRow) -> str:
    return words.names(row.clients)


def _active(row: DossierRow) -> Chip:
    if row.active:
        return Chip("active", words.active_of(row.active, row.parties))
    return Chip("inactive", tr("Inactif") if row.parties == 1 else tr("Tous inactifs"))


def _unbilled(row: DossierRow) -> Cell:
    return Cell(str(row.unbilled)) if row.unbilled else Cell("–", "muted")


def _amount(row: DossierRow) -> object:
    return row.unbilled_amount if row.unbilled else None


def _shared(row: DossierRow) -> object:
    return Chip("info", tr("Partagé")) if row.shared else ""


def tone(row: DossierRow) -> str:
    """Quiet where nobody is active."""
    return "" if row.active else "muted"
