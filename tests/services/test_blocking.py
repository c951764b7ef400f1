"""A blocked client buys nothing, wherever it is tried; the club's settings block and release too (spec 3.1)."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest

from app.domain.ids import AccessId, ClientId, Rank
from app.domain.refusals import ClientBlocked, ClientDeactivated, InstalmentNotPlanned, Refused
from app.services.audit import broken_at
from app.services.bank_facts import (
    record_collected,
    record_presented,
    record_rejected,
    record_represented,
    record_settled,
)
from app.services.bulk_sales import sell_many
from app.services.check import check_database
from app.services.client_refusals import NumberOutOfRange
from app.services.clients import block_client, unblock_client
from app.services.clock import FixedClock
from app.services.club import club_settings, save_club_settings
from app.services.desk import Desk
from app.services.horizon import begin_day
from app.services.queries.card import client_card
from app.services.queries.history import history_of_client
from app.services.requests import BlockClient, SaveClubSettings, SellAccess, UnblockClient
from app.services.sales import preview_sale, propose_sale, sell
from app.services.standing import refuse_if_stopped
from app.services.store import Store
from app.services.unit_of_work import reading
from app.services.views import Block
from tests.databases import TODAY
from tests.services.club import Club, new_command

LATE = "paiement en retard"


def refused_with(call: Callable[[], object]) -> Sequence[object]:
    with pytest.raises(Refused) as refused:
        call()
    return refused.value.refusals


def decided(club: Club, **changed: Any) -> None:
    settings, version = club_settings(club.desk)
    save_club_settings(
        club.desk, SaveClubSettings(new_command(), version, replace(settings, name="Club Horizon", **changed))
    )


def rejected(club: Club, rank: int = 1, on: date = TODAY, access: AccessId | None = None) -> AccessId:
    """An access whose debit of this rank came back."""
    access = access or club.sold()
    record_presented(club.desk, new_command(), access, Rank(rank), on)
    record_rejected(club.desk, new_command(), access, Rank(rank), on)
    return access


def block_of(club: Club, client: ClientId) -> Block | None:
    return client_card(club.desk, client).block


def holder(club: Club, access: AccessId) -> ClientId:
    return ClientId(club.access(access).client_id)


WAYS_TO_SELL: dict[str, Callable[[Desk, SellAccess], object]] = {
    "propose": lambda desk, request: propose_sale(desk, request.client, request.plan, request.start),
    "preview": preview_sale,
    "sell": sell,
    "sell many": lambda desk, request: sell_many(desk, new_command(), [request]),
}


@pytest.mark.parametrize("way", WAYS_TO_SELL)
def test_3_1_every_way_to_sell_refuses_a_client_another_desk_just_blocked(
    club: Club, open_at: Callable[[], Store], way: str
) -> None:
    request = club.sale(club.client(), TODAY, TODAY)
    other = replace(club.desk, store=open_at())
    block_client(other, BlockClient(new_command(), request.client, LATE))
    assert refused_with(lambda: WAYS_TO_SELL[way](club.desk, request)) == (ClientBlocked(LATE),)
    unblock_client(other, UnblockClient(new_command(), request.client, "payé"))
    assert WAYS_TO_SELL[way](club.desk, request)


def test_3_1_the_one_check_names_every_reason(club: Club) -> None:
    client = club.client()
    with reading(club.desk) as session:
        row = refuse_if_stopped(session, client)
        row.deactivated_on, row.block_on, row.block_reason = TODAY, TODAY, LATE
        session.info["kept"] = row  # the session forgets rows that nobody holds
        reasons = refused_with(lambda: refuse_if_stopped(session, client))
        session.rollback()
    assert reasons == (ClientDeactivated(TODAY), ClientBlocked(LATE))


def test_3_1_a_rejected_debit_blocks_only_where_the_club_wants_it(club: Club) -> None:
    access = rejected(club)
    assert block_of(club, holder(club, access)) is None
    decided(club, blocks_on_reject=True)
    rejected(club, 2, access=access)
    expected = Block(TODAY, "ADMIN", "débit rejeté : 59,00\u00a0€ du 05/08/2010", True)
    assert block_of(club, holder(club, access)) == expected
    row = history_of_client(club.desk, holder(club, access))[0]
    assert (row.what, row.reason) == ("client_blocked_by_rule", expected.reason)


def test_3_1_settling_releases_once_nothing_is_owed(club: Club) -> None:
    decided(club, blocks_on_reject=True)
    access = rejected(club)
    rejected(club, 2, access=access)
    record_settled(club.desk, new_command(), access, Rank(1), TODAY)
    assert block_of(club, holder(club, access)) is not None
    record_represented(club.desk, new_command(), access, Rank(2), TODAY)
    assert block_of(club, holder(club, access)) is None
    assert history_of_client(club.desk, holder(club, access))[0].what == "client_released_by_rule"
    record_rejected(club.desk, new_command(), access, Rank(2), TODAY)
    assert block_of(club, holder(club, access)) is not None


def test_3_1_settling_leaves_a_block_that_a_person_set(club: Club) -> None:
    decided(club, blocks_on_reject=True)
    access = club.sold()
    block_client(club.desk, BlockClient(new_command(), holder(club, access), "matériel non rendu"))
    rejected(club, access=access)
    record_settled(club.desk, new_command(), access, Rank(1), TODAY)
    block = block_of(club, holder(club, access))
    assert block is not None
    assert (block.reason, block.automatic) == ("matériel non rendu", False)


def test_3_1_settling_leaves_the_block_where_the_club_releases_by_hand(club: Club) -> None:
    decided(club, blocks_on_reject=True, releases_when_settled=False)
    access = rejected(club)
    record_settled(club.desk, new_command(), access, Rank(1), TODAY)
    assert block_of(club, holder(club, access)) is not None


def test_3_1_only_a_rejected_debit_is_settled(club: Club) -> None:
    access = club.sold()
    for verb in (record_settled, record_represented):
        (reason,) = refused_with(partial(verb, club.desk, new_command(), access, Rank(1), TODAY))
        assert isinstance(reason, InstalmentNotPlanned)
    record_presented(club.desk, new_command(), access, Rank(1), TODAY)
    record_collected(club.desk, new_command(), access, Rank(1), TODAY)
    (reason,) = refused_with(lambda: record_settled(club.desk, new_command(), access, Rank(1), TODAY))
    assert isinstance(reason, InstalmentNotPlanned)


def test_3_1_an_amount_overdue_for_more_than_the_days_set_blocks_on_the_day_after(club: Club) -> None:
    decided(club, blocks_after_overdue_days=10)
    access = rejected(club)
    rejected(club, 2, TODAY + timedelta(days=1), access)
    client = holder(club, access)
    begin_day(club.desk.store, TODAY + timedelta(days=10))
    assert block_of(club, client) is None
    later = TODAY + timedelta(days=11)
    begin_day(club.desk.store, later)
    block = block_of(club, client)
    assert block is not None
    assert (block.since, block.automatic) == (later, True)
    assert block.reason == "impayé depuis plus de 10 jours : 59,00\u00a0€ du 05/07/2010"
    with reading(club.desk) as session:
        assert broken_at(session) is None
    assert check_database(club.desk.store, later).problems == ()


def test_3_1_what_is_not_overdue_yet_keeps_nobody_blocked(club: Club, on: Callable[[date], Desk]) -> None:
    decided(club, blocks_after_overdue_days=10)
    access = rejected(club)
    rejected(club, 2, TODAY + timedelta(days=5), access)
    later = TODAY + timedelta(days=11)
    begin_day(club.desk.store, later)
    record_settled(on(later), new_command(), access, Rank(1), later)
    assert block_of(club, holder(club, access)) is None


def test_3_1_a_release_by_a_responsable_is_not_undone_the_next_day(
    club: Club, on: Callable[[date], Desk]
) -> None:
    decided(club, blocks_after_overdue_days=10)
    access = rejected(club)
    client, later = holder(club, access), TODAY + timedelta(days=11)
    begin_day(club.desk.store, later, FixedClock(later).now())
    unblock_client(on(later), UnblockClient(new_command(), client, "accord du responsable"))
    begin_day(club.desk.store, later + timedelta(days=1))
    assert block_of(club, client) is None
    rejected(Club(on(later)), 2, later, access)
    begin_day(club.desk.store, later + timedelta(days=11))
    assert block_of(club, client) is not None


def test_3_1_the_days_overdue_are_days(club: Club) -> None:
    (reason,) = refused_with(lambda: decided(club, blocks_after_overdue_days=-1))
    assert reason == NumberOutOfRange("blocks_after_overdue_days", 0, 366)
