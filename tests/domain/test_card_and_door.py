"""Four things stop a client and are kept apart (spec 3); the door says every reason (spec 1.7)."""

from dataclasses import replace

import pytest

from app.domain.card_state import (
    ClientSituation,
    ClientState,
    DoorBlocked,
    DoorDeactivated,
    DoorExpired,
    DoorNoAccess,
    DoorNotStarted,
    DoorReason,
    DoorSuspended,
    DoorUnknownCard,
    HeldAccess,
    client_state,
    door_decision,
)
from app.domain.contract import Contract
from app.domain.ids import AccessId
from tests.domain.samples import day, days, ranks, suspend, twelve_months, unlimited

JULY = days("22/07/2010", "04/09/2010")
RUNNING = HeldAccess(AccessId(1), unlimited())
SUSPENDED = HeldAccess(AccessId(2), suspend(unlimited(), JULY, ranks(2, 2)).after)
NEXT_YEAR = HeldAccess(AccessId(3), twelve_months())
OVER = HeldAccess(AccessId(4), Contract(days("01/01/2009", "31/12/2009"), None))
TODAY = day("01/08/2010")
IS_SUSPENDED = DoorSuspended(AccessId(2), JULY)
NOT_STARTED = DoorNotStarted(AccessId(3), day("01/01/2011"))
EXPIRED = DoorExpired(AccessId(4), day("31/12/2009"))


@pytest.mark.parametrize(
    ("client", "access", "reasons"),
    [
        (ClientSituation((RUNNING,)), 1, ()),
        (ClientSituation((SUSPENDED,)), None, (IS_SUSPENDED,)),
        (ClientSituation((SUSPENDED, RUNNING)), 1, ()),
        (ClientSituation((NEXT_YEAR,)), None, (NOT_STARTED,)),
        (ClientSituation((OVER,)), None, (EXPIRED,)),
        (
            ClientSituation((OVER, NEXT_YEAR, SUSPENDED)),
            None,
            (IS_SUSPENDED, NOT_STARTED, EXPIRED),
        ),
        (ClientSituation(), None, (DoorNoAccess(),)),
        (
            ClientSituation((RUNNING,), blocked=True, block_reason="paiement en retard"),
            None,
            (DoorBlocked("paiement en retard"),),
        ),
        (
            ClientSituation((SUSPENDED,), blocked=True, block_reason="vol"),
            None,
            (DoorBlocked("vol"), IS_SUSPENDED),
        ),
        (
            ClientSituation((RUNNING,), blocked=True, deactivated=True, deactivated_on=day("01/07/2010")),
            None,
            (DoorDeactivated(day("01/07/2010")), DoorBlocked("")),
        ),
    ],
    ids=[
        "running",
        "suspended",
        "suspended, another running",
        "not started",
        "expired",
        "expired, not started, suspended",
        "nothing bought",
        "blocked",
        "blocked and suspended",
        "deactivated and blocked",
    ],
)
def test_the_door_says_every_reason(
    client: ClientSituation, access: int | None, reasons: tuple[DoorReason, ...]
) -> None:
    decision = door_decision(client, TODAY)
    assert (decision.access, decision.reasons) == (access, reasons)
    assert decision.is_open is (access is not None)


@pytest.mark.parametrize(
    ("deactivated", "blocked", "suspended", "has_access", "lasts", "state"),
    [
        (False, False, False, False, False, ClientState.PROSPECT),
        (False, False, False, True, True, ClientState.ACTIVE),
        (False, False, False, True, False, ClientState.FORMER),
        (False, False, True, True, True, ClientState.SUSPENDED),
        (False, True, True, True, True, ClientState.BLOCKED),
        (False, True, False, False, False, ClientState.BLOCKED),
        (True, True, True, True, True, ClientState.DEACTIVATED),
        (True, False, False, False, False, ClientState.DEACTIVATED),
    ],
)
def test_the_gravest_of_what_applies_is_the_one_word_for_a_client(
    deactivated: bool, blocked: bool, suspended: bool, has_access: bool, lasts: bool, state: ClientState
) -> None:
    shown = client_state(
        deactivated=deactivated, blocked=blocked, suspended=suspended, has_access=has_access, lasts=lasts
    )
    assert shown is state


def test_an_unknown_card_does_not_open() -> None:
    assert door_decision(None, TODAY).reasons == (DoorUnknownCard(),)


@pytest.mark.parametrize(
    ("on", "opens"),
    [("21/07/2010", True), ("22/07/2010", False), ("04/09/2010", False), ("05/09/2010", True)],
)
def test_the_door_is_closed_on_the_suspended_days_alone(on: str, opens: bool) -> None:
    assert door_decision(ClientSituation((SUSPENDED,)), day(on)).is_open is opens


def test_the_suspended_days_open_the_door_after_the_original_end() -> None:
    suspended = suspend(twelve_months(), days("10/03/2011", "08/05/2011"), ranks(4, 5), 500).after
    client = ClientSituation((HeldAccess(AccessId(1), suspended),))
    assert door_decision(client, day("29/02/2012")).is_open
    assert door_decision(client, day("01/03/2012")).reasons == (DoorExpired(AccessId(1), day("29/02/2012")),)


def test_3_2_2_an_access_ended_early_holds_up_to_the_day_before() -> None:
    ended = HeldAccess(AccessId(1), replace(unlimited(), ended_on=day("01/08/2010")))
    assert door_decision(ClientSituation((ended,)), day("31/07/2010")).is_open
    closed = (DoorExpired(AccessId(1), day("31/07/2010")),)
    assert door_decision(ClientSituation((ended,)), day("01/08/2010")).reasons == closed


def test_3_2_2_an_access_ended_before_its_first_day_never_opens() -> None:
    ended = HeldAccess(AccessId(1), replace(unlimited(), ended_on=day("01/06/2010")))
    for each in ("31/05/2010", "01/06/2010", "05/07/2010"):
        assert not door_decision(ClientSituation((ended,)), day(each)).is_open
