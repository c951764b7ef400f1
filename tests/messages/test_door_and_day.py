"""Every reason at the door, and every line of the day, in words (spec 1.7, 1.8)."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from app.domain.cents import Cents
from app.domain.door import ClosedBy, Closure
from app.domain.ids import AccessId, ClientId, FollowUpId, Rank, SuspensionId
from app.domain.prospects import FollowUpKind, FollowUpState
from app.i18n import Language, texts
from app.messages.door import card_text, consequence, reason_line, way_in
from app.messages.today import (
    back_line,
    blocked_line,
    day_line,
    follow_up_line,
    rejected_line,
    review_line,
    turn_line,
)
from app.services.prospects.views import FollowUpRow, Someone
from app.services.today.views import (
    CameBlocked,
    ComingBack,
    DebitDay,
    Person,
    RejectedDebit,
    SuspensionTurn,
    ToReview,
)
from app.services.views import ClientState

FRENCH = texts(Language.FR)
FIRST, LAST, TODAY = date(2010, 7, 22), date(2010, 9, 4), date(2010, 7, 28)
LUC = Person(ClientId(1), "COLLIGNON Luc", 7)


@pytest.mark.parametrize(
    ("closure", "said"),
    [
        (Closure(ClosedBy.SUSPENDED, FIRST, LAST), "Suspendu du 22/07/2010 au 04/09/2010 inclus"),
        (Closure(ClosedBy.SUSPENDED, FIRST), "Suspendu depuis le 22/07/2010, sans date de fin"),
        (Closure(ClosedBy.BLOCKED, text="paiement\nen retard"), "Bloqué : paiement en retard"),
        (Closure(ClosedBy.BLOCKED), "Bloqué"),
        (Closure(ClosedBy.DEACTIVATED, FIRST), "Désactivé le 22/07/2010"),
        (Closure(ClosedBy.EXPIRED, last=LAST), "Expiré le 04/09/2010"),
        (Closure(ClosedBy.NOT_STARTED, FIRST), "Pas encore commencé : dès le 22/07/2010"),
        (Closure(ClosedBy.NO_ACCESS), "Aucun accès"),
        (Closure(ClosedBy.UNKNOWN_CARD), "Carte inconnue"),
    ],
)
def test_every_reason_is_said_in_words(closure: Closure, said: str) -> None:
    assert reason_line(closure, FRENCH) == said


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("by", list(ClosedBy))
def test_every_reason_says_what_follows_from_it(by: ClosedBy, language: Language) -> None:
    spoken = texts(language)
    assert reason_line(Closure(by), spoken)
    assert consequence(Closure(by), None, spoken).endswith(".")
    assert "05/09/2010" in consequence(Closure(by), date(2010, 9, 5), spoken)


@pytest.mark.parametrize(
    ("digits", "said"),
    [("00348112", "00 348 112"), ("4711", "4 711"), ("711", "711"), ("", "illisible")],
)
def test_a_card_is_read_in_groups(digits: str, said: str) -> None:
    assert card_text(digits, FRENCH).replace("\u00a0", " ") == said


def test_the_way_in_says_until_when() -> None:
    assert way_in("Illimité", None, False, FRENCH) == "Illimité, sans fin"
    assert way_in("Douze mois", None, True, FRENCH) == "Douze mois, fin à la reprise"
    assert way_in("Douze mois", LAST, False, FRENCH) == "Douze mois, jusqu'au 04/09/2010"


def test_the_lines_of_the_day_read_as_they_are_spoken() -> None:
    begins = turn_line(SuspensionTurn(LUC, True, "chantier", None), FRENCH)
    assert (begins.detail, begins.fact) == ("commence, chantier", "sans fin")
    ends = turn_line(SuspensionTurn(LUC, False, "chantier", 45), FRENCH)
    assert (ends.detail, ends.fact) == ("finit, revient demain", "45 jours")
    back = back_line(ComingBack(LUC, TODAY, LAST, Cents(5900)), TODAY, FRENCH)
    assert (back.detail, back.fact) == ("59,00\u00a0€ dès le 04/09", "aujourd'hui")
    assert back_line(ComingBack(LUC, TODAY, None, None), TODAY, FRENCH).detail == "aucun débit prévu"
    rejected = rejected_line(
        RejectedDebit(LUC, AccessId(1), Rank(1), FIRST, Cents(5900), TODAY), TODAY, FRENCH
    )
    assert (rejected.detail, rejected.fact) == ("du 22/07, rejeté le 28/07", "59,00\u00a0€")
    debits = day_line(DebitDay(LAST, 412, 9, Cents(2311800)), TODAY, FRENCH)
    assert (debits.who, debits.detail) == ("samedi 4\u00a0septembre 2010", "412 débits, dont 9 de maintien")


def test_a_day_of_another_year_says_which_one() -> None:
    long_ago = date(2008, 12, 5)
    rejected = RejectedDebit(LUC, AccessId(1), Rank(1), long_ago, Cents(5900), TODAY)
    assert rejected_line(rejected, TODAY, FRENCH).detail == "du 05/12/2008, rejeté le 28/07"
    review = ToReview(LUC, SuspensionId(1), 1, AccessId(1), long_ago, "chantier", 600)
    assert review_line(review, TODAY, FRENCH).fact == "05/12/2008"
    next_year = ComingBack(LUC, TODAY, date(2011, 1, 5), Cents(5900))
    assert back_line(next_year, TODAY, FRENCH).detail == "59,00\u00a0€ dès le 05/01/2011"


def test_a_blocked_member_who_came_is_told_with_what_is_owed() -> None:
    came = CameBlocked(LUC, "paiement en retard", datetime(2010, 7, 27, 12, tzinfo=UTC), Cents(11800))
    line = blocked_line(came, TODAY, FRENCH)
    assert line.detail == "paiement en retard, 118,00\u00a0€"
    assert line.fact.startswith("hier\u00a0")


def follow_up_row(due_on: date, due_at: time | None) -> FollowUpRow:
    """A call that is to be made."""
    client = Someone(ClientId(1), "LEJEUNE Bastien", 1267, ClientState.PROSPECT, "", "")
    return FollowUpRow(
        FollowUpId(1), 1, client, None, FollowUpKind.CALL, "proposer un\nessai", due_on, due_at, None, "", "",
        FollowUpState.OPEN, "", None, "", "SARAH",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("due_on", "due_at", "fact", "tone"),
    [
        (TODAY, time(9, 30), "09:30", "text"),
        (TODAY, None, "aujourd'hui", "text"),
        (TODAY - timedelta(days=1), time(9, 30), "hier", "blocked"),
        (TODAY - timedelta(days=9), None, "19/07", "blocked"),
    ],
)
def test_a_follow_up_says_when_it_is_due_and_since_when_it_is_overdue(
    due_on: date, due_at: time | None, fact: str, tone: str
) -> None:
    line = follow_up_line(follow_up_row(due_on, due_at), TODAY, FRENCH)
    assert (line.who, line.detail, line.fact, line.tone) == (
        "LEJEUNE Bastien",
        "Appel, proposer un essai",
        fact,
        tone,
    )
    assert line.person is not None
