"""Decides what a time line shows where, without drawing: bars, blocks, marks and labels that never touch."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.i18n import ntr, short_day, tr
from app.ui.kit.timeline_data import DebitMark, SuspensionSpan, TimelineData
from app.ui.kit.timeline_labels import Label, place_labels
from app.ui.kit.timeline_scale import MonthTick, Scale, TextWidth, month_ticks

ICON_ROOM = 26.0


@dataclass(frozen=True, slots=True)
class Block:
    """A suspension: its extent in view, the label that fits and whether its icon fits."""

    left: float
    right: float
    label: str
    with_icon: bool
    preview: bool
    open_end: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """The period; `arrow` means without end, `label_x` the middle of its label."""

    left: float
    right: float
    arrow: bool
    label: str
    label_x: float


@dataclass(frozen=True, slots=True)
class Added:
    """The prolonged end."""

    left: float
    right: float
    label: str


@dataclass(frozen=True, slots=True)
class Spot:
    """One mark on the lane."""

    x: float
    mark: DebitMark


@dataclass(frozen=True, slots=True)
class Today:
    """The line of today and its pill."""

    x: float
    text: str
    pill_left: float
    pill_width: float


@dataclass(frozen=True, slots=True)
class Layout:
    """Everything to draw, in logical pixels from the left edge."""

    months: tuple[MonthTick, ...]
    bar: Bar | None
    added: Added | None
    blocks: tuple[Block, ...]
    spots: tuple[Spot, ...]
    labels: tuple[Label, ...]
    today: Today | None


def lay_out(data: TimelineData, scale: Scale, width: float, text_width: TextWidth) -> Layout:
    """Return the layout of `data` in a drawing `width` wide; `text_width(text, bold)` measures 12 px text."""
    blocks = tuple(b for span in data.suspensions if (b := _block(span, scale, width, text_width)))
    added = _added(data, scale, width, text_width)
    spots = tuple(
        Spot(x, mark)
        for mark in sorted(data.marks, key=lambda mark: (mark.due, mark.rank))
        if -4 <= (x := scale.x(mark.due)) <= width + 4
    )
    return Layout(
        months=month_ticks(scale, width, text_width),
        bar=_bar(data, scale, width, blocks, added, text_width),
        added=added,
        blocks=blocks,
        spots=spots,
        labels=place_labels([(spot.x, spot.mark) for spot in spots], data, width, text_width),
        today=_today(data.today, scale, width, text_width),
    )


def _block(span: SuspensionSpan, scale: Scale, width: float, text_width: TextWidth) -> Block | None:
    left = scale.x(span.first)
    right = scale.end_x(span.last) if span.last else width + 10
    if right < 0 or left > width:
        return None
    seen = min(right, width) - max(left, 0)
    label, with_icon = _fitting(span, seen, text_width)
    return Block(max(left, -10), min(right, width + 10), label, with_icon, span.preview, span.last is None)


def _fitting(span: SuspensionSpan, room: float, text_width: TextWidth) -> tuple[str, bool]:
    """Return the longest label that fits, and whether the icon fits before it."""
    short = span.short_label
    if not short and span.last is not None:
        short = ntr("{n} j", "{n} j", (span.last - span.first).days + 1)
    for label in (span.label, short):
        if label and text_width(label, True) + ICON_ROOM + 14 <= room:
            return label, True
    if short and text_width(short, True) + 10 <= room:
        return short, False
    return "", room >= ICON_ROOM


def _added(data: TimelineData, scale: Scale, width: float, text_width: TextWidth) -> Added | None:
    if not data.added_days or data.original_last is None or data.period_last is None:
        return None
    left, right = scale.end_x(data.original_last), scale.end_x(data.period_last)
    if right < 0 or left > width:
        return None
    label = ntr("+{n} jour", "+{n} jours", data.added_days)
    short = ntr("+{n} j", "+{n} j", data.added_days)
    fits = next((text for text in (label, short) if text_width(text, False) + 10 <= right - left), "")
    return Added(left, right, fits)


def _bar(
    data: TimelineData,
    scale: Scale,
    width: float,
    blocks: Sequence[Block],
    added: Added | None,
    text_width: TextWidth,
) -> Bar | None:
    left = scale.x(data.period_first)
    endless = data.is_endless or data.period_last is None
    right = width - 2 if data.period_last is None or endless else scale.end_x(data.period_last)
    if right < 0 or left > width:
        return None
    left, right = max(left, -10), min(right, width + 10)
    label_x = _label_place(
        left, added.left if added else right, width, blocks, text_width(data.bar_label, False)
    )
    label = data.bar_label if label_x is not None else ""
    return Bar(left, right, endless, label, label_x or 0.0)


def _label_place(
    left: float, right: float, width: float, blocks: Sequence[Block], needed: float
) -> float | None:
    """Return the middle of the widest gap between suspensions, if the label fits there."""
    gaps: list[tuple[float, float]] = []
    at = max(left, 0.0)
    for block in sorted(blocks, key=lambda block: block.left):
        gaps.append((at, block.left))
        at = max(at, block.right)
    gaps.append((at, min(right, width)))
    begin, end = max(gaps, key=lambda gap: gap[1] - gap[0])
    return (begin + end) / 2 if end - begin >= needed + 20 else None


def _today(today: date, scale: Scale, width: float, text_width: TextWidth) -> Today | None:
    x = scale.x(today)
    if not 0 <= x <= width:
        return None
    text = tr("aujourd’hui {day}", day=short_day(today))
    pill = text_width(text, True) + 16
    return Today(x, text, min(max(0.0, x - pill / 2), max(0.0, width - pill)), pill)
