"""A deactivated client is sold nothing, from the start and also when another desk was quicker (spec 3.2.6)."""

from collections.abc import Callable

from app.domain.ids import ClientId
from app.domain.rights import Role
from app.services.desk import Desk
from app.services.states import DeactivateClient, deactivate, deactivation_facts
from tests.services.club import new_command
from tests.ui.sale.conftest import SaleClerk

Selling = Callable[..., SaleClerk]
BASTIEN = ClientId(5)


def gone(desk: Desk, client: ClientId) -> None:
    version = deactivation_facts(desk, client).version
    deactivate(desk, DeactivateClient(new_command(), client, version))


def test_3_2_6_a_deactivated_client_is_sold_nothing_and_the_reason_is_told(
    selling: Selling, desk_at: Callable[..., Desk]
) -> None:
    gone(desk_at(), BASTIEN)
    clerk = selling(BASTIEN)
    assert "désactivé depuis le 28/07/2010" in clerk.text("sale_barred_detail")
    assert "désactivé" in clerk.why_not("sale_save")


def test_3_2_6_who_was_deactivated_a_second_ago_at_another_desk_is_sold_nothing(
    selling: Selling, desk_at: Callable[..., Desk]
) -> None:
    clerk = selling(BASTIEN)
    clerk.choose_plan("Illimité mensuel")
    gone(desk_at(Role.MANAGER), BASTIEN)
    clerk.press("sale_save")
    assert clerk.sold() == []
    assert "désactivé" in clerk.text("sale_barred_detail")
