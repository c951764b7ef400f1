"""A rate on a card is shown as the desk writes it, and kept in one way."""

import pytest
from pytestqt.qtbot import QtBot

from app.i18n import Language, set_language
from app.ui.kit.identity_fields import VAT_RATES
from app.ui.kit.rate_entry import RateEntry


def entry(qtbot: QtBot, language: Language) -> RateEntry:
    set_language(language)
    made = RateEntry("rate", VAT_RATES)
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize("kept", ["", "21 %", "5,5 %", "17 %", "beaucoup"])
def test_what_is_kept_stays_as_it_is_in_every_language(qtbot: QtBot, kept: str) -> None:
    for language in Language:
        shown = entry(qtbot, language)
        shown.set_value(kept)
        assert shown.value() == kept


@pytest.mark.parametrize(
    ("language", "expected"),
    [(Language.FR, "5,5\u00a0%"), (Language.NL, "5,5%"), (Language.EN, "5.5%")],
)
def test_a_rate_is_shown_as_the_desk_writes_it(qtbot: QtBot, language: Language, expected: str) -> None:
    shown = entry(qtbot, language)
    shown.set_value("5,5 %")
    assert shown.currentText() == expected


@pytest.mark.parametrize("typed", ["17", "17%", "17 %", "17\u00a0%", " 17,0 % "])
def test_a_rate_may_be_typed_in_any_way(qtbot: QtBot, typed: str) -> None:
    shown = entry(qtbot, Language.NL)
    shown.setCurrentText(typed)
    assert shown.value() == "17 %"
