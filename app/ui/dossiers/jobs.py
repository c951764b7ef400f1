"""What the windows of dossiers ask of the services, one job each; they run beside the window."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from app.domain.dossiers import Party
from app.domain.ids import ClientId, DossierId
from app.domain.refusals import ClientBlocked, Refusal
from app.domain.vat_rates import rates_offered
from app.services.club import club_settings
from app.services.desk import Desk, Outcome
from app.services.documents.papers import PaperChoices, PrintedPaper
from app.services.dossiers.activities import change_activity, delete_activity, enter_activity
from app.services.dossiers.deleting import delete_dossier
from app.services.dossiers.history import history_of_dossier
from app.services.dossiers.intervening import name_intervenants
from app.services.dossiers.invoicing import DossierInvoiced, invoice_dossier
from app.services.dossiers.keeping import DossierSaved, save_dossier
from app.services.dossiers.parties import PartySet, set_party_active
from app.services.dossiers.queries import (
    activity_form,
    count_dossiers,
    dossier_page,
    dossier_view,
    dossiers_of,
    found_dossiers,
    offered_dossiers,
    party_rows,
    possible_intervenants,
    usual_activities,
)
from app.services.dossiers.requests import (
    ChangeActivity,
    DeleteActivity,
    DeleteDossier,
    DossierFilter,
    EnterActivity,
    InvoiceDossier,
    NameIntervenants,
    SaveDossier,
    SetPartyActive,
    ShareDossier,
    TransferActivities,
)
from app.services.dossiers.sharing import Shared, share_dossier
from app.services.dossiers.transferring import transfer_activities
from app.services.dossiers.views import (
    ActivityForm,
    DossierKey,
    DossierPage,
    DossierRow,
    DossierView,
    Intervenant,
    UsualActivity,
)
from app.services.queries.card import client_glance
from app.services.views import ClientCard, HistoryRow
from app.ui.dossiers import words
from app.ui.kit.refused_words import why

MOST = 100
"""Dossiers offered at once; which is not among them is typed."""
USUAL = 40
"""Usual activities offered at once."""

__all__ = ["DossierInvoiced", "DossierSaved", "PartySet", "Shared"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A dossier to choose; `why_not`: the sentence that says why not, empty where it can be."""

    id: DossierId
    name: str
    clients: str
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """All that the page of a dossier shows."""

    view: DossierView
    history: tuple[HistoryRow, ...]


@dataclass(frozen=True, slots=True)
class Opening:
    """What the window of an activity begins with."""

    form: ActivityForm
    usual: tuple[UsualActivity, ...]
    rates: tuple[Decimal, ...]


@dataclass(frozen=True, slots=True)
class ClientDossiers:
    """The dossiers of one client; `stopped`: why he cannot begin another one, on one line."""

    name: str
    rows: tuple[DossierRow, ...]
    stopped: str = ""


# Reading


def page(desk: Desk, wanted: DossierFilter, after: DossierKey | None, limit: int) -> DossierPage:
    """One page of the list."""
    return dossier_page(desk, wanted, after, limit)


def count(desk: Desk, wanted: DossierFilter) -> int:
    """How many dossiers the list has in all."""
    return count_dossiers(desk, wanted)


def found(desk: Desk, wanted: DossierFilter) -> tuple[DossierId, ...]:
    """Every dossier of the list, also those that are not read yet."""
    return found_dossiers(desk, wanted)


def view(desk: Desk, dossier: DossierId) -> DossierView:
    """One dossier; refuses NotFound."""
    return dossier_view(desk, dossier)


def shown(desk: Desk, dossier: DossierId) -> Shown:
    """One dossier with its history; refuses NotFound."""
    return Shown(dossier_view(desk, dossier), history_of_dossier(desk, dossier))


def offered(client: ClientId | None, desk: Desk, text: str) -> tuple[Candidate, ...]:
    """The dossiers in which an activity can be entered (spec 3.3.4, 3.3.5)."""
    found = offered_dossiers(desk, text, MOST)
    return tuple(Candidate(each.id, each.name, words.names(each.clients)) for each in found)


def targets(source: DossierId, desk: Desk, text: str) -> tuple[Candidate, ...]:
    """The dossiers that activities of `source` could be transferred to, and why not (spec 3.3.8)."""
    found = dossier_page(desk, DossierFilter(text), None, MOST + 1).rows
    return tuple(
        Candidate(each.id, each.name, words.names(each.clients), why(each.why_no_activity))
        for each in found
        if each.id != source
    )


def opening(desk: Desk, dossier: DossierId, card: ClientId | None) -> Opening:
    """What the window of an activity begins with; refuses NotFound."""
    settings = club_settings(desk)[0]
    rates = rates_offered(settings.country, (settings.default_vat_rate,))
    return Opening(activity_form(desk, dossier, card), usual_activities(desk, "", USUAL), rates)


def of_client(desk: Desk, client: ClientId) -> ClientDossiers:
    """The dossiers of one client."""
    card = client_glance(desk, client)
    return ClientDossiers(words.name_of_card(card), dossiers_of(desk, client), words.stop_of_card(card))


def standing(desk: Desk, client: ClientId) -> ClientCard:
    """Whether something stops a client; refuses NotFound."""
    return client_glance(desk, client)


def first_blocked(desk: Desk, clients: Sequence[ClientId]) -> ClientId | None:
    """The first of these clients whom a block alone keeps from taking part."""
    rows = party_rows(desk, [Party(client, at) for at, client in enumerate(clients, 1)])
    return next((row.client for row in rows if is_only_blocked(row.stopped)), None)


def is_only_blocked(stopped: Sequence[Refusal]) -> bool:
    """Whether releasing a block is all that is needed."""
    return [type(each) for each in stopped] == [ClientBlocked]


def people(desk: Desk) -> tuple[Intervenant, ...]:
    """The users who can be named."""
    return possible_intervenants(desk)


def proforma(desk: Desk, dossier: DossierId, choices: PaperChoices) -> PrintedPaper:
    """The proforma as a PDF."""
    from app.services.dossiers.papers import print_proforma

    return print_proforma(desk, dossier, choices=choices)


def division_paper(desk: Desk, dossier: DossierId, choices: PaperChoices) -> PrintedPaper:
    """Répartition clients as a PDF."""
    from app.services.dossiers.papers import print_division

    return print_division(desk, dossier, choices.language)


# Saving


def save(desk: Desk, request: SaveDossier) -> DossierSaved:
    """Create or change a dossier."""
    return save_dossier(desk, request)


def turn(desk: Desk, request: SetPartyActive) -> PartySet:
    """Make a client active or inactive."""
    return set_party_active(desk, request)


def enter(desk: Desk, request: EnterActivity) -> Outcome:
    """Enter an activity."""
    return enter_activity(desk, request)


def change(desk: Desk, request: ChangeActivity) -> Outcome:
    """Change an activity."""
    return change_activity(desk, request)


def delete_one(desk: Desk, request: DeleteActivity) -> Outcome:
    """Delete an activity."""
    return delete_activity(desk, request)


def transfer(desk: Desk, request: TransferActivities) -> Outcome:
    """Transfer activities."""
    return transfer_activities(desk, request)


def invoice(desk: Desk, request: InvoiceDossier) -> DossierInvoiced:
    """Bill a dossier."""
    return invoice_dossier(desk, request)


def share(desk: Desk, request: ShareDossier) -> Shared:
    """Switch the sharing."""
    return share_dossier(desk, request)


def name_people(desk: Desk, request: NameIntervenants) -> Outcome:
    """Name the intervenants."""
    return name_intervenants(desk, request)


def delete(desk: Desk, request: DeleteDossier) -> Outcome:
    """Delete a dossier."""
    return delete_dossier(desk, request)
