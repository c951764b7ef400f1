"""Criteria as chips and fields, and everything hostile that can be typed into them."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from app.services.criteria import Criteria, StateFilter
from app.services.queries.search import count_clients
from app.ui.search.criteria_chips import CriterionChip
from tests.ui.search.conftest import Searcher

TEXT_FIELDS = ("surname", "first_name", "number", "card", "phone", "email", "town")
HOSTILE = {
    "sql": "'; DROP TABLE client; --",
    "quotes": "\"\"''``",
    "fts": 'nom* OR "x" NEAR(a b) -c ^d',
    "like": "%_%\\",
    "emoji": "👩‍🦽🏋️",
    "right to left": "\u202eאבג עברית",
    "newlines": "a\nb\r\nc\u2028d",
    "nul": "a\x00b",
    "huge": "x" * 100_000,
    "huge number": "9" * 400,
    "blanks": " \t\u00a0 ",
    "html": "<img src=x onerror=alert(1)>A & B",
    "combining": "e" + "\u0301" * 60,
}


def chips(searcher: Searcher) -> list[CriterionChip]:
    return searcher.page.bar.findChildren(CriterionChip)


@pytest.mark.parametrize("field", TEXT_FIELDS)
def test_hostile_text_in_a_field_finds_nobody_and_breaks_nothing(searcher: Searcher, field: str) -> None:
    searcher.unfold()
    for text in HOSTILE.values():
        searcher.paste(f"criterion_{field}", text)
        searcher.enter(f"criterion_{field}")
        searcher.rest()
    searcher.press("clear_criteria")
    searcher.qtbot.waitUntil(lambda: len(searcher.names()) == 8)
    assert count_clients(searcher.noted.desk, Criteria()) == 8
    assert searcher.noted.ways == []


@pytest.mark.parametrize(
    "typed", ["31/02/2010", "abc", "01/01/0001", "99/99/9999", "10^12", "٣/٣/٢٠١٠", "1/1/1;DROP", "🎂"]
)
def test_an_impossible_birth_date_is_told_beside_its_field(searcher: Searcher, typed: str) -> None:
    searcher.unfold()
    before = searcher.names()
    searcher.paste("criterion_birth_date", typed)
    searcher.enter("criterion_birth_date")
    searcher.rest()
    note = searcher.page.window().findChild(QWidget, "criterion_birth_date_error")
    assert note is not None
    assert note.isVisible()
    assert searcher.names() == before
    assert searcher.page.bar.criteria == Criteria()


def test_mending_the_date_takes_the_error_away(searcher: Searcher) -> None:
    searcher.unfold()
    searcher.type("criterion_birth_date", "31/02/1976")
    searcher.enter("criterion_birth_date")
    searcher.type("criterion_birth_date", "14/03/1976")
    searcher.enter("criterion_birth_date")
    searcher.sees("LEFÈVRE Jean-Noël")
    assert searcher.page.bar.criteria.birth_date == date(1976, 3, 14)


def test_folded_criteria_are_chips_and_a_cross_takes_one_away(searcher: Searcher) -> None:
    searcher.page.search(Criteria(surname="lefevre", state=StateFilter.SUSPENDED))
    searcher.sees("LEFÈVRE Jean-Noël")
    assert {chip.objectName() for chip in chips(searcher)} == {"chip_surname", "chip_state"}
    state = searcher.control("chip_state")
    state.setFocus()
    searcher.qtbot.keyClick(state, Qt.Key.Key_Delete)
    searcher.sees("LEFÈVRE Jean-Noël", "LEFÈVRE Margaux")
    assert searcher.page.bar.criteria == Criteria(surname="lefevre")


def test_the_words_of_a_chip_lead_to_its_field(searcher: Searcher) -> None:
    searcher.page.search(Criteria(town="huy"))
    searcher.qtbot.keyClick(searcher.control("chip_town"), Qt.Key.Key_Return)
    assert not searcher.page.bar.is_folded
    assert searcher.control("criterion_town").property("text") == "huy"
    searcher.qtbot.waitUntil(lambda: searcher.control("criterion_town").hasFocus())


def test_clearing_shows_everybody_again(searcher: Searcher) -> None:
    searcher.page.search(Criteria(surname="legrand"))
    searcher.sees("LEGRAND Anne-Sophie")
    searcher.press("clear_criteria")
    searcher.qtbot.waitUntil(lambda: len(searcher.names()) == 8)
    assert searcher.page.bar.criteria == Criteria()


def test_many_criteria_leave_the_buttons_whole(searcher: Searcher) -> None:
    searcher.page.search(
        Criteria(
            "tout",
            "nom" * 30,
            "prénom",
            "12",
            "34",
            "56",
            "e@x",
            "ville",
            date(1976, 3, 14),
            StateFilter.ACTIVE,
        )
    )
    searcher.rest()
    run = searcher.control("run_search")
    assert run.width() >= run.sizeHint().width()
    assert searcher.control("more_criteria").isVisible()


def test_the_tab_key_walks_the_fields_as_the_eye_does(searcher: Searcher) -> None:
    searcher.unfold()
    first = searcher.control("criterion_surname")
    first.setFocus()
    walked = [first.objectName()]
    for _ in range(8):
        searcher.qtbot.keyClick(searcher.page.focusWidget(), Qt.Key.Key_Tab)
        walked.append(searcher.page.focusWidget().objectName())
    fields = ("surname", "first_name", "number", "card", "phone", "email", "town", "birth_date", "state")
    assert walked == [f"criterion_{field}" for field in fields]


def test_alt_and_a_digit_lead_to_the_criterion_at_that_place(searcher: Searcher) -> None:
    searcher.unfold()
    names = ["surname", "first_name", "number", "card", "phone", "email", "town", "birth_date", "state"]
    for at, name in enumerate(names):
        searcher.qtbot.keyClick(searcher.page, Qt.Key(Qt.Key.Key_1 + at), Qt.KeyboardModifier.AltModifier)
        focused = QApplication.focusWidget()
        assert focused is not None
        assert focused.objectName() == f"criterion_{name}"
        assert focused.toolTip() == f"Alt+{at + 1}"


def test_every_control_has_a_name_to_be_read_aloud(searcher: Searcher) -> None:
    from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit

    searcher.unfold()
    kinds = (QAbstractButton, QComboBox, QLineEdit)
    controls = [each for kind in kinds for each in searcher.page.findChildren(kind) if each.isVisible()]
    nameless = [each.objectName() for each in controls if not each.accessibleName() and not _is_inside(each)]
    assert nameless == []


def _is_inside(control: QWidget) -> bool:
    """Whether this is part of a control that has a name itself."""
    parent = control.parentWidget()
    return parent is not None and parent.accessibleName() != ""
