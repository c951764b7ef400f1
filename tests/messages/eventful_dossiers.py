"""A dossier in which everything happens once that the history tells of (spec 3.3)."""

from dataclasses import replace
from decimal import Decimal

from app.domain.cents import Cents
from app.domain.ids import ClientId, DossierId
from app.services.dossiers.activities import change_activity, delete_activity
from app.services.dossiers.deleting import delete_dossier
from app.services.dossiers.intervening import name_intervenants
from app.services.dossiers.requests import (
    ChangeActivity,
    DeleteActivity,
    DeleteDossier,
    NameIntervenants,
    PartyFields,
    TransferActivities,
)
from app.services.dossiers.transferring import transfer_activities
from tests.services.club import Club, new_command
from tests.services.dossier_club import DossierClub


def live_in_dossiers(club: Club) -> None:
    """A couple's dossier, from its first activity to its page on the portal; another one, made by mistake."""
    front = DossierClub(club)
    one, two = club.client("Wouters", "Lies"), club.client("Simon", "Ève")
    dossier = front.dossier([one, two], "Couple Wouters")
    parties = (PartyFields(one, weight=2), PartyFields(two))
    front.save(dossier, name="Couple Wouters et Simon", note="Tennis le jeudi", parties=parties)
    user = club.desk.operator.user
    for users in ((user,), ()):
        version = front.view(dossier).version
        name_intervenants(club.desk, NameIntervenants(new_command(), dossier, version, users))
    _enter(front, dossier, one)
    other = front.dossier([two], "Stage d'été")
    moved = front.entered(dossier, two, 1500)
    transfer_activities(club.desk, TransferActivities(new_command(), (moved,), other))
    front.invoiced(dossier)
    front.shared(dossier)
    front.shared(dossier, False)
    front.shared(dossier)
    front.click(dossier, two, False)
    front.click(dossier, two, True)
    mistaken = front.dossier([two], "Saisi par erreur")
    delete_dossier(club.desk, DeleteDossier(new_command(), mistaken, front.view(mistaken).version))


def _enter(front: DossierClub, here: DossierId, member: ClientId) -> None:
    """Activities that are entered, changed and deleted."""
    front.entered(here, None, 1001)
    row = front.activity(here, front.entered(here, member, 2500))
    fields = replace(front.entry(here, None).fields, description="Court couvert", quantity=Decimal("1.5"))
    fields = replace(fields, unit_price=Cents(3000))
    change_activity(front.desk, ChangeActivity(new_command(), row.id, row.version, fields))
    for reason in ("", "saisie deux fois"):
        gone = front.activity(here, front.entered(here, member))
        delete_activity(front.desk, DeleteActivity(new_command(), gone.id, gone.version, reason))
