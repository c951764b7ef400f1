"""The time line: what is drawn where, and labels that never touch."""

from datetime import date, timedelta
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from app.ui.kit import gallery_data
from app.ui.kit.timeline_data import DebitMark, SuspensionSpan, TimelineData, describe
from app.ui.kit.timeline_labels import GAP, OLD_GAP, Label
from app.ui.kit.timeline_layout import lay_out
from app.ui.kit.timeline_scale import Scale, fit


def seven_px_a_letter(text: str, bold: bool) -> float:
    return len(text) * (7.5 if bold else 7.0)


def shown(data: TimelineData, width: float = 900.0):  # type: ignore[no-untyped-def]  # tests read its parts
    return lay_out(data, fit(data, width), width, seven_px_a_letter)


def top_span(label: Label) -> tuple[float, float]:
    old = seven_px_a_letter(label.old, False) + OLD_GAP if label.old else 0.0
    half = (old + seven_px_a_letter(label.top, True)) / 2
    return label.middle - half, label.middle + half


def sub_span(label: Label) -> tuple[float, float]:
    half = seven_px_a_letter(label.sub, False) / 2
    return label.sub_middle - half, label.sub_middle + half


def test_debits_with_room_keep_a_label_each() -> None:
    labels = shown(gallery_data.suspended_unlimited()).labels
    assert [label.ranks for label in labels] == [(1,), (2,), (3,), (4,), (5,)]
    assert [label.sub for label in labels] == ["05/07", "05/08", "05/09", "05/10", "05/11"]


def test_a_changed_amount_shows_the_old_one_too() -> None:
    changed = shown(gallery_data.suspended_unlimited()).labels[1]
    assert changed.old == "59,00\u00a0€"
    assert changed.top == "2,00\u00a0€"
    assert changed.maintenance


def test_equal_neighbours_without_room_share_a_bracket() -> None:
    labels = shown(gallery_data.stopped_early()).labels
    assert [label.top for label in labels] == [
        "59,00\u00a0€",
        "5\u00a0×\u00a02,00\u00a0€",
        "59,00\u00a0€ par mois",
    ]
    assert labels[1].sub == "05/08 – 05/12/2010"
    assert labels[2].sub == "dès le 05/01/2011, sans fin"


def test_a_group_over_the_new_year_says_both_years_where_there_is_room() -> None:
    last = shown(gallery_data.prolonged_year()).labels[-1]
    assert last.sub in ("05/06/2011 – 05/02/2012", "05/06 – 05/02/2012")


def test_an_access_without_end_has_an_arrow_and_one_with_end_has_none() -> None:
    endless, ended = shown(gallery_data.suspended_unlimited()).bar, shown(gallery_data.prolonged_year()).bar
    assert endless is not None
    assert endless.arrow
    assert ended is not None
    assert not ended.arrow


def test_a_prolonged_end_is_a_block_of_its_days() -> None:
    layout = shown(gallery_data.prolonged_year())
    assert layout.added is not None
    assert layout.added.label == "+60 jours"
    assert layout.bar is not None
    assert layout.added.right == layout.bar.right


def test_a_suspension_reaches_from_its_first_to_its_last_day_included() -> None:
    data = gallery_data.suspended_unlimited()
    scale = fit(data, 900)
    block = lay_out(data, scale, 900, seven_px_a_letter).blocks[0]
    assert block.left == scale.x(date(2010, 7, 22))
    assert block.right == scale.x(date(2010, 9, 5))
    assert block.preview


def test_a_suspension_without_end_reaches_the_edge() -> None:
    span = SuspensionSpan(date(2010, 8, 1), None, "suspendu")
    data = TimelineData("x", date(2010, 7, 1), None, date(2010, 7, 10), suspensions=[span])
    block = shown(data).blocks[0]
    assert block.open_end
    assert block.right >= 900


def test_a_narrow_suspension_says_only_its_days() -> None:
    assert shown(gallery_data.prolonged_year(), 700).blocks[0].label == "60 j"


def test_the_year_stands_for_january_where_months_are_narrow() -> None:
    names = [(tick.text, tick.bold) for tick in shown(gallery_data.stopped_early()).months if tick.text]
    assert ("2011", True) in names
    assert not any(text.startswith("janv") for text, _ in names)


def test_the_first_month_says_its_year_where_there_is_room() -> None:
    names = [tick.text for tick in shown(gallery_data.suspended_unlimited()).months if tick.text]
    assert names[0] == "juil.\u00a02010"


def test_the_pill_of_today_stays_in_view_at_the_edge() -> None:
    data = TimelineData("x", date(2010, 7, 1), date(2011, 6, 30), date(2010, 7, 1))
    today = lay_out(data, Scale(date(2010, 7, 1).toordinal(), 3.0), 900, seven_px_a_letter).today
    assert today is not None
    assert today.pill_left == 0


def test_nothing_is_drawn_of_an_access_out_of_view() -> None:
    layout = lay_out(
        gallery_data.prolonged_year(), Scale(date(2030, 1, 1).toordinal(), 2.0), 900, seven_px_a_letter
    )
    assert layout.bar is None
    assert layout.added is None
    assert not layout.blocks
    assert not layout.spots
    assert layout.today is None


def test_zooming_keeps_the_day_under_the_pointer() -> None:
    scale = Scale(700_000.0, 4.0)
    zoomed = scale.zoomed(1.5, 300)
    assert abs((300 / zoomed.px + zoomed.start) - (300 / scale.px + scale.start)) < 1e-6
    assert zoomed.px > scale.px


def test_zooming_has_an_end_on_both_sides() -> None:
    scale = Scale(700_000.0, 4.0)
    assert scale.zoomed(1e9, 0).px == scale.zoomed(1e12, 0).px
    assert scale.zoomed(1e-9, 0).px == scale.zoomed(1e-12, 0).px


def test_dragging_right_shows_the_past() -> None:
    assert Scale(700_000.0, 4.0).moved(40).start == 699_990.0


def test_the_time_line_can_be_told_in_words() -> None:
    told = describe(gallery_data.suspended_unlimited())
    assert "sans fin" in told
    assert "du 22/07/2010 au 04/09/2010 inclus" in told
    assert "au lieu de 59,00\u00a0€" in told


_FIRST = date(2010, 1, 1)
_MARKS = st.lists(
    st.builds(
        DebitMark,
        rank=st.integers(1, 500),
        due=st.integers(0, 1500).map(lambda days: _FIRST + timedelta(days=days)),
        cents=st.sampled_from([200, 5900, 123456]),
        old_cents=st.sampled_from([None, 5900]),
        kind=st.sampled_from(["normal", "maintenance"]),
        state=st.sampled_from(["planned", "collected", "presented", "rejected", "hold"]),
    ),
    max_size=40,
    unique_by=lambda mark: mark.rank,
)


@given(marks=_MARKS, width=st.integers(120, 2000), zoom=st.floats(0.05, 40), endless=st.booleans())
def test_no_two_labels_ever_touch_and_none_leaves_the_picture(
    marks: list[DebitMark], width: int, zoom: float, endless: bool
) -> None:
    last = None if endless else date(2014, 6, 1)
    data = TimelineData(
        "x", _FIRST, last, date(2011, 1, 1), marks=marks, endless=endless, bar_label="Illimité"
    )
    layout = lay_out(data, fit(data, width).zoomed(zoom, width / 2), width, seven_px_a_letter)
    tops = [top_span(label) for label in layout.labels if label.top]
    subs = [sub_span(label) for label in layout.labels if label.sub]
    for row in (tops, subs):
        for one, other in combinations(row, 2):
            assert one[1] + GAP <= other[0] + 0.01 or other[1] + GAP <= one[0] + 0.01
        assert all(left >= -0.01 for left, _ in row)
    assert {rank for label in layout.labels for rank in label.ranks} == {
        spot.mark.rank for spot in layout.spots
    }
