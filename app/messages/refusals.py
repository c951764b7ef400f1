"""The sentence of every refusal: what is wrong, and what to do (spec 2.5, 6.4).

A sentence is a French text with the fields of its refusal by name; they are put into words by
their type: cents as an amount, days as dd/MM/yyyy, ranks as people call them. Where a missing
value changes the sentence, `_variant` chooses.
"""

import dataclasses
from collections.abc import Callable
from datetime import date, datetime
from enum import StrEnum
from typing import Any, get_type_hints

from app.domain import refusals as d
from app.domain.cents import Cents
from app.domain.contract import DayRange, RankRange
from app.domain.dossier_refusals import DossierInUse
from app.domain.ids import Rank
from app.i18n import Texts, mark
from app.messages.refusal_texts import RIGHTS, SENTENCES, THINGS
from app.messages.uses import uses_told
from app.messages.words import WORDS, word
from app.services import refusals as s
from app.services.state_refusals import Uses


def sentence(refusal: d.Refusal, texts: Texts) -> str:
    """What this refusal says, in the language of these texts; fails for a type without a sentence."""
    message = _variant(refusal) or SENTENCES[type(refusal)]
    return texts.tr(message, **_fields(refusal, texts))


def sentences(refused: d.Refused, texts: Texts) -> str:
    """All reasons of a refused request, one a line."""
    return "\n".join(dict.fromkeys(sentence(refusal, texts) for refusal in refused.refusals))


def _variant(refusal: d.Refusal) -> str | None:
    """The sentence of a refusal that says something else where a value is missing."""
    match refusal:
        case d.NotAllowed():
            return RIGHTS.get(refusal.right)
        case d.DaysAboveMaximum(days=None):
            return mark("Le club n'accepte pas de report illimité : {maximum} jours au plus.")
        case d.YearDaysExceeded(days=None):
            return mark(
                "Le club accepte {limit} jours de report par année de contrat ({year}) ; un report illimité les dépasse."
            )
        case d.NoRunningAccess(ended=date()):
            return mark("Cet accès s'est terminé le {ended} : il ne peut plus être suspendu.")
        case d.FirstRankUnknown(last=None) | d.LastRankUnknown(last=None):
            return mark("Le rang {rank} n'existe pas : les rangs commencent à 1.")
        case d.ClientDeactivated(since=None):
            return mark("Ce client est désactivé : réactivez d'abord sa fiche.")
        case DossierInUse(numbers=""):
            return mark("Ce dossier ne peut pas être supprimé. Activités : {activities} ({named}).")
        case s.NotFound():
            return THINGS.get(refusal.what)
        case s.StaleEdit(at=None):
            return mark(
                "Modifié entre-temps : votre modification n'est pas enregistrée. Relisez, puis recommencez."
            )
    return None


def _fields(refusal: d.Refusal, texts: Texts) -> dict[str, str]:
    """The fields of a refusal in words."""
    told = {name: _told(getattr(refusal, name), kind, texts) for name, kind in _kinds(type(refusal)).items()}
    if isinstance(refusal, s.AccountLocked):
        told["until"] = texts.clock(
            refusal.until
        )  # half a minute away, an hour at most: the day says nothing
    return told


def _kinds(kind: type[d.Refusal]) -> dict[str, Any]:
    """The fields of a type of refusal and their types."""
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in dataclasses.fields(kind)}


def _told(value: Any, kind: Any, texts: Texts) -> str:
    if kind is Cents:
        return texts.money(value)
    if kind in (Rank, Rank | None) and value is not None:
        return rank_told(value, texts)
    for known, tell in _TELLERS:
        if isinstance(value, known):
            return tell(value, texts)
    return str(value) if value is not None else ""


def rank_told(rank: int, texts: Texts) -> str:
    """A rank as people call it: 4, or A1 for one that was added by hand."""
    return str(rank) if rank > 0 else texts.tr("A{n}", n=-rank)


def _days_told(days: DayRange, texts: Texts) -> str:
    if days.last is None:
        return texts.tr("à partir du {first}", first=texts.day(days.first))
    return texts.tr("du {first} au {last}", first=texts.day(days.first), last=texts.day(days.last))


def _ranks_told(ranks: RankRange, texts: Texts) -> str:
    first = rank_told(ranks.first, texts)
    if ranks.last is None:
        return texts.tr("{first} et suivants", first=first)
    return first if ranks.last == ranks.first else f"{first}–{rank_told(ranks.last, texts)}"


def _word_told(value: StrEnum, texts: Texts) -> str:
    return word(value, texts).lower() if type(value) in WORDS else str(value)


_TELLERS: tuple[tuple[type, Callable[[Any, Texts], str]], ...] = (
    (datetime, lambda value, texts: texts.instant(value)),
    (date, lambda value, texts: texts.day(value)),
    (DayRange, _days_told),
    (RankRange, _ranks_told),
    (StrEnum, _word_told),
    (Uses, uses_told),
    (bool, lambda value, texts: str(value)),
    (int, lambda value, texts: texts.number(value)),
    (tuple, lambda value, texts: ", ".join(rank_told(one, texts) for one in value)),
)
