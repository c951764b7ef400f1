"""A blocked or deactivated client is sold nothing, also when another desk was quicker (spec 3.1, 3.2.6)."""

from collections.abc import Callable

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from app.domain.ids import ClientId
from app.domain.rights import Role
from app.services.clients import block_client
from app.services.desk import Desk
from app.services.requests import BlockClient
from app.services.states import DeactivateClient, deactivate, deactivation_facts
from app.ui.kit.theme import Mode
from tests.services.club import new_command
from tests.ui.sale.conftest import SaleClerk

Selling = Callable[..., SaleClerk]
INES, BASTIEN = ClientId(3), ClientId(5)


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


def test_3_1_a_blocked_client_is_sold_nothing_and_the_reason_is_told(selling: Selling) -> None:
    clerk = selling(INES)
    assert "paiement en retard" in clerk.text("sale_barred_detail")
    assert "paiement en retard" in clerk.why_not("sale_save")


def test_3_1_who_was_blocked_a_second_ago_at_another_desk_is_sold_nothing(
    selling: Selling, desk_at: Callable[..., Desk]
) -> None:
    clerk = selling(BASTIEN)
    clerk.choose_plan("Illimité mensuel")
    clerk.type("sale_amount", "45")
    clerk.settle()
    block_client(desk_at(Role.MANAGER), BlockClient(new_command(), BASTIEN, "vol de serviettes"))
    clerk.press("sale_save")
    assert clerk.sold() == []
    assert "vol de serviettes" in clerk.text("sale_barred_detail")
    assert clerk.text("sale_amount").startswith("45")
    assert clerk.dialog.chip.text == "Bloqué"


def test_3_1_a_responsable_releases_on_the_spot_with_a_reason_and_sells_what_was_typed(
    selling: Selling, desk_at: Callable[..., Desk]
) -> None:
    clerk = selling(BASTIEN, Role.MANAGER)
    clerk.choose_plan("Illimité mensuel")
    clerk.type("sale_amount", "45")
    clerk.settle()
    block_client(desk_at(Role.MANAGER), BlockClient(new_command(), BASTIEN, "vol de serviettes"))
    clerk.press("sale_save")
    clerk.press("sale_release")
    clerk.press("reason_save")
    assert clerk.sees("reason_dialog")  # no reason, no release
    clerk.type("block_reason", "serviettes rendues")
    clerk.press("reason_save")
    assert not clerk.sees("sale_barred")
    clerk.press("sale_save")
    assert [view.normal_amount for view in clerk.sold()] == [4500]


def test_3_1_who_was_blocked_from_the_start_is_proposed_to_after_the_release(selling: Selling) -> None:
    clerk = selling(INES)
    clerk.press("sale_release")
    clerk.type("block_reason", "paiement reçu")
    clerk.press("reason_save")
    clerk.choose_plan("Illimité mensuel")
    assert clerk.text("sale_amount") == "59,00 €"
    assert not clerk.sees("sale_barred")


def test_3_1_reception_is_told_of_the_block_and_cannot_release(selling: Selling) -> None:
    clerk = selling(INES, Role.RECEPTION)
    assert clerk.sees("sale_barred")
    assert not clerk.sees("sale_release")


def test_3_1_the_way_out_of_a_block_is_not_cut_in_either_look(
    selling: Selling,
    each_look: Mode,
    grab: Callable[[QWidget, str], QImage],
    assert_no_cut_text: Callable[[QWidget], None],
) -> None:
    clerk = selling(INES)
    assert_no_cut_text(clerk.dialog)
    grab(clerk.dialog, f"sale-barred-{each_look.value}")
