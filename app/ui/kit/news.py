"""Whether a view has to read again after a save, here or at another desk (spec 5.2)."""

from collections.abc import Container

from app.services.desk import Touched, TouchedKind

ANYTHING = frozenset({Touched(TouchedKind.SETTINGS, 0)})
"""Anything may have changed: a new day, a server that came back, a save that touched too much to name it."""


def concerns(
    touched: frozenset[Touched], own: Container[Touched] = (), kinds: Container[TouchedKind] = ()
) -> bool:
    """Whether one of these things, or one of these kinds, is among what was touched, or anything may be.

    The settings concern everybody: amounts, terms and days follow from them.
    """
    return not touched or any(
        each.kind is TouchedKind.SETTINGS or each.kind in kinds or each in own for each in touched
    )
