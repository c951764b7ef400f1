"""Frozen values go to JSON and come back the same: outcomes, criteria, settings."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.cents import Cents
from app.domain.ids import Rank, SuspensionId
from app.services.criteria import Condition, ConditionField, Criteria, StateFilter
from app.services.desk import Outcome, Touched, TouchedKind
from app.services.fields import ClubSettings
from app.services.json_values import from_json, to_json
from app.services.suspensions import Stopped, Suspended

texts = st.text(max_size=20)
touched = st.frozensets(st.builds(Touched, st.sampled_from(TouchedKind), st.integers(1, 99)), max_size=4)


@given(st.builds(Outcome, touched, st.booleans()))
def test_an_outcome_comes_back_as_it_was(outcome: Outcome) -> None:
    assert from_json(Outcome, to_json(outcome)) == outcome


def test_outcomes_with_more_in_them_come_back_as_they_were() -> None:
    things = frozenset({Touched(TouchedKind.ACCESS, 7)})
    for outcome in (
        Suspended(things, suspension=SuspensionId(3), left=(Rank(2), Rank(4))),
        Stopped(things, suspension=SuspensionId(3), days=159, cancelled=False, left=()),
    ):
        assert from_json(type(outcome), to_json(outcome)) == outcome


@given(
    st.builds(
        Criteria,
        surname=texts,
        birth_date=st.one_of(st.none(), st.dates()),
        state=st.sampled_from(StateFilter),
        conditions=st.lists(
            st.builds(Condition, st.sampled_from(ConditionField), texts, st.booleans()), max_size=3
        ).map(tuple),
    )
)
def test_a_saved_search_comes_back_as_it_was(criteria: Criteria) -> None:
    assert from_json(Criteria, to_json(criteria)) == criteria


def test_settings_of_an_older_program_take_the_default_of_what_was_added_since() -> None:
    stored = to_json(ClubSettings(name="Club Léo", default_maintenance=Cents(500), causes=("blessure",)))
    del stored["idle_lock_minutes"]
    stored["gone_since"] = 1
    assert from_json(ClubSettings, stored) == ClubSettings(
        name="Club Léo", default_maintenance=Cents(500), causes=("blessure",)
    )


def test_what_has_no_json_form_is_a_fault_of_the_program() -> None:
    assert to_json({"day": date(2010, 7, 22), "ranks": {3, 1}}) == {"day": "2010-07-22", "ranks": [1, 3]}
    with pytest.raises(TypeError):
        to_json(3.5)
