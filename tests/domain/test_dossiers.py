"""Who takes part in a dossier, who pays which share, and why something cannot be entered (spec 3.3)."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.cents import LARGEST, Cents
from app.domain.dossier_refusals import AllPartiesInactive, DossierWithoutParties, OnlyPartyInactive
from app.domain.dossiers import (
    LARGEST_WEIGHT,
    Allocation,
    Party,
    Unbilled,
    allocation,
    paid_by,
    shares,
    transferred_to,
    why_no_activity,
)
from app.domain.ids import ActivityId, ClientId
from app.domain.refusal import Refusal, Refused

TOTALS = st.integers(-LARGEST, LARGEST).map(Cents)
WEIGHTS = st.one_of(st.just(1), st.integers(1, LARGEST_WEIGHT))


def party(client: int, active: bool = True, weight: int = 1) -> Party:
    """A party whose position is its number."""
    return Party(ClientId(client), client, active, weight)


def parties(states: Sequence[tuple[bool, int]]) -> tuple[Party, ...]:
    return tuple(party(at, active, weight) for at, (active, weight) in enumerate(states, 1))


@st.composite
def dossiers(draw: st.DrawFn) -> tuple[Party, ...]:
    """Up to eight clients, at least one of them active."""
    made = parties(draw(st.lists(st.tuples(st.booleans(), WEIGHTS), min_size=1, max_size=8)))
    awake = draw(st.integers(0, len(made) - 1))
    return tuple(replace(each, active=True) if at == awake else each for at, each in enumerate(made))


@st.composite
def activities(draw: st.DrawFn) -> tuple[Unbilled, ...]:
    """Activities of the clients 1 to 8 and common ones."""
    of = st.one_of(st.none(), st.integers(1, 8).map(ClientId))
    drawn = draw(st.lists(st.tuples(of, TOTALS), max_size=12))
    return tuple(Unbilled(ActivityId(at), client, amount) for at, (client, amount) in enumerate(drawn))


def amounts(total: int, *weights: int) -> list[int]:
    made = parties([(True, weight) for weight in weights])
    return [share.amount for share in shares(Cents(total), made)]


@pytest.mark.parametrize(
    ("total", "weights", "expected"),
    [
        (1000, (1, 1, 1), [334, 333, 333]),
        (1001, (1, 1, 1), [334, 334, 333]),
        (1, (1, 1, 1), [1, 0, 0]),
        (0, (1, 1), [0, 0]),
        (-1000, (1, 1, 1), [-334, -333, -333]),
        (1000, (2, 1), [667, 333]),
        (100, (1, 2, 3), [17, 33, 50]),
        (1000, (7,), [1000]),
        (5, (1000, 1), [5, 0]),
        (99_999_999_999, (1, 1), [50_000_000_000, 49_999_999_999]),
    ],
)
def test_3_3_6_worked_shares_by_the_largest_remainder(
    total: int, weights: tuple[int, ...], expected: list[int]
) -> None:
    assert amounts(total, *weights) == expected


@given(TOTALS, dossiers())
def test_3_3_6_shares_add_up_to_the_total_whatever_it_is(total: Cents, made: tuple[Party, ...]) -> None:
    divided = shares(total, made)
    assert sum(share.amount for share in divided) == total
    assert [share.client for share in divided] == [each.client for each in made if each.active]


@given(TOTALS, dossiers())
def test_3_3_6_no_share_is_a_cent_away_from_the_exact_part(total: Cents, made: tuple[Party, ...]) -> None:
    active = [each for each in made if each.active]
    weights = sum(each.weight for each in active)
    for share, each in zip(shares(total, made), active, strict=True):
        assert abs(share.amount * weights - total * each.weight) < weights


@given(TOTALS, dossiers())
def test_3_3_6_a_credit_is_divided_as_the_charge_it_takes_back(total: Cents, made: tuple[Party, ...]) -> None:
    charged, credited = shares(total, made), shares(Cents(-total), made)
    assert [share.amount for share in credited] == [-share.amount for share in charged]


@given(TOTALS, dossiers())
def test_3_3_6_who_counts_more_never_pays_less(total: Cents, made: tuple[Party, ...]) -> None:
    weights = {each.client: each.weight for each in made}
    divided = sorted(shares(Cents(abs(total)), made), key=lambda share: weights[share.client])
    for lighter, heavier in pairwise(divided):
        if weights[lighter.client] < weights[heavier.client]:
            assert lighter.amount <= heavier.amount


@given(activities(), dossiers())
def test_3_3_6_every_activity_is_paid_once_or_waits(
    entered: tuple[Unbilled, ...], made: tuple[Party, ...]
) -> None:
    divided = allocation(entered, made)
    paid = {each.id: 0 for each in entered}
    for part in divided.parts:
        for portion in part.portions:
            paid[portion.activity] += portion.amount
    for each in entered:
        assert (paid[each.id] == each.amount) or each.id in divided.waiting
        assert paid[each.id] == 0 or each.id not in divided.waiting
    waits = sum(each.amount for each in entered if each.id in divided.waiting)
    assert divided.total + waits == sum(each.amount for each in entered)


@given(activities(), dossiers())
def test_3_3_6_an_inactive_client_appears_nowhere(
    entered: tuple[Unbilled, ...], made: tuple[Party, ...]
) -> None:
    divided = allocation(entered, made)
    assert {part.client for part in divided.parts} == {each.client for each in made if each.active}
    own_of_inactive = {
        each.id
        for each in entered
        if each.client is not None and each.client not in {one.client for one in made if one.active}
    }
    assert set(divided.waiting) == own_of_inactive


def clicked(made: tuple[Party, ...], client: ClientId, active: bool) -> tuple[Party, ...]:
    return tuple(replace(each, active=active) if each.client == client else each for each in made)


@given(activities(), dossiers())
def test_3_3_6_the_division_does_not_depend_on_the_order_of_reactivation(
    entered: tuple[Unbilled, ...], made: tuple[Party, ...]
) -> None:
    asleep = [each.client for each in made if not each.active][:3]
    seen: set[Allocation] = set()
    for order in permutations(asleep):
        state = made
        for client in order:
            state = clicked(state, client, True)
            allocation(entered, state)
        seen.add(allocation(entered, state))
    assert len(seen) == 1


@given(activities(), dossiers(), st.integers(1, 8).map(ClientId))
def test_3_3_6_a_client_who_went_and_came_back_pays_as_if_he_had_never_gone(
    entered: tuple[Unbilled, ...], made: tuple[Party, ...], client: ClientId
) -> None:
    everybody = tuple(replace(each, active=True) for each in made)
    returned = clicked(clicked(everybody, client, False), client, True)
    assert allocation(entered, returned) == allocation(entered, everybody)


@given(activities(), dossiers())
def test_one_payer_pays_exactly_what_the_active_clients_would(
    entered: tuple[Unbilled, ...], made: tuple[Party, ...]
) -> None:
    divided = allocation(entered, made)
    payer = divided.parts[0].client
    together = paid_by(payer, divided)
    assert together.total == divided.total
    assert together.waiting == divided.waiting
    assert [part.client for part in together.parts] == [payer]
    assert all(each.amount == each.whole for each in together.parts[0].portions)


def nothing_new(states: tuple[bool, ...], reason: Refusal) -> None:
    """Nothing is entered, divided or billed where nobody of these takes part."""
    made = parties([(active, 1) for active in states])
    assert why_no_activity(made) == reason
    with pytest.raises(Refused) as refused:
        shares(Cents(100), made)
    assert refused.value.refusals == (reason,)
    own = Unbilled(ActivityId(1), ClientId(1), Cents(500))
    common = Unbilled(ActivityId(2), None, Cents(500))
    assert allocation((own, common), made) == Allocation((), (own.id, common.id))


def test_3_3_4_nothing_new_where_the_only_client_is_inactive() -> None:
    nothing_new((False,), OnlyPartyInactive())
    assert why_no_activity(parties([(True, 1)])) is None


def test_3_3_5_nothing_new_where_all_clients_are_inactive() -> None:
    nothing_new((False, False), AllPartiesInactive())
    assert why_no_activity(parties([(False, 1), (True, 1)])) is None


def test_nothing_new_in_a_dossier_without_anybody() -> None:
    nothing_new((), DossierWithoutParties())


def test_3_3_8_transferred_activities_go_to_active_clients_only() -> None:
    target = (party(1), party(2, active=False), party(3))
    wanted = {
        ActivityId(10): ClientId(1),
        ActivityId(11): ClientId(2),
        ActivityId(12): ClientId(9),
        ActivityId(13): None,
    }
    assert transferred_to(wanted, target) == {
        ActivityId(10): ClientId(1),
        ActivityId(11): None,
        ActivityId(12): None,
        ActivityId(13): None,
    }


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ((party(1, active=False),), OnlyPartyInactive()),
        ((party(1, active=False), party(2, active=False)), AllPartiesInactive()),
    ],
)
def test_3_3_8_nothing_is_transferred_to_inactive_clients(target: tuple[Party, ...], reason: Refusal) -> None:
    with pytest.raises(Refused) as refused:
        transferred_to({ActivityId(1): ClientId(1)}, target)
    assert refused.value.refusals == (reason,)
