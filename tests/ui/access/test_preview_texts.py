"""What step 2 says for the examples of spec 1.6 and 2.7, without a window."""

from dataclasses import fields, replace
from datetime import date
from types import ModuleType
from typing import Any

import pytest

from app.domain import cautions, explain, facts
from app.domain.cautions import Caution
from app.domain.cents import Cents
from app.domain.contract import DayRange, InstalmentState, ManualChange, ManualKind
from app.domain.explain import Reason
from app.domain.ids import Rank
from app.domain.rights import Role
from app.domain.rules import ClubRules, ProposalRule
from app.domain.schedule import schedule
from app.domain.suspensions import SuspensionDecision
from app.i18n import current
from app.messages.cautions import caution_text
from app.messages.refusals import sentence
from app.ui.access.draft import Draft, Ground, judge, propose, proposed_ranks
from app.ui.access.preview import answers, notes, proposal_lines, proposal_title, sides
from app.ui.access.why_words import _WORDS
from tests.ui.access.samples import TWELVE, UNLIMITED, draft, ground, settled

JULY_22 = date(2010, 7, 22)
SEPTEMBER_4 = date(2010, 9, 4)


def decided(ground: Ground, draft: Draft) -> SuspensionDecision:
    answer = judge(ground, draft)
    assert answer.decision is not None, answer.refusals
    return answer.decision


def after_lines(decision: SuspensionDecision) -> list[str]:
    _before, after = sides(decision.comparison)
    return [f"{row.first_text} {row.count_text} {row.amount_text}" for row in after.rows]


def note_texts(ground: Ground, decision: SuspensionDecision) -> list[str]:
    return [said.text for said in notes(decision, ground.rules, ground.today)]


def test_45_days_propose_rank_2_and_both_rules_agree() -> None:
    at, days = ground(settled(UNLIMITED, 1)), DayRange(JULY_22, SEPTEMBER_4)
    proposal = propose(at, days)
    assert proposal_title(proposal) == "Proposition : rang 2, un prélèvement"
    assert proposal_lines(proposal, days, at.rules, schedule(at.contract)) == (
        "45 jours ÷ 30 → 1 prélèvement · 1 échéance tombe dans la période (05/08)",
        "Les deux règles s'accordent.",
    )


def test_20_days_propose_no_debit_and_announce_the_due_date_inside() -> None:
    at, days = ground(), DayRange(JULY_22, date(2010, 8, 10))
    proposal = propose(at, days)
    assert proposal_title(proposal) == "Proposition : aucun débit changé"
    assert (
        "1 échéance tombe dans la période (05/08)"
        in proposal_lines(proposal, days, at.rules, schedule(at.contract))[0]
    )
    assert proposed_ranks(proposal) is None


def test_a_club_that_counts_due_dates_is_told_so() -> None:
    rules = ClubRules(proposal=ProposalRule.BY_DUE_DATES)
    at, days = ground(rules=rules), DayRange(JULY_22, date(2010, 8, 10))
    lines = proposal_lines(propose(at, days), days, rules, schedule(at.contract))
    assert lines[1] == "Proposé par échéances dans la période ; vous pouvez changer les rangs."


def test_unlimited_proposes_maintenance_until_the_return() -> None:
    at, days = ground(), DayRange(JULY_22, None)
    assert proposal_title(propose(at, days)) == "Proposition : dès le rang 2, Prélèvement illimité"


def test_45_days_show_2_euros_once_then_59_without_end() -> None:
    decision = decided(ground(settled(UNLIMITED, 1)), draft(JULY_22, SEPTEMBER_4, (2, 2)))
    assert after_lines(decision) == ["05/08/2010 1 2,00\u00a0€", "05/09/2010 illimité 59,00\u00a0€"]
    before, after = sides(decision.comparison)
    assert [row.changed for row in after.rows] == [True, False]
    assert after.rows[0].old_amount_text == "59,00\u00a0€"
    assert (before.total_text, after.total_text) == ("708,00\u00a0€", "651,00\u00a0€")
    assert [said.text for said in answers(decision)] == [
        "Le membre paie 57,00\u00a0€ de moins.",
        "Carte bloquée du 22/07/2010 au 04/09/2010 inclus.",
    ]


def test_two_ranks_are_2_euros_each() -> None:
    decision = decided(ground(settled(UNLIMITED, 1)), draft(JULY_22, SEPTEMBER_4, (2, 3)))
    assert after_lines(decision) == ["05/08/2010 2 2,00\u00a0€", "05/10/2010 illimité 59,00\u00a0€"]


def test_an_unlimited_suspension_says_what_is_less_at_each_debit() -> None:
    decision = decided(ground(settled(UNLIMITED, 1)), draft(JULY_22, None, (2, None)))
    assert after_lines(decision) == ["05/08/2010 illimité 2,00\u00a0€"]
    assert [said.text for said in answers(decision)] == [
        "Le membre paie 57,00\u00a0€ de moins à chaque débit.",
        "Carte bloquée dès le 22/07/2010, sans date de fin.",
    ]


def test_a_fixed_length_access_pays_later_and_ends_later() -> None:
    at = ground(settled(TWELVE, 1, 2), date(2011, 3, 1))
    decision = decided(at, draft(date(2011, 3, 10), date(2011, 5, 8), (4, 5), 500))
    assert answers(decision)[0].text == "Le membre paie 80,00\u00a0€ plus tard et 10,00\u00a0€ de plus."
    assert "Fin d'accès : 31/12/2011 → 29/02/2012" in note_texts(at, decision)


def test_unticked_postponement_says_what_is_waived() -> None:
    at = ground(settled(TWELVE, 1, 2), date(2011, 3, 1))
    decision = decided(at, draft(date(2011, 3, 10), date(2011, 5, 8), (4, 5), 500, postpones=False))
    assert "80,00\u00a0€ abandonnés : ces échéances ne sont pas reportées." in note_texts(at, decision)
    assert answers(decision)[0].text == "Le membre paie 70,00\u00a0€ de moins."


def test_a_fact_is_left_and_said_so() -> None:
    at = ground(facts.present(UNLIMITED, Rank(2)))
    decision = decided(at, draft(JULY_22, SEPTEMBER_4, (2, 3)))
    assert "Rang 2 déjà présenté à la banque : laissé à 59,00\u00a0€." in note_texts(at, decision)


def test_a_manual_amount_is_kept_until_its_replacement_is_confirmed() -> None:
    by_hand = replace(UNLIMITED, manual=(ManualChange(Rank(2), ManualKind.AMOUNT, 1, Cents(3000)),))
    typed = draft(JULY_22, SEPTEMBER_4, (2, 2))
    kept = note_texts(ground(by_hand), decided(ground(by_hand), typed))
    assert "Rang 2 changé à la main : laissé à 30,00\u00a0€." in kept
    confirmed = decided(ground(by_hand), replace(typed, replaces_manual=True))
    told = "Rang 2 : le montant mis à la main, 30,00\u00a0€, est remplacé."
    assert told in note_texts(ground(by_hand), confirmed)


def test_a_debit_inside_the_notice_asks_to_tell_the_member() -> None:
    at = ground(settled(UNLIMITED, 1), date(2010, 7, 28))
    decision = decided(at, draft(date(2010, 7, 29), date(2010, 9, 11), (2, 2)))
    told = "Débit du 05/08/2010 changé à 2,00\u00a0€ : moins de 14 jours de préavis, prévenez le membre."
    assert told in note_texts(at, decision)


def test_enough_notice_says_until_when_to_announce() -> None:
    at = ground(settled(UNLIMITED, 1))
    decision = decided(at, draft(JULY_22, SEPTEMBER_4, (2, 2)))
    told = "Préavis de 14 jours respecté : le débit du 05/08 s'annonce au plus tard le 22/07."
    assert told in note_texts(at, decision)


@pytest.mark.parametrize("amount", [0, -1])
def test_a_maintenance_of_nothing_is_refused_with_what_to_do(amount: int) -> None:
    answer = judge(ground(), draft(JULY_22, SEPTEMBER_4, (2, 2), amount))
    assert answer.decision is None
    said = [sentence(each, current()) for each in answer.refusals]
    assert any("supprime" in each for each in said)


def test_all_reasons_are_found_at_once() -> None:
    typed = Draft(DayRange(date(2010, 7, 1), date(2010, 7, 2)), "", None, None)
    found = {each.beside for each in judge(ground(role=Role.RECEPTION), typed).refusals}
    assert found == {"first_day", "cause"}


def kinds_in(module: ModuleType, kind: type[Any]) -> set[type[Any]]:
    """The kinds of a module: all that are `kind`, but not itself."""
    named = vars(module).values()
    return {each for each in named if isinstance(each, type) and issubclass(each, kind) and each is not kind}


def test_every_caution_has_a_sentence() -> None:
    due, rank = date(2010, 8, 5), Rank(2)
    values = {
        "rank": rank,
        "due": due,
        "old": Cents(5900),
        "new": Cents(200),
        "amount": Cents(200),
        "normal": Cents(5900),
        "notice_days": 14,
        "state": InstalmentState.PRESENTED,
    }
    said = {
        caution_text(kind(**{field.name: values[field.name] for field in fields(kind)}), current())
        for kind in kinds_in(cautions, Caution)
    }
    assert len(said) == len(kinds_in(cautions, Caution))
    assert all(said)


def test_every_reason_of_an_amount_has_words() -> None:
    assert kinds_in(explain, Reason) == set(_WORDS)
