"""Rows, facts and time line of the dialog, without a window."""

from dataclasses import replace
from datetime import date

import pytest

from app.domain import changes
from app.domain.cents import Cents
from app.domain.contract import DayRange, InstalmentState, Period, PeriodUnit, RankRange
from app.domain.ids import Rank
from app.domain.rights import Role, schedule_rights
from app.domain.rules import ClubRules
from app.domain.schedule import schedule
from app.services.desk import Operator
from app.services.views import AccessState
from app.ui.access import facts as f
from app.ui.access import schedule_rows as s
from app.ui.access import suspension_rows as r
from app.ui.access.draft import judge
from app.ui.access.drawing_pane import mark_explained
from app.ui.kit import access_timeline as timeline
from app.ui.kit.access_words import blocked_text, period_text, rank_name, ranks_text, span_text
from tests.ui.access.samples import (
    AT_ONCE,
    TODAY,
    TWELVE,
    UNLIMITED,
    draft,
    ground,
    loaded,
    settled,
    suspended,
)

JULY_22 = date(2010, 7, 22)
SEPTEMBER_4 = date(2010, 9, 4)
STOPPED = settled(
    suspended(UNLIMITED, JULY_22, date(2010, 12, 27), (2, 6), cause="jambe cassée"), 1, 2, 3, 4, 5, 6
)


def operator(role: Role = Role.ADMINISTRATOR) -> Operator:
    return loaded(role=role).operator


# Words


@pytest.mark.parametrize(
    ("ranks", "said"),
    [
        (None, "aucun"),
        (RankRange(Rank(2), Rank(2)), "2"),
        (RankRange(Rank(2), Rank(6)), "2–6"),
        (RankRange(Rank(7), None), "7 …"),
    ],
)
def test_ranks_are_said_as_people_write_them(ranks: RankRange | None, said: str) -> None:
    assert ranks_text(ranks) == said


def test_an_added_instalment_has_a_rank_of_its_own() -> None:
    assert rank_name(Rank(-2)) == "A2"


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (DayRange(JULY_22, SEPTEMBER_4), "Carte bloquée du 22/07/2010 au 04/09/2010 inclus."),
        (DayRange(JULY_22, None), "Carte bloquée dès le 22/07/2010, sans date de fin."),
        (DayRange(JULY_22, JULY_22), "Carte bloquée le 22/07/2010 seulement."),
    ],
)
def test_the_blocked_days_are_said_with_both_ends(days: DayRange, said: str) -> None:
    assert blocked_text(days) == said


def test_the_span_counts_its_days() -> None:
    assert span_text(DayRange(JULY_22, SEPTEMBER_4)) == "Du 22/07/2010 au 04/09/2010 inclus, 45 jours"


def test_periods_are_said_in_months_and_weeks() -> None:
    said = [period_text(Period(n, unit)) for unit in PeriodUnit for n in (1, 2)]
    assert said == ["Chaque mois", "Tous les 2 mois", "Chaque semaine", "Toutes les 2 semaines"]


# Tab Accès and list


def shown_facts(groups: tuple[f.Group, ...]) -> dict[str, f.Fact]:
    return {fact.name: fact for group in groups for fact in group.facts}


def test_a_prolonged_end_shows_the_old_one() -> None:
    contract = suspended(TWELVE, date(2011, 3, 10), date(2011, 5, 8), (4, 5), 500)
    shown = loaded(contract, date(2011, 3, 1)).shown
    assert shown is not None
    end = shown_facts(f.groups(shown))["end"]
    assert (end.old, end.value, end.more) == ("31/12/2011", "29/02/2012", "+60 jours")


def test_an_open_end_is_at_the_return() -> None:
    contract = suspended(TWELVE, date(2011, 3, 10), None, (4, None), 500)
    shown = loaded(contract, date(2011, 3, 12)).shown
    assert shown is not None
    assert shown_facts(f.groups(shown))["end"].value == "à la reprise"


def test_the_account_is_masked() -> None:
    shown = loaded().shown
    assert shown is not None
    assert shown_facts(f.groups(shown))["iban"].value == "BE68 •••• •••• 7034"


def test_an_access_paid_at_once_shows_no_mandate() -> None:
    shown = loaded(AT_ONCE).shown
    assert shown is not None
    facts = shown_facts(f.groups(shown))
    assert "iban" not in facts
    assert facts["amount"].value == "65,00\u00a0€"


def test_suspended_days_used_and_left_are_shown() -> None:
    contract = suspended(UNLIMITED, JULY_22, SEPTEMBER_4, (2, 2))
    shown = loaded(contract, rules=ClubRules(year_max_days=90)).shown
    assert shown is not None
    facts = shown_facts(f.groups(shown))
    assert (facts["days_used"].value, facts["days_left"].value) == ("45 jours", "45 jours")


def test_the_head_says_until_when_the_access_is_suspended() -> None:
    contract = suspended(UNLIMITED, JULY_22, SEPTEMBER_4, (2, 2))
    item = loaded(contract, date(2010, 8, 1)).items[0]
    assert item.state is AccessState.SUSPENDED
    assert f.head_state(item) == ("suspended", "Suspendu jusqu'au 04/09/2010")


# Tab Report


def test_a_suspension_is_listed_with_its_days_and_ranks() -> None:
    contract = suspended(UNLIMITED, JULY_22, SEPTEMBER_4, (2, 2))
    shown = loaded(contract).shown
    assert shown is not None
    line = r.lines(shown, TODAY)[0]
    assert (line.last, line.days, line.ranks, line.maintenance) == ("04/09/2010", "45", "2", 200)
    assert (line.state, line.entered_by) == ("À venir", "SARAH")


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (date(2010, 7, 21), "À venir"),
        (JULY_22, "En cours"),
        (SEPTEMBER_4, "En cours"),
        (date(2010, 9, 5), "Terminée"),
    ],
)
def test_the_state_of_a_suspension_follows_the_day(today: date, state: str) -> None:
    row = loaded(suspended(UNLIMITED, JULY_22, SEPTEMBER_4, (2, 2))).shown
    assert row is not None
    assert r.state_of(row.view.suspensions[0], today)[1] == state


def test_an_unlimited_suspension_has_no_end() -> None:
    shown = loaded(suspended(UNLIMITED, JULY_22, None, (2, None))).shown
    assert shown is not None
    line = r.lines(shown, TODAY)[0]
    assert (line.last, line.days, line.ranks) == ("illimité", "illimité", "2 …")


def test_without_a_suspension_only_adding_is_possible() -> None:
    reasons = r.reasons(loaded(), None)
    assert reasons[r.ADD] == ""
    assert {reasons[what] for what in (r.MODIFY, r.STOP, r.CANCEL, r.PROOF, r.RECEIPT)} == {
        "Choisissez un report"
    }


def test_a_begun_suspension_is_stopped_not_cancelled() -> None:
    at = loaded(suspended(UNLIMITED, JULY_22, SEPTEMBER_4, (2, 2)), date(2010, 8, 1))
    assert at.shown is not None
    reasons = r.reasons(at, at.shown.view.suspensions[0])
    assert reasons[r.STOP] == ""
    assert "22/07/2010" in reasons[r.CANCEL]


def test_an_ended_suspension_is_only_looked_at() -> None:
    at = loaded(suspended(UNLIMITED, JULY_22, SEPTEMBER_4, (2, 2)), date(2010, 10, 1))
    assert at.shown is not None
    reasons = r.reasons(at, at.shown.view.suspensions[0])
    assert reasons[r.MODIFY] == reasons[r.STOP] == "Report terminé le 04/09/2010"
    assert reasons[r.RECEIPT] == reasons[r.PROOF] == ""


def test_nothing_is_added_to_an_access_that_has_ended() -> None:
    at = loaded(TWELVE, date(2012, 2, 1))
    assert r.reasons(at, None)[r.ADD] == "Accès terminé le 31/12/2011"


# Tab Echéancier


def test_by_default_the_schedule_starts_at_the_next_debit() -> None:
    rows = s.line_rows(schedule(STOPPED), date(2010, 12, 28))
    assert [(row.rank, row.amount, row.count, row.last) for row in rows] == [
        ("7 …", 5900, "illimité", "sans fin")
    ]


def test_the_past_shows_all_lines_with_states_and_origins() -> None:
    rows = s.line_rows(schedule(STOPPED), None)
    assert [(row.rank, row.amount, row.state_word, row.origin) for row in rows] == [
        ("1", 5900, "Encaissée", "contrat"),
        ("2–6", 200, "Encaissée", "suspension"),
        ("7 …", 5900, "Prévue", "contrat"),
    ]


def test_a_line_unfolds_into_its_instalments_and_an_endless_one_into_three_years() -> None:
    plan = schedule(STOPPED)
    rows = s.line_rows(plan, None)
    assert [part.rank for part in s.single_rows(plan, rows[1])] == ["2", "3", "4", "5", "6"]
    assert len(s.single_rows(plan, rows[2])) == s.UNFOLDED
    assert s.single_rows(plan, rows[0]) == ()


def test_every_rank_is_found_in_its_line() -> None:
    plan = schedule(STOPPED)
    rows = s.line_rows(plan, None)
    assert [s.position_of(rows, plan, Rank(rank)) for rank in (1, 4, 7, 40)] == [0, 1, 2, 2]


def instalment_row(contract: object, rank: int) -> s.ScheduleRow:
    plan = schedule(contract)  # type: ignore[arg-type]  # a contract of the samples
    rows = s.line_rows(plan, None)
    line = rows[s.position_of(rows, plan, Rank(rank))]
    parts = s.single_rows(plan, line)
    return next((part for part in parts if part.rank == str(rank)), line)


def test_a_collected_instalment_says_why_it_cannot_change() -> None:
    reasons = s.reasons(instalment_row(STOPPED, 4), operator())
    assert set(reasons.values()) == {"Rang 4 encaissé"}


def test_a_line_of_several_is_unfolded_first() -> None:
    plan = schedule(UNLIMITED)
    reasons = s.reasons(s.line_rows(plan, None)[0], operator())
    assert set(reasons.values()) == {"Dépliez la ligne pour choisir une échéance"}


def test_deleting_is_for_the_manager() -> None:
    row = instalment_row(UNLIMITED, 3)
    assert s.reasons(row, operator(Role.RECEPTION))[s.DELETE] == "Supprimer est réservé au Responsable"
    assert s.reasons(row, operator(Role.RECEPTION))[s.AMOUNT] == ""
    assert s.reasons(row, operator(Role.MANAGER))[s.DELETE] == ""


def test_a_deleted_rank_stays_visible_and_can_be_restored() -> None:
    at = changes.Circumstances(1, TODAY, ClubRules(), schedule_rights(Role.MANAGER))
    contract = changes.delete_instalment(UNLIMITED, Rank(4), at).after
    row = instalment_row(contract, 4)
    assert (row.state, row.state_word) == (InstalmentState.DELETED, "Supprimée")
    reasons = s.reasons(row, operator())
    assert reasons[s.RESTORE] == ""
    assert reasons[s.AMOUNT] == reasons[s.HOLD] == "Rang 4 supprimé"


def test_an_instalment_on_hold_is_taken_up_again() -> None:
    at = changes.Circumstances(1, TODAY, ClubRules(), schedule_rights(Role.RECEPTION))
    contract = changes.hold_instalment(UNLIMITED, Rank(2), at).after
    reasons = s.reasons(instalment_row(contract, 2), operator(Role.RECEPTION))
    assert reasons[s.RELEASE] == ""
    assert reasons[s.HOLD] == "Rang 2 déjà en attente"


def test_an_added_instalment_is_a1() -> None:
    at = changes.Circumstances(1, TODAY, ClubRules(), schedule_rights(Role.RECEPTION))
    contract = changes.add_instalment(UNLIMITED, date(2010, 8, 20), Cents(1500), at).after
    ranks = [row.rank for row in s.line_rows(schedule(contract), None)]
    assert "A1" in ranks


# Time line


def test_the_time_line_of_a_stopped_suspension() -> None:
    data = timeline.stored("Illimité mensuel", STOPPED, schedule(STOPPED), date(2010, 12, 28))
    assert [(span.first, span.last, span.label) for span in data.suspensions] == [
        (JULY_22, date(2010, 12, 27), "suspendu 159 jours")
    ]
    assert [(mark.kind, mark.state) for mark in data.marks[:3]] == [
        ("normal", "collected"),
        ("maintenance", "collected"),
        ("maintenance", "collected"),
    ]
    assert data.endless_amount == "59,00\u00a0€ par mois"
    assert data.bar_label == "Illimité mensuel, sans fin"


def test_a_draft_is_dashed_and_strikes_the_old_amount() -> None:
    contract = settled(UNLIMITED, 1)
    decision = judge(ground(contract), draft(JULY_22, SEPTEMBER_4, (2, 2))).decision
    assert decision is not None
    data = timeline.drafted(
        "Illimité mensuel",
        schedule(contract),
        decision.after,
        decision.schedule_after,
        decision.suspension.id,
        TODAY,
    )
    assert data.title == "Illimité mensuel, aperçu non enregistré"
    assert [span.preview for span in data.suspensions] == [True]
    second = data.marks[1]
    assert (second.cents, second.old_cents, second.kind) == (200, 5900, "maintenance")


def test_a_prolonged_access_shows_both_ends_and_all_its_debits() -> None:
    contract = suspended(TWELVE, date(2011, 3, 10), date(2011, 5, 8), (4, 5), 500)
    data = timeline.stored("Douze mois", contract, schedule(contract), date(2011, 3, 1))
    assert (data.original_last, data.period_last) == (date(2011, 12, 31), date(2012, 2, 29))
    assert data.marks[-1].due == date(2012, 2, 5)


def test_deleted_instalments_leave_the_time_line() -> None:
    at = changes.Circumstances(1, TODAY, ClubRules(), schedule_rights(Role.MANAGER))
    contract = changes.delete_instalment(replace(UNLIMITED), Rank(2), at).after
    data = timeline.stored("Illimité", contract, schedule(contract), TODAY)
    assert 2 not in [mark.rank for mark in data.marks]


def test_hovering_a_debit_tells_it_and_its_reasons() -> None:
    shown = loaded(STOPPED, date(2010, 12, 28)).shown
    assert shown is not None
    data = timeline.stored("Illimité mensuel", STOPPED, shown.schedule, date(2010, 12, 28))
    told = mark_explained(data, STOPPED, shown.view, 4).replace("\u00a0", " ").split("\n")
    assert told == [
        "Rang 4 : 2,00 € le 05/10/2010, encaissé",
        "Contrat : 59,00 €",
        "Suspension : 2,00 €",
        "Encaissée : ne change plus",
    ]
    assert mark_explained(data, STOPPED, shown.view, 999) == ""
