"""Places the amounts and days under the marks of a time line so that no two labels touch."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.i18n import day, money, short_day, tr
from app.ui.kit.timeline_data import DebitMark, TimelineData
from app.ui.kit.timeline_scale import TextWidth

GAP = 8.0
COMFORT = 20.0
OLD_GAP = 8.0
Placed = tuple[float, DebitMark]


@dataclass(frozen=True, slots=True)
class Label:
    """What stands under one mark, or under the bracket of several: two lines around `middle`."""

    ranks: tuple[int, ...]
    left: float
    right: float
    middle: float
    sub_middle: float
    top: str
    old: str
    sub: str
    maintenance: bool

    @property
    def is_bracket(self) -> bool:
        """Whether several marks share it."""
        return len(self.ranks) > 1

    @property
    def is_hidden(self) -> bool:
        """Whether there was no room at all (a bracket is drawn still)."""
        return not self.top


@dataclass(frozen=True, slots=True)
class _Wording:
    top: str
    old: str = ""
    sub: str = ""


def place_labels(
    placed: Sequence[Placed], data: TimelineData, width: float, text_width: TextWidth
) -> tuple[Label, ...]:
    """Return the labels from left to right; changed debits get their room first, then the longest groups."""
    groups = _groups(placed, text_width)
    taken: list[list[tuple[float, float]]] = [[], []]
    last_rank = data.marks[-1].rank if data.marks else 0
    labels = []
    for group in sorted(groups, key=_importance):
        goes_on = data.is_endless and len(group) > 1 and group[-1][1].rank == last_rank
        words = _group_words(group, data, goes_on) if len(group) > 1 else _single_words(group[0][1])
        labels.append(_place(group, words, taken, width, text_width))
    return tuple(sorted(labels, key=lambda label: label.left))


def _importance(group: Sequence[Placed]) -> tuple[bool, int, float]:
    first = group[0][1]
    return (not (first.is_changed or first.kind == "maintenance"), -len(group), group[0][0])


def _groups(placed: Sequence[Placed], text_width: TextWidth) -> list[list[Placed]]:
    """Return runs of equal neighbours where their own labels would touch, single marks elsewhere."""
    groups: list[list[Placed]] = []
    for run in _runs(placed):
        if len(run) > 1 and _would_touch(run, text_width):
            groups.append(run)
        else:
            groups += [[one] for one in run]
    return groups


def _runs(placed: Sequence[Placed]) -> list[list[Placed]]:
    runs: list[list[Placed]] = []
    for one in placed:
        if runs and _look(runs[-1][-1][1]) == _look(one[1]):
            runs[-1].append(one)
        else:
            runs.append([one])
    return runs


def _look(mark: DebitMark) -> tuple[int, int | None, str]:
    return mark.cents, mark.old_cents, mark.kind


def _would_touch(run: Sequence[Placed], text_width: TextWidth) -> bool:
    wide = max(_width(words, text_width)[0] for _, mark in run for words in _single_words(mark)[:1])
    return any(right[0] - left[0] < wide + COMFORT for left, right in pairwise(run))


def _single_words(mark: DebitMark) -> list[_Wording]:
    amount, sub = money(mark.cents), short_day(mark.due)
    if mark.is_changed and mark.old_cents is not None:
        old = money(mark.old_cents)
        return [_Wording(amount, old, sub), _Wording(amount, "", sub), _Wording(amount)]
    return [_Wording(amount, "", sub), _Wording(amount)]


def _group_words(group: Sequence[Placed], data: TimelineData, goes_on: bool) -> list[_Wording]:
    first, last = group[0][1], group[-1][1]
    if goes_on:
        top = data.endless_amount or tr("{amount} à chaque échéance", amount=money(first.cents))
        subs = [
            tr("dès le {day}, sans fin", day=day(first.due)),
            tr("dès le {day}", day=day(first.due)),
            tr("dès le {day}", day=short_day(first.due)),
        ]
        return [*(_Wording(top, "", sub) for sub in subs), _Wording(top), _Wording(money(first.cents))]
    top = tr("{count} × {amount}", count=len(group), amount=money(first.cents)).replace(" ", "\u00a0")
    begin = short_day(first.due) if first.due.year == last.due.year else day(first.due)
    subs = [
        tr("{first} – {last}", first=begin, last=day(last.due)),
        tr("{first} – {last}", first=short_day(first.due), last=day(last.due)),
        tr("{first} – {last}", first=short_day(first.due), last=short_day(last.due)),
    ]
    return [*(_Wording(top, "", sub) for sub in subs), _Wording(top)]


def _width(words: _Wording, text_width: TextWidth) -> tuple[float, float]:
    old = text_width(words.old, False) + OLD_GAP if words.old else 0.0
    return old + text_width(words.top, True), text_width(words.sub, False) if words.sub else 0.0


def _place(
    group: Sequence[Placed],
    variants: Sequence[_Wording],
    taken: list[list[tuple[float, float]]],
    width: float,
    text_width: TextWidth,
) -> Label:
    """Take the first wording that touches nothing placed before; nothing, if even the shortest would."""
    left, right = group[0][0], group[-1][0]
    middle = (max(left, 0.0) + min(right, width)) / 2
    ranks = tuple(mark.rank for _, mark in group)
    is_maintenance = group[0][1].kind == "maintenance"
    for words in variants:
        sizes = _width(words, text_width)
        spans = [_span(middle, size, width) for size in sizes]
        if any(size and _touches(spans[row], taken[row]) for row, size in enumerate(sizes)):
            continue
        for row, size in enumerate(sizes):
            if size:
                taken[row].append(spans[row])
        middles = [(span[0] + span[1]) / 2 for span in spans]
        return Label(
            ranks, left, right, middles[0], middles[1], words.top, words.old, words.sub, is_maintenance
        )
    return Label(ranks, left, right, middle, middle, "", "", "", is_maintenance)


def _span(middle: float, size: float, width: float) -> tuple[float, float]:
    """Return the extent of a text around `middle`, pushed into view."""
    left = min(max(0.0, middle - size / 2), max(0.0, width - size))
    return left, left + size


def _touches(span: tuple[float, float], taken: Sequence[tuple[float, float]]) -> bool:
    return any(span[0] < right + GAP and left - GAP < span[1] for left, right in taken)
