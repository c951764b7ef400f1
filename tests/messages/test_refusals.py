"""Every refusal has its sentence, in which nothing of the program shows through."""

import dataclasses
import pkgutil
import re
import types
from datetime import UTC, date, datetime
from enum import Enum
from importlib import import_module
from typing import Any, NewType, Union, get_args, get_origin, get_type_hints

import pytest

import app
from app.domain.contract import DayRange, RankRange
from app.domain.ids import Rank
from app.domain.invoicing_refusals import LineRefusal
from app.domain.refusals import CardFieldRefusal, Refusal, Refused
from app.i18n import Language, texts
from app.messages.refusals import sentence, sentences
from app.services.refusals import AccountLocked, BadIban, StaleEdit
from app.services.state_refusals import Uses

ABSTRACT = {CardFieldRefusal, LineRefusal}


def _all_refusals() -> list[type[Refusal]]:
    for module in pkgutil.walk_packages(app.__path__, "app."):
        if "refusals" in module.name or module.name.startswith("app.services.documents"):
            import_module(module.name)
    found, waiting = set(), [Refusal]
    while waiting:
        for kind in waiting.pop().__subclasses__():
            waiting.append(kind)
            found.add(kind)
    mine = {kind for kind in found if kind.__module__.startswith("app.") and "__slots__" in vars(kind)}
    return sorted(mine - ABSTRACT, key=lambda kind: kind.__name__)


SAMPLES: dict[Any, Any] = {
    int: 5,
    str: "blessure",
    date: date(2010, 7, 22),
    datetime: datetime(2010, 7, 22, 12, tzinfo=UTC),
    DayRange: DayRange(date(2010, 7, 22), date(2010, 9, 4)),
    RankRange: RankRange(Rank(2), Rank(3)),
    object: None,
    bool: True,
    Uses: Uses((("access", 2), ("mandate", 1))),
}


def _sample(kind: Any) -> Any:
    if isinstance(kind, NewType):
        return _sample(kind.__supertype__)
    if get_origin(kind) in (Union, types.UnionType):
        return _sample(get_args(kind)[0])
    if get_origin(kind) is tuple:
        return (_sample(get_args(kind)[0]),)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return next(iter(kind))
    return SAMPLES[kind]


def _made(kind: type[Refusal], empty: bool) -> Refusal:
    hints = get_type_hints(kind)
    values = {}
    for field in dataclasses.fields(kind):
        optional = type(None) in get_args(hints[field.name])
        values[field.name] = None if empty and optional else _sample(hints[field.name])
    return kind(**values)


@pytest.mark.parametrize("kind", _all_refusals(), ids=lambda kind: kind.__name__)
def test_every_refusal_has_a_sentence_in_every_language(
    kind: type[Refusal],
) -> None:
    for language in Language:
        for empty in (False, True):
            said = sentence(_made(kind, empty), texts(language))
            assert len(said) > 10
            assert not re.search(r"[{}]|None|Right\.|\bcents\b|[a-z]_[a-z]", said)


def test_amounts_days_and_ranks_are_said_as_people_write_them() -> None:
    from app.domain.cents import Cents
    from app.domain.refusals import MaintenanceAboveNormal, SuspensionDaysOverlap, SuspensionRanksOverlap

    french = texts(Language.FR)
    assert "59,00\u00a0€" in sentence(MaintenanceAboveNormal(Cents(6000), Cents(5900)), french)
    held = SuspensionDaysOverlap(_sample(int), DayRange(date(2010, 7, 22), date(2010, 9, 4)))
    assert "du 22/07/2010 au 04/09/2010" in sentence(held, french)
    open_end = SuspensionRanksOverlap(_sample(int), RankRange(Rank(2), None))
    assert "2 et suivants" in sentence(open_end, french)


def test_a_stale_edit_names_who_came_first() -> None:
    said = sentence(StaleEdit("Marie", datetime(2010, 7, 22, 12, tzinfo=UTC)), texts(Language.FR))
    assert "Modifié entre-temps par Marie" in said


def test_a_lock_of_half_a_minute_is_told_to_the_second() -> None:
    until = datetime(2010, 7, 22, 12, 1, 31, 500_000, tzinfo=UTC)
    clock = until.astimezone().strftime("%H:%M:32")
    assert sentence(AccountLocked(until), texts(Language.FR)) == f"Trop d'essais : réessayez à {clock}."


def test_the_same_reason_is_said_once() -> None:
    refused = Refused(BadIban("iban"), BadIban("iban"))
    assert "\n" not in sentences(refused, texts(Language.FR))
