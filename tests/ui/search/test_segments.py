"""Segments: combine conditions, run them, keep them under a name, delete them (spec 1.2)."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.domain.rights import Role
from app.services.criteria import Condition, ConditionField, Criteria, Sort, StateFilter
from app.services.desk import Desk
from app.services.queries.search import search_clients
from app.services.requests import SaveSegment
from app.services.segments import save_segment, segments
from app.services.states import DeactivateClient, deactivate, deactivation_facts
from app.ui.kit.runner import PoolRunner
from app.ui.kit.theme import Mode
from app.ui.search.condition_row import ConditionRow
from app.ui.search.condition_words import condition_words
from app.ui.search.segments_dialog import SegmentsDialog
from tests.services.club import new_command
from tests.ui.noted_workplace import NotedWorkplace
from tests.ui.search.conftest import Searcher

HOSTILE_NAMES = ["'; DROP TABLE segment; --", "👩‍🦽", "\u202eabc", "  ", "x" * 5000, "<b>A & B</b>"]
HOSTILE_NUMBERS = ["-1", "1e9", "10^12", "9" * 50, "douze", "٣", "1,5", "👍"]


class Composer:
    """A person at the dialog."""

    def __init__(self, searcher: Searcher) -> None:
        self.searcher, self.qtbot = searcher, searcher.qtbot
        searcher.page._edit_conditions()
        found = searcher.page.findChild(SegmentsDialog)
        assert isinstance(found, SegmentsDialog)
        self.dialog = found

    def control(self, name: str) -> QWidget:
        self.qtbot.waitUntil(lambda: self._visible(name) != [])
        return self._visible(name)[-1]

    def _visible(self, name: str) -> list[QWidget]:
        return [each for each in self.dialog.findChildren(QWidget, name) if each.isVisible()]

    def choose(self, name: str, value: object) -> None:
        box = self.control(name)
        assert isinstance(box, QComboBox)
        box.setCurrentIndex(box.findData(value))

    def write(self, name: str, text: str) -> None:
        field = self.control(name)
        assert isinstance(field, QLineEdit)
        field.clear()
        field.insert(text)

    def press(self, name: str) -> None:
        button = self.control(name)
        assert isinstance(button, QPushButton)
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def error(self, name: str) -> str:
        notes = self._visible(f"{name}_error")
        return notes[-1].accessibleName() if notes else ""


@pytest.fixture
def composer(searcher: Searcher) -> Composer:
    """The dialog, opened from an empty search."""
    return Composer(searcher)


def kept(searcher: Searcher) -> dict[str, Criteria]:
    return {row.name: row.criteria for row in segments(searcher.noted.desk)}


def test_a_combination_is_run(composer: Composer) -> None:
    composer.choose("condition_field_0", ConditionField.STATE)
    composer.choose("condition_value_0", StateFilter.BLOCKED.value)
    composer.press("run_segment")
    composer.searcher.sees("LECLERCQ Inès")
    expected = (Condition(ConditionField.STATE, "blocked"),)
    assert composer.searcher.page.bar.criteria.conditions == expected


def test_a_type_of_client_is_chosen_by_its_word_or_typed(composer: Composer) -> None:
    composer.choose("condition_field_0", ConditionField.CLIENT_TYPE)
    for typed, sought, shown in (("Étudiant", "student", "Étudiant"), ("Boxe", "Boxe", "Boxe")):
        box = composer.control("condition_value_0")
        assert isinstance(box, QComboBox)
        box.setEditText(typed)
        condition = composer.dialog.findChildren(ConditionRow)[-1].condition()
        assert condition == Condition(ConditionField.CLIENT_TYPE, sought)
        assert condition_words(condition, {}) == ("Type de client", shown)


def test_3_2_5_actif_n_est_pas_oui_finds_the_deactivated_greyed_with_icon_and_word(
    searcher: Searcher,
) -> None:
    desk = searcher.noted.desk
    found = search_clients(desk, Criteria(surname="Legrand"), Sort()).rows[0].id
    deactivate(desk, DeactivateClient(new_command(), found, deactivation_facts(desk, found).version))
    composer = Composer(searcher)
    composer.choose("condition_field_0", ConditionField.ACTIVE)
    composer.choose("condition_is_0", True)
    composer.choose("condition_value_0", "yes")
    composer.press("run_segment")
    searcher.qtbot.waitUntil(lambda: "LEFÈVRE Margaux" not in searcher.names())
    searcher.rest()
    table = searcher.page.result.table.rows_model()
    at = searcher.names().index("LEGRAND Anne-Sophie")
    chip = next(
        cell.chip for cell in (table.cell(at, column) for column in range(table.columnCount())) if cell.chip
    )
    assert (chip.kind, chip.text) == ("inactive", "Désactivé")
    assert table.tone(at) == "muted"
    everybody = search_clients(desk, Criteria(), Sort()).rows
    assert found in [row.id for row in everybody]


def test_a_negated_condition_finds_the_others(composer: Composer) -> None:
    composer.choose("condition_field_0", ConditionField.STATE)
    composer.choose("condition_is_0", True)
    composer.choose("condition_value_0", StateFilter.PROSPECTS.value)
    composer.press("run_segment")
    composer.searcher.sees("LEFÈVRE Jean-Noël", "LEFÈVRE Margaux", "LECLERCQ Inès", "LEGRAND Anne-Sophie")


def test_two_conditions_hold_at_once(composer: Composer) -> None:
    composer.choose("condition_field_0", ConditionField.STATE)
    composer.choose("condition_value_0", StateFilter.ACTIVE.value)
    composer.press("add_condition")
    composer.choose("condition_field_1", ConditionField.TOWN)
    composer.write("condition_value_1", "huy")
    composer.press("run_segment")
    composer.searcher.sees("LEGRAND Anne-Sophie")


def test_a_segment_is_kept_and_run_from_the_menu(composer: Composer) -> None:
    searcher = composer.searcher
    composer.choose("condition_field_0", ConditionField.STATE)
    composer.choose("condition_value_0", StateFilter.BLOCKED.value)
    composer.write("segment_name", "Bloqués à appeler")
    composer.press("save_segment")
    searcher.qtbot.waitUntil(lambda: "Bloqués à appeler" in kept(searcher))
    searcher.rest()
    searcher.page.refresh(searcher.noted.ways[-1][1].touched)
    name = f"segment_{segments(searcher.noted.desk)[0].id}"
    searcher.qtbot.waitUntil(lambda: searcher.page.findChild(QAction, name) is not None)
    action = searcher.page.findChild(QAction, name)
    assert action is not None
    action.trigger()
    searcher.sees("LECLERCQ Inès")


def test_the_criteria_of_the_search_belong_to_the_segment(searcher: Searcher) -> None:
    searcher.page.search(Criteria(surname="lefevre"))
    searcher.sees("LEFÈVRE Jean-Noël", "LEFÈVRE Margaux")
    composer = Composer(searcher)
    composer.choose("condition_field_0", ConditionField.STATE)
    composer.choose("condition_value_0", StateFilter.ACTIVE.value)
    composer.write("segment_name", "Lefèvre actifs")
    composer.press("save_segment")
    searcher.qtbot.waitUntil(lambda: "Lefèvre actifs" in kept(searcher))
    assert kept(searcher)["Lefèvre actifs"].surname == "lefevre"


def test_a_segment_is_deleted_after_a_question(searcher: Searcher) -> None:
    criteria = Criteria(conditions=(Condition(ConditionField.ACTIVE, "no"),))
    save_segment(searcher.noted.desk, SaveSegment(new_command(), None, "Inactifs", criteria))
    searcher.page._segments_menu.read_again()
    searcher.rest()
    composer = Composer(searcher)
    box = composer.control("segment")
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(box.findText("Inactifs"))
    composer.press("delete_segment")
    assert "Inactifs" in kept(searcher)
    composer.press("ask_yes")
    searcher.qtbot.waitUntil(lambda: kept(searcher) == {})
    searcher.rest()


@pytest.mark.parametrize("typed", ["", *HOSTILE_NUMBERS])
def test_a_bad_number_of_days_is_told_beside_it(composer: Composer, typed: str) -> None:
    composer.choose("condition_field_0", ConditionField.SUSPENDED_OPEN_SINCE)
    composer.write("condition_value_0", typed)
    composer.press("run_segment")
    assert composer.error("condition_value_0") != ""
    assert composer.searcher.page.bar.criteria == Criteria()


@pytest.mark.parametrize("typed", ["", "abc", "12,3,4", "10^12", "9" * 40, "👍"])
def test_a_bad_amount_is_told_beside_it(composer: Composer, typed: str) -> None:
    composer.choose("condition_field_0", ConditionField.BALANCE_AT_LEAST)
    composer.write("condition_value_0", typed)
    composer.press("run_segment")
    assert composer.error("condition_value_0") != ""


@pytest.mark.parametrize("typed", ["'; DROP TABLE client; --", "%", "👩‍🦽", "\u202eabc", "a\nb", "x" * 9000])
def test_hostile_text_in_a_condition_breaks_nothing(composer: Composer, typed: str) -> None:
    composer.choose("condition_field_0", ConditionField.TOWN)
    composer.write("condition_value_0", typed)
    composer.press("run_segment")
    composer.searcher.sees()


@pytest.mark.parametrize("name", HOSTILE_NAMES, ids=range(len(HOSTILE_NAMES)))
def test_hostile_segment_names_are_kept_whole_or_refused_in_words(composer: Composer, name: str) -> None:
    searcher = composer.searcher
    composer.write("segment_name", name)
    composer.press("save_segment")
    searcher.rest()
    refused = composer.error("segment_name") if isValid(composer.dialog) else ""
    assert bool(refused) != bool(kept(searcher))


def test_an_empty_name_is_told_beside_its_field(composer: Composer) -> None:
    composer.press("save_segment")
    composer.qtbot.waitUntil(lambda: composer.error("segment_name") != "")
    assert kept(composer.searcher) == {}


@pytest.mark.parametrize("field", list(ConditionField))
def test_every_condition_can_be_composed_and_is_told_in_words(
    composer: Composer, field: ConditionField
) -> None:
    composer.choose("condition_field_0", field)
    line = composer.dialog._lines[0]
    control = line._value.control if line._value else None
    if isinstance(control, QLineEdit):
        control.insert("12")
    condition = line.condition()
    assert condition.field is field
    name, _value = condition_words(condition, {"12": "Illimité"})
    assert name != ""


def test_conditions_can_be_taken_away(composer: Composer) -> None:
    composer.press("add_condition")
    composer.press("condition_remove_0")
    assert len(composer.dialog._lines) == 1


def test_reception_may_combine_and_keep(
    desk_at: Callable[..., Desk], runner: PoolRunner, qtbot: QtBot
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    noted = NotedWorkplace(desk_at(Role.RECEPTION), runner, window)
    dialog = SegmentsDialog(window, noted, (), {}, Criteria())
    assert dialog.findChild(QPushButton, "save_segment").isEnabled()  # type: ignore[union-attr]  # it is there
    dialog.close()


def test_a_condition_that_means_nothing_is_told_where_the_rows_were(searcher: Searcher) -> None:
    searcher.page.search(Criteria(conditions=(Condition(ConditionField.TOWN, "\u202eabc"),)))
    searcher.sees()
    searcher.rest()
    assert searcher.control("result_empty_sentence").property("text") != ""
    assert searcher.control("result_count").property("text") == ""


def test_nothing_is_cut(
    composer: Composer, each_look: Mode, assert_no_cut_text: Callable[[QWidget], None]
) -> None:
    composer.press("add_condition")
    composer.press("run_segment")
    assert_no_cut_text(composer.dialog) if composer.dialog.isVisible() else None
