"""The head table of spec 3 at the door: four stops kept apart, and lifting one never lifts another."""

from dataclasses import dataclass, replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.card_state import (
    ClientSituation,
    DoorBlocked,
    DoorDeactivated,
    DoorDecision,
    DoorExpired,
    DoorNoAccess,
    DoorNotStarted,
    DoorReason,
    DoorSuspended,
    DoorUnknownCard,
    HeldAccess,
    door_decision,
)
from app.domain.contract import Contract, DayRange
from app.domain.door import ClosedBy, Closure, closure_of, opens_again_on
from app.domain.ids import AccessId
from tests.domain.samples import day, days, ranks, suspend, unlimited

TODAY = day("01/08/2010")
PAUSE = days("22/07/2010", "04/09/2010")
FIRST, SECOND = AccessId(1), AccessId(2)


def held(access: AccessId, pause: DayRange | None = None) -> HeldAccess:
    """An unlimited access, suspended on these days."""
    contract = unlimited()
    return HeldAccess(access, contract if pause is None else suspend(contract, pause, ranks(2, 2)).after)


def at_the_door(client: ClientSituation, on: date = TODAY) -> DoorDecision:
    """The decision of that day."""
    return door_decision(client, on)


def test_3_table_a_suspension_stops_the_door_for_its_access_alone_and_ends_on_its_date() -> None:
    one = ClientSituation((held(FIRST, PAUSE),))
    assert at_the_door(one).reasons == (DoorSuspended(FIRST, PAUSE),)
    assert at_the_door(one, day("05/09/2010")).access == FIRST
    assert at_the_door(ClientSituation((held(FIRST, PAUSE), held(SECOND)))).access == SECOND


def test_3_table_a_block_stops_the_door_for_all_accesses_until_it_is_lifted() -> None:
    blocked = ClientSituation((held(FIRST), held(SECOND)), blocked=True, block_reason="paiement en retard")
    assert at_the_door(blocked).reasons == (DoorBlocked("paiement en retard"),)
    assert at_the_door(blocked, day("01/08/2020")).reasons == (DoorBlocked("paiement en retard"),)
    assert at_the_door(replace(blocked, blocked=False)).is_open


def test_3_table_a_deactivation_stops_the_door_for_all_accesses_until_reactivation() -> None:
    left = ClientSituation((held(FIRST), held(SECOND)), deactivated=True, deactivated_on=TODAY)
    assert at_the_door(left).reasons == (DoorDeactivated(TODAY),)
    assert at_the_door(replace(left, deactivated=False, deactivated_on=None)).is_open


@dataclass(frozen=True)
class Stops:
    """What stops a client at a moment of the sequence."""

    blocked: bool = False
    deactivated: bool = False
    paused: frozenset[AccessId] = frozenset()

    def situation(self) -> ClientSituation:
        """The same as the domain is told it."""
        return ClientSituation(
            tuple(held(access, PAUSE if access in self.paused else None) for access in (FIRST, SECOND)),
            blocked=self.blocked,
            block_reason="paiement en retard" if self.blocked else "",
            deactivated=self.deactivated,
            deactivated_on=TODAY if self.deactivated else None,
        )

    def expected(self) -> set[DoorReason]:
        """The reasons that the table of spec 3 gives."""
        told: set[DoorReason] = set()
        told |= {DoorDeactivated(TODAY)} if self.deactivated else set()
        told |= {DoorBlocked("paiement en retard")} if self.blocked else set()
        if self.paused == {FIRST, SECOND}:
            told |= {DoorSuspended(access, PAUSE) for access in self.paused}
        return told


ACTS = {
    "block": lambda stops: replace(stops, blocked=True),
    "unblock": lambda stops: replace(stops, blocked=False),
    "deactivate": lambda stops: replace(stops, deactivated=True),
    "reactivate": lambda stops: replace(stops, deactivated=False),
    "suspend first": lambda stops: replace(stops, paused=stops.paused | {FIRST}),
    "stop first": lambda stops: replace(stops, paused=stops.paused - {FIRST}),
    "suspend second": lambda stops: replace(stops, paused=stops.paused | {SECOND}),
    "stop second": lambda stops: replace(stops, paused=stops.paused - {SECOND}),
}
LIFTS = {"unblock": DoorBlocked, "reactivate": DoorDeactivated}


@given(st.lists(st.sampled_from(sorted(ACTS)), min_size=1, max_size=12))
def test_3_lifting_one_stop_never_lifts_another(acts: list[str]) -> None:
    stops = Stops()
    for act in acts:
        before = at_the_door(stops.situation())
        stops = ACTS[act](stops)
        after = at_the_door(stops.situation())
        assert set(after.reasons) == stops.expected()
        assert after.is_open is (not after.reasons)
        if act in LIFTS:
            kept = [each for each in before.reasons if not isinstance(each, LIFTS[act])]
            assert list(after.reasons) == kept


@pytest.mark.parametrize(
    ("reason", "closure"),
    [
        (DoorUnknownCard(), Closure(ClosedBy.UNKNOWN_CARD)),
        (DoorNoAccess(), Closure(ClosedBy.NO_ACCESS)),
        (DoorDeactivated(TODAY), Closure(ClosedBy.DEACTIVATED, first=TODAY)),
        (DoorBlocked("vol"), Closure(ClosedBy.BLOCKED, text="vol")),
        (DoorSuspended(FIRST, PAUSE), Closure(ClosedBy.SUSPENDED, PAUSE.first, PAUSE.last, access=FIRST)),
        (DoorNotStarted(FIRST, TODAY), Closure(ClosedBy.NOT_STARTED, first=TODAY, access=FIRST)),
        (DoorExpired(FIRST, TODAY), Closure(ClosedBy.EXPIRED, last=TODAY, access=FIRST)),
    ],
)
def test_every_reason_is_logged_with_what_it_says(reason: DoorReason, closure: Closure) -> None:
    assert closure_of(reason) == closure


def test_every_kind_of_reason_can_be_logged() -> None:
    assert len({each.__name__ for each in DoorReason.__subclasses__()}) == len(ClosedBy)


def test_the_card_opens_again_on_the_day_after_the_last_suspended_one() -> None:
    assert opens_again_on(ClientSituation((held(FIRST, PAUSE),)), TODAY) == day("05/09/2010")


def test_the_card_opens_again_when_the_first_of_two_suspensions_ends() -> None:
    longer = days("22/07/2010", "30/09/2010")
    client = ClientSituation((held(FIRST, longer), held(SECOND, PAUSE)))
    assert opens_again_on(client, TODAY) == day("05/09/2010")


def test_a_coming_access_opens_on_its_first_day() -> None:
    coming = HeldAccess(FIRST, Contract(days("01/09/2010", "31/12/2010"), None))
    assert opens_again_on(ClientSituation((coming,)), TODAY) == day("01/09/2010")


@pytest.mark.parametrize(
    "client",
    [
        ClientSituation((held(FIRST),)),
        ClientSituation(()),
        ClientSituation((held(FIRST, DayRange(PAUSE.first, None)),)),
        ClientSituation((held(FIRST, PAUSE),), blocked=True),
        ClientSituation((held(FIRST, PAUSE),), deactivated=True),
        ClientSituation((HeldAccess(FIRST, Contract(days("01/01/2009", "31/12/2009"), None)),)),
        ClientSituation(
            (HeldAccess(FIRST, replace(held(FIRST, PAUSE).contract, ended_on=day("10/08/2010"))),)
        ),
    ],
    ids=["open", "nothing bought", "without end", "blocked", "deactivated", "ended", "ended early"],
)
def test_no_day_is_promised_where_somebody_has_to_act(client: ClientSituation) -> None:
    assert opens_again_on(client, TODAY) is None
