"""A club with dossiers for tests: each method is one thing a person does."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from app.domain.cents import Cents
from app.domain.ids import ActivityId, ClientId, DossierId, InvoiceId
from app.domain.refusals import Refusal, Refused
from app.services.clients import block_client
from app.services.club import club_settings, save_club_settings
from app.services.desk import Desk
from app.services.dossiers.activities import enter_activity
from app.services.dossiers.invoicing import DossierInvoiced, invoice_dossier
from app.services.dossiers.keeping import save_dossier
from app.services.dossiers.page import dossier_view
from app.services.dossiers.parties import PartySet, set_party_active
from app.services.dossiers.requests import (
    ActivityFields,
    EnterActivity,
    InvoiceDossier,
    PartyFields,
    SaveDossier,
    SetPartyActive,
    ShareDossier,
)
from app.services.dossiers.sharing import Shared, share_dossier
from app.services.dossiers.views import ActivityRow, DossierView, PartyRow
from app.services.queries.card import client_card
from app.services.requests import BlockClient, SaveClubSettings
from app.services.states import DeactivateClient, deactivate
from tests.databases import TODAY
from tests.services.club import Club, new_command

NAMES = (("Lefèvre", "Marie"), ("Dupont", "Jean"), ("Peeters", "An"), ("Martin", "Luc"))


def refused_with(call: Callable[[], object]) -> tuple[Refusal, ...]:
    """The reasons for which this is refused."""
    with pytest.raises(Refused) as refused:
        call()
    return tuple(refused.value.refusals)


@dataclass
class DossierClub:
    """A small club, and what happens in its dossiers."""

    club: Club

    @property
    def desk(self) -> Desk:
        """The administrator's desk."""
        return self.club.desk

    def clients(self, count: int = 2) -> list[ClientId]:
        """So many new clients."""
        return [self.club.client(*NAMES[at % len(NAMES)]) for at in range(count)]

    def dossier(self, parties: Sequence[ClientId] = (), name: str = "Famille Lefèvre") -> DossierId:
        """A new dossier; of two new clients unless told otherwise."""
        chosen = tuple(PartyFields(each) for each in parties or self.clients())
        return save_dossier(self.desk, SaveDossier(new_command(), None, 0, name, chosen)).dossier

    def of(self, *active: bool, name: str = "Famille Lefèvre") -> tuple[DossierId, list[ClientId]]:
        """A dossier of new clients who are active or not."""
        clients = self.clients(len(active))
        dossier = self.dossier(clients, name)
        for client, is_active in zip(clients, active, strict=True):
            if not is_active:
                self.click(dossier, client, False)
        return dossier, clients

    def save(self, dossier: DossierId, **changed: Any) -> None:
        """Modifier les parties: the dossier as it is shown, with these changes."""
        view = self.view(dossier)
        parties = tuple(PartyFields(each.client, each.active, each.weight) for each in view.parties)
        asked = SaveDossier(new_command(), dossier, view.version, view.name, parties, view.note)
        save_dossier(self.desk, replace(asked, **changed))

    def click(self, dossier: DossierId, client: ClientId, active: bool, desk: Desk | None = None) -> PartySet:
        """One click on Actif / Inactif."""
        return set_party_active(desk or self.desk, SetPartyActive(new_command(), dossier, client, active))

    def entry(
        self,
        dossier: DossierId,
        client: ClientId | None = None,
        price: int = 1000,
        card: ClientId | None = None,
        **changed: Any,
    ) -> EnterActivity:
        """The request of an activity; in common unless a client is given."""
        fields = ActivityFields(client, TODAY, "Court de tennis", Decimal(1), Cents(price), Decimal(21))
        return EnterActivity(new_command(), dossier, replace(fields, **changed), card)

    def entered(self, dossier: DossierId, client: ClientId | None = None, price: int = 1000) -> ActivityId:
        """An activity that was entered."""
        return enter_activity(self.desk, self.entry(dossier, client, price)).activity

    def view(self, dossier: DossierId, desk: Desk | None = None) -> DossierView:
        """The page of the dossier."""
        return dossier_view(desk or self.desk, dossier)

    def party(self, dossier: DossierId, client: ClientId) -> PartyRow:
        """A client as the dossier's page shows him."""
        return next(each for each in self.view(dossier).parties if each.client == client)

    def activity(self, dossier: DossierId, activity: ActivityId) -> ActivityRow:
        """An activity as the dossier's page shows it."""
        return next(each for each in self.view(dossier).activities if each.id == activity)

    def totals(self, dossier: DossierId) -> dict[ClientId, int]:
        """What each client is to pay, as Répartition shows it."""
        return {part.client: part.total for part in self.view(dossier).division.parts}

    def invoiced(self, dossier: DossierId, payer: ClientId | None = None) -> DossierInvoiced:
        """The dossier is billed."""
        return invoice_dossier(self.desk, InvoiceDossier(new_command(), dossier, payer))

    def shared(self, dossier: DossierId, shared: bool = True) -> Shared:
        """The sharing is switched."""
        return share_dossier(self.desk, ShareDossier(new_command(), dossier, shared))

    def block(self, client: ClientId, reason: str = "paiement en retard") -> None:
        """The client is blocked."""
        block_client(self.desk, BlockClient(new_command(), client, reason))

    def deactivate(self, client: ClientId) -> None:
        """The relation with the client ends."""
        version = client_card(self.desk, client).version
        deactivate(self.desk, DeactivateClient(new_command(), client, version))

    def put_portal_at(self, folder: str) -> None:
        """The club decides where the portal's pages stand."""
        settings, version = club_settings(self.desk)
        decided = replace(settings, name=settings.name or "Club Horizon", portal_folder=folder)
        save_club_settings(self.desk, SaveClubSettings(new_command(), version, decided))

    def billed(self, invoices: Sequence[InvoiceId]) -> list[tuple[ClientId, int]]:
        """To whom these invoices are, and what they come to."""
        from app.models import Invoice
        from app.services.unit_of_work import reading

        with reading(self.desk) as session:
            rows = [session.get_one(Invoice, each) for each in invoices]
            return [(ClientId(row.client_id), row.gross) for row in rows]


LATER = date(2010, 8, 2)
