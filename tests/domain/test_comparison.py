"""What the live preview shows: both sides, what the member pays less or later, short notices (spec 1.5)."""

from app.domain import changes
from app.domain.comparison import ComparedLine, Comparison, compare
from app.domain.contract import DayRange
from app.domain.ids import Rank
from app.domain.periods import from_days
from app.domain.schedule import schedule
from tests.domain.samples import at, day, days, ranks, stop, suspend, told, twelve_months, unlimited

JULY_20 = day("20/07/2010")
FORTY_FIVE_DAYS = from_days(day("22/07/2010"), 45)
SIXTY_DAYS = from_days(day("10/03/2011"), 60)


def sides(comparison: Comparison) -> tuple[list[str], list[str]]:
    return [marked(each) for each in comparison.before], [marked(each) for each in comparison.after]


def marked(each: ComparedLine) -> str:
    other = "" if each.other_amount is None else f" / {each.other_amount}"
    return f"{'* ' if each.changed else ''}{told(each.line)}{other}"


def preview(postpones: bool = True) -> Comparison:
    return suspend(
        twelve_months(), SIXTY_DAYS, ranks(4, 5), 500, postpones=postpones, today=day("01/02/2011")
    ).comparison


def test_changed_lines_are_marked_with_their_old_amount() -> None:
    comparison = suspend(unlimited(), FORTY_FIVE_DAYS, ranks(2, 2), today=JULY_20).comparison
    assert sides(comparison) == (
        ["* 59,00 € 05/08/2010 (illimité)"],
        ["* 2,00 € 05/08/2010 (1) / 5900", "59,00 € 05/09/2010 (illimité)"],
    )


def test_the_member_pays_57_euros_less() -> None:
    comparison = suspend(unlimited(), FORTY_FIVE_DAYS, ranks(2, 2), today=JULY_20).comparison
    assert (comparison.less, comparison.more, comparison.later, comparison.waived) == (5700, 0, 0, 0)
    assert comparison.total_before == 12 * 5900
    assert comparison.total_after == 200 + 11 * 5900
    assert not comparison.without_end


def test_without_end_the_member_pays_57_euros_less_a_debit() -> None:
    comparison = suspend(
        unlimited(), DayRange(day("22/07/2010"), None), ranks(2, None), today=JULY_20
    ).comparison
    assert (comparison.less, comparison.less_each) == (None, 5700)
    assert comparison.without_end
    assert sides(comparison)[1] == ["* 2,00 € 05/08/2010 (illimité) / 5900"]
    assert [each.rank for each in comparison.changed[:2]] == [2, 3]


def test_postponed_instalments_are_paid_later_and_the_maintenance_more() -> None:
    comparison = preview()
    assert (comparison.less, comparison.more, comparison.later, comparison.waived) == (0, 1000, 8000, 0)
    assert (comparison.end_before, comparison.end_after) == (day("31/12/2011"), day("29/02/2012"))
    assert [each.rank for each in comparison.changed] == [4, 5, 13, 14]
    assert comparison.changed[-1].before is None


def test_waived_instalments_are_paid_less_save_for_the_maintenance() -> None:
    comparison = preview(postpones=False)
    assert (comparison.less, comparison.more, comparison.later, comparison.waived) == (7000, 0, 0, 8000)


def test_unticking_the_postponement_of_a_running_suspension_waives_the_same() -> None:
    ticked = suspend(twelve_months(), SIXTY_DAYS, ranks(4, 5), 500)
    unticked = suspend(twelve_months(), SIXTY_DAYS, ranks(4, 5), 500, postpones=False)
    comparison = compare(ticked.schedule_after, unticked.schedule_after, day("01/02/2011"))
    assert comparison.waived == 8000
    assert comparison.less == 8000


def test_a_postponed_instalment_replaced_without_postponement_is_waived() -> None:
    ticked = suspend(twelve_months(), SIXTY_DAYS, ranks(4, 5), 500).after
    decision = suspend(ticked, days("01/06/2011", "30/06/2011"), ranks(13, 13), 500, postpones=False)
    assert decision.comparison.waived == 4000
    assert decision.schedule_after.last_rank == 14


def test_until_the_return_what_is_paid_later_is_not_known() -> None:
    comparison = suspend(twelve_months(), days("10/03/2011", None), ranks(4, None), 500).comparison
    assert (comparison.later, comparison.end_open_after, comparison.end_after) == (None, True, None)


def test_a_stop_brings_the_end_back() -> None:
    suspended = suspend(twelve_months(), days("10/03/2011", None), ranks(4, None), 500).after
    comparison = stop(suspended, 1, day("01/07/2011")).comparison
    assert (comparison.end_open_before, comparison.end_open_after) == (True, False)
    assert comparison.end_after == day("22/04/2012")
    assert comparison.later is not None


def test_debits_inside_the_notice_delay_are_flagged() -> None:
    comparison = suspend(unlimited(), FORTY_FIVE_DAYS, ranks(2, 3), today=day("23/07/2010")).comparison
    assert [(each.rank, each.short_notice) for each in comparison.changed] == [(2, True), (3, False)]


def test_a_deleted_debit_needs_no_notice() -> None:
    decision = changes.delete_instalment(unlimited(), Rank(2), at(unlimited(), day("01/08/2010")))
    assert [each.short_notice for each in decision.comparison.changed] == [False]
    assert decision.comparison.less == 5900


def test_nothing_changed_marks_nothing() -> None:
    plan = schedule(unlimited())
    comparison = compare(plan, plan, JULY_20)
    assert comparison.changed == ()
    assert sides(comparison)[0] == sides(comparison)[1] == ["59,00 € 05/08/2010 (illimité)"]
    assert (comparison.less, comparison.more, comparison.later) == (0, 0, 0)


def test_a_change_in_the_past_is_shown_from_its_date_on() -> None:
    comparison = suspend(unlimited(), FORTY_FIVE_DAYS, ranks(2, 2), today=day("01/10/2010")).comparison
    assert sides(comparison)[1][0] == "* 2,00 € 05/08/2010 (1) / 5900"
