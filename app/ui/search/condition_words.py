"""The conditions of segments in words, and the values that each can take."""

from collections.abc import Mapping

from app import i18n
from app.i18n import Language, mark, money, tr
from app.messages.words import word, words
from app.services.criteria import Condition, ConditionField, StateFilter
from app.services.fields import ClientType

YES, NO = "yes", "no"
ACTIVE_WORDS = {YES: mark("oui"), NO: mark("non")}
END_WORDS = {
    "this_month": mark("ce mois"),
    "next_month": mark("le mois prochain"),
    "past": mark("passée"),
}
DAYS = frozenset({ConditionField.SUSPENDED_OPEN_SINCE, ConditionField.CREATED_SINCE})
YEARS = frozenset({ConditionField.AGE_AT_LEAST, ConditionField.AGE_AT_MOST})
TEXTS = frozenset(
    {
        ConditionField.TOWN,
        ConditionField.POSTAL_CODE,
        ConditionField.ADVISER,
    }
)
TYPED_TOO = frozenset({ConditionField.CLIENT_TYPE})
"""Fields with a list to choose from beside which anything can be typed."""
MONTHS = (
    mark("janvier"),
    mark("février"),
    mark("mars"),
    mark("avril"),
    mark("mai"),
    mark("juin"),
    mark("juillet"),
    mark("août"),
    mark("septembre"),
    mark("octobre"),
    mark("novembre"),
    mark("décembre"),
)


def choices_of(field: ConditionField) -> list[tuple[str, str]]:
    """The (words, value) pairs of a field with a closed list; empty where a value is typed."""
    if field is ConditionField.ACTIVE:
        return [(tr(text), value) for value, text in ACTIVE_WORDS.items()]
    if field is ConditionField.STATE:
        kept = [state for state in StateFilter if state is not StateFilter.ALL]
        return [(word(state, i18n.current()), state.value) for state in kept]
    if field is ConditionField.ACCESS_ENDS:
        return [(tr(text), value) for value, text in END_WORDS.items()]
    if field is ConditionField.LANGUAGE:
        return [(language.own_name, language.value) for language in Language]
    if field is ConditionField.CLIENT_TYPE:
        return [(text, value.value) for value, text in words(ClientType, i18n.current()).items()]
    if field is ConditionField.BIRTH_MONTH:
        return [(tr(text), str(at)) for at, text in enumerate(MONTHS, start=1)]
    return []


def value_words(condition: Condition, plans: Mapping[str, str]) -> str:
    """The value of a condition as people read it; `plans` names the plans by their id."""
    if condition.field is ConditionField.PLAN:
        return plans.get(condition.value, tr("formule inconnue"))
    for text, value in choices_of(condition.field):
        if value == condition.value:
            return text
    if condition.field is ConditionField.BALANCE_AT_LEAST and condition.value.isdigit():
        return money(int(condition.value))
    return condition.value


def condition_words(condition: Condition, plans: Mapping[str, str]) -> tuple[str, str]:
    """A condition as (name, value); a negated one says ≠."""
    name = word(condition.field, i18n.current())
    value = value_words(condition, plans)
    if not condition.negated:
        return name, value
    if not value:
        return tr("pas : {condition}", condition=name), ""
    return name, tr("≠ {value}", value=value)
