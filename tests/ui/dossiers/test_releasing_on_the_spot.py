"""A block stops a new dossier and a new activity, and a Responsable releases where it stops (spec 3.1)."""

import pytest

from app.domain.rights import Role
from app.services.clients import block_client
from app.services.desk import Desk
from app.services.dossiers.queries import dossier_page
from app.services.dossiers.requests import DossierFilter
from app.services.queries.card import client_card
from app.services.requests import BlockClient
from app.ui.dossiers import ActivityDialog, DossierWizard
from app.ui.dossiers.wizard import PARTIES_STEP
from tests.services.club import new_command
from tests.services.test_states import left
from tests.ui.dossiers.conftest import (
    BASTIEN,
    FAMILY,
    INES,
    JEAN_NOEL,
    MARGAUX,
    AtDossiers,
    DossierClerk,
    client_numbered,
    made,
)

RETURNED = "matériel rendu"


def blocked(desk: Desk, number: int, reason: str = "matériel non rendu") -> None:
    """Another desk blocks this client."""
    block_client(desk, BlockClient(new_command(), client_numbered(desk, number), reason))


def is_blocked(desk: Desk, number: int) -> bool:
    return client_card(desk, client_numbered(desk, number)).block is not None


def wizard(clerk: DossierClerk, number: int) -> DossierWizard:
    """The wizard from the card of this client, at its second step."""
    dialog = DossierWizard(clerk.noted, client_numbered(clerk.desk, number))
    dialog.open()
    dialog.activateWindow()
    clerk.settle()
    clerk.type("dossier_name", "Famille")
    clerk.press("dossier_next")
    return dialog


def released(clerk: DossierClerk, button: str) -> None:
    """Débloquer…, with a reason."""
    clerk.press(button)
    clerk.press("reason_save")
    assert clerk.sees("reason_dialog")  # no reason, no release
    clerk.type("block_reason", RETURNED)
    clerk.press("reason_save")


def stored(clerk: DossierClerk) -> list[str]:
    return [row.name for row in dossier_page(clerk.desk, DossierFilter(), None, 50).rows]


def test_3_1_a_responsable_releases_in_the_wizard_and_the_client_is_added(
    at_dossiers: AtDossiers, desk: Desk
) -> None:
    clerk = at_dossiers(Role.MANAGER)
    dialog = wizard(clerk, INES)
    assert dialog.parties.drafts() == []
    released(clerk, "dossier_release")
    assert not is_blocked(desk, INES)
    assert [draft.number for draft, _ in dialog.parties.drafts()] == [INES]
    assert not clerk.sees("dossier_release")
    clerk.press("dossier_next")
    clerk.press("dossier_save")
    assert stored(clerk) == ["Famille"]


def test_3_1_who_was_blocked_a_second_ago_is_released_at_the_save_of_the_wizard(
    at_dossiers: AtDossiers, desk: Desk
) -> None:
    clerk = at_dossiers(Role.MANAGER)
    dialog = wizard(clerk, BASTIEN)
    clerk.press("dossier_next")
    blocked(desk, BASTIEN)
    clerk.press("dossier_save")
    assert dialog.steps.step == PARTIES_STEP
    released(clerk, "dossier_release")
    clerk.press("dossier_next")
    clerk.press("dossier_save")
    assert stored(clerk) == ["Famille"]


def test_3_1_the_release_is_offered_for_the_client_who_is_named_and_no_other(at_dossiers: AtDossiers) -> None:
    clerk = at_dossiers(Role.MANAGER)
    wizard(clerk, INES)
    assert clerk.sees("dossier_release")
    clerk.type("dossier_picker", "lejeune")
    assert not clerk.sees("dossier_release")


def test_3_1_reception_is_told_of_a_block_in_the_wizard_and_cannot_release(at_dossiers: AtDossiers) -> None:
    clerk = at_dossiers(Role.RECEPTION)
    wizard(clerk, INES)
    assert "paiement en retard" in clerk.error("dossier_picker")
    assert not clerk.sees("dossier_release")


def activity(clerk: DossierClerk, dossier: int, number: int | None = None) -> ActivityDialog:
    """A new activity that is typed, from this client's card or from the dossier."""
    client = client_numbered(clerk.desk, number) if number else None
    dialog = ActivityDialog(clerk.noted, dossier, client)  # type: ignore[arg-type]
    dialog.open()
    dialog.activateWindow()
    clerk.settle()
    clerk.type("activity_description", "Sauna")
    clerk.type("activity_price", "10,00")
    return dialog


@pytest.mark.parametrize("number", [JEAN_NOEL, None])
def test_3_1_a_responsable_releases_at_a_new_activity_and_enters_what_was_typed(
    at_dossiers: AtDossiers, desk: Desk, number: int | None
) -> None:
    family = made(desk, "Famille Lefèvre", FAMILY)
    clerk = at_dossiers(Role.MANAGER)
    activity(clerk, family, number)
    blocked(desk, JEAN_NOEL)
    clerk.press("activity_save")
    assert "matériel non rendu" in clerk.text("activity_barred_detail")
    assert "matériel non rendu" in clerk.why_not("activity_save")
    released(clerk, "activity_release")
    assert not clerk.sees("activity_barred")
    clerk.press("activity_save")
    assert [row.description for row in clerk.view(family).activities] == ["Sauna"]


def test_3_2_6_who_was_deactivated_a_second_ago_bars_a_new_activity_and_is_not_released_here(
    at_dossiers: AtDossiers, desk: Desk
) -> None:
    family = made(desk, "Famille Lefèvre", FAMILY)
    clerk = at_dossiers(Role.MANAGER)
    activity(clerk, family, JEAN_NOEL)
    left(desk, client_numbered(desk, JEAN_NOEL))
    clerk.press("activity_save")
    assert "désactivé depuis le" in clerk.text("activity_barred_detail")
    assert "désactivé depuis le" in clerk.why_not("activity_save")
    assert not clerk.sees("activity_release")
    assert clerk.view(family).activities == ()


def test_3_1_a_block_bars_only_the_activities_that_its_client_would_pay(
    at_dossiers: AtDossiers, desk: Desk
) -> None:
    family = made(desk, "Famille Lefèvre", FAMILY)
    blocked(desk, JEAN_NOEL)
    clerk = at_dossiers(Role.RECEPTION)
    activity(clerk, family, MARGAUX)
    assert not clerk.sees("activity_barred")
    clerk.choose_item("activity_client", "En commun")
    assert "matériel non rendu" in clerk.text("activity_barred_detail")
    assert not clerk.sees("activity_release")
