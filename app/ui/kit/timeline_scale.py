"""Which days a time line shows and where a day stands; zooming and moving as pure functions."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from app.i18n import short_month
from app.ui.kit.timeline_data import TimelineData

TextWidth = Callable[[str, bool], float]
_PAST = 190
_WIDEST = 580
_LEAST = 120
_MOST_PX = 24.0
_LEAST_PX = 0.12
_STEPS = (1, 3, 6, 12, 24, 60, 120)


@dataclass(frozen=True, slots=True)
class Scale:
    """`start` is the day (proleptic ordinal, may be between days) at x = 0, `px` the width of a day."""

    start: float
    px: float

    def x(self, day: date) -> float:
        """Return where `day` begins."""
        return (day.toordinal() - self.start) * self.px

    def end_x(self, day: date) -> float:
        """Return where `day` ends."""
        return (day.toordinal() + 1 - self.start) * self.px

    def moved(self, by_px: float) -> "Scale":
        """Return the scale after dragging the drawing `by_px` to the right."""
        return replace(self, start=self.start - by_px / self.px)

    def zoomed(self, factor: float, at: float) -> "Scale":
        """Return the scale after zooming by `factor` around x = `at`."""
        px = min(_MOST_PX, max(_LEAST_PX, self.px * factor))
        fixed = self.start + at / self.px
        return Scale(fixed - at / px, px)


def fit(data: TimelineData, width: float) -> Scale:
    """Return the scale that shows the access around today: half a year back, a year and a half ahead."""
    first, last = (shown.toordinal() for shown in data.days_shown)
    start = max(first, data.today.toordinal() - _PAST) if last - first > _WIDEST else first
    end = min(last, start + _WIDEST)
    days = max(_LEAST, end - start)
    room = days * 1.14
    return Scale(start - days * 0.06, width / room)


def centred(scale: Scale, day: date, width: float) -> Scale:
    """Return the scale moved so that `day` stands a third from the left."""
    return replace(scale, start=day.toordinal() - width / 3 / scale.px)


@dataclass(frozen=True, slots=True)
class MonthTick:
    """The first of a month: its hairline, and its name where there is room."""

    x: float
    text: str
    bold: bool


def month_ticks(scale: Scale, width: float, text_width: TextWidth) -> tuple[MonthTick, ...]:
    """Return the hairlines of months; the year in bold stands for January where it is narrow."""
    month_px = scale.px * 30.4
    named = next((step for step in _STEPS if step * month_px >= 40), _STEPS[-1])
    drawn = next((step for step in _STEPS if step * month_px >= 20), _STEPS[-1])
    ticks: list[MonthTick] = []
    for first in _firsts(scale, width):
        place = first.year * 12 + first.month - 1
        if place % drawn:
            continue
        x = scale.x(first)
        is_first = not any(tick.text for tick in ticks)
        text, bold = ("", False)
        if place % named == 0:
            text, bold = _month_name(first, is_first, drawn * month_px - 10, text_width)
        if x + 6 + text_width(text, bold) > width:
            text = ""
        ticks.append(MonthTick(x, text, bold))
    return tuple(ticks)


def _month_name(first: date, is_first: bool, room: float, text_width: TextWidth) -> tuple[str, bool]:
    name = short_month(first)
    full = f"{name}\u00a0{first.year}"
    is_wide = text_width(full, first.month == 1) <= room
    if first.month == 1:
        return (full, True) if is_wide else (str(first.year), True)
    return (full, False) if is_first and is_wide else (name, False)


def _firsts(scale: Scale, width: float) -> Iterator[date]:
    low = max(1, int(scale.start))
    high = min(date.max.toordinal() - 40, int(scale.start + width / scale.px) + 1)
    if high <= low:
        return
    begin = date.fromordinal(low)
    at = date(begin.year, begin.month, 1)
    while at.toordinal() <= high:
        if at.toordinal() >= scale.start:
            yield at
        at = date(at.year + at.month // 12, at.month % 12 + 1, 1)
