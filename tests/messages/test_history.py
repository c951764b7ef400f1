"""Whatever a service writes into the history is told in whole sentences, in three languages (spec 3.4)."""

import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import fields
from enum import StrEnum
from pathlib import Path

import pytest
import sqlalchemy as sa

from app.domain.ids import UserId
from app.domain.rights import Role
from app.i18n import Language, texts
from app.messages.history import SENTENCES, field_name, told, told_in_dossier
from app.messages.history_dossiers import IN_DOSSIER
from app.messages.words import WORDS, word
from app.models import History
from app.services.clock import FixedClock
from app.services.desk import Desk, Operator
from app.services.fields import ClientFields, ClubSettings, PlanFields
from app.services.store import open_store
from app.services.unit_of_work import reading
from app.services.views import HistoryRow
from tests.databases import TODAY
from tests.messages.eventful_club import EventfulClub
from tests.messages.keys_written import keys_written
from tests.services.club import Club

SERVICES = Path(__file__).resolve().parents[2] / "app" / "services"
TOLD_IN_FRENCH = Path(__file__).with_name("history_in_french.txt")
FOREIGN = (Language.NL, Language.EN)


@pytest.fixture(scope="module")
def entries(empty_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[HistoryRow]]:
    """The whole history of the eventful club, the first entry first."""
    folder = tmp_path_factory.mktemp("eventful")
    shutil.copyfile(empty_file, folder / "club.db")
    store = open_store(folder / "club.db")
    operator = Operator(UserId(1), "ADMIN", Role.ADMINISTRATOR, "ACCUEIL-1")
    desk = Desk(store, FixedClock(TODAY), operator)
    EventfulClub(Club(desk), folder).live()
    with reading(desk) as session:
        kept = [_row(entry) for entry in session.scalars(sa.select(History).order_by(History.id))]
    yield kept
    store.close()


def _row(entry: History) -> HistoryRow:
    facts, before, after = (json.loads(each) for each in (entry.facts, entry.before, entry.after))
    return HistoryRow(
        entry.id, entry.at, entry.operator, entry.workstation, entry.what, facts, before, after, entry.reason
    )


def test_every_key_that_a_service_writes_has_a_sentence_and_no_sentence_is_idle() -> None:
    assert keys_written(SERVICES) == set(SENTENCES)


def test_the_eventful_club_writes_every_key(entries: list[HistoryRow]) -> None:
    assert {row.what for row in entries} == set(SENTENCES)


def test_the_history_of_the_eventful_club_reads_well_in_french(entries: list[HistoryRow]) -> None:
    said = [told(row, texts(Language.FR)).replace("\u00a0", " ") for row in entries]
    assert said == TOLD_IN_FRENCH.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("language", FOREIGN)
def test_each_entry_is_told_in_the_language_of_the_reader(
    entries: list[HistoryRow], language: Language
) -> None:
    same = {row.what for row in entries if told(row, texts(language)) == told(row, texts(Language.FR))}
    assert same == set()


@pytest.mark.parametrize("language", FOREIGN)
def test_the_figures_are_those_of_the_french_sentence(entries: list[HistoryRow], language: Language) -> None:
    for row in entries:
        ours, theirs = told(row, texts(Language.FR)), told(row, texts(language))
        assert sorted(re.findall(r"\d+", theirs)) == sorted(re.findall(r"\d+", ours))


@pytest.mark.parametrize("language", Language)
def test_nothing_of_the_store_shows_through(entries: list[HistoryRow], language: Language) -> None:
    for row in entries:
        sentence = told(row, texts(language))
        assert not re.search(r"\d{4}-\d\d-\d\d", sentence), sentence
        assert not re.search(r"[{}–_]|None|True|False", sentence), sentence
        for code in _codes(row, language):
            assert not re.search(rf"\b{code}\b", sentence), sentence


def _codes(row: HistoryRow, language: Language) -> set[str]:
    """The values of closed lists in an entry, but those that are also their word (English `deleted`)."""
    kept = {value for part in (row.facts, row.before, row.after) for value in part.values()
            if isinstance(value, str)} - {""}  # fmt: skip
    listed: list[StrEnum] = [value for known in WORDS for value in known if value in kept]
    own = {word(value, texts(language)).casefold() for value in listed}
    return {value.value for value in listed} - own | ({"fr", "nl"} & kept)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("edited", [ClientFields, PlanFields, ClubSettings])
def test_every_field_that_can_change_has_a_name(edited: type, language: Language) -> None:
    for field in fields(edited):
        assert field_name(field.name, texts(language)) != field.name


@pytest.mark.parametrize("language", Language)
def test_on_its_own_page_a_dossier_is_not_named_again(entries: list[HistoryRow], language: Language) -> None:
    own = [row for row in entries if row.what in IN_DOSSIER and row.what != "dossier_saved"]
    assert {row.what for row in own} == {*IN_DOSSIER} - {"dossier_saved"}
    for row in own:
        here, elsewhere = told_in_dossier(row, texts(language)), told(row, texts(language))
        assert str(row.facts["dossier"]) in elsewhere
        assert str(row.facts["dossier"]) not in here
        assert sorted(re.findall(r"\d+", here)) == sorted(re.findall(r"\d+", elsewhere))


def test_what_is_told_of_a_dossier_elsewhere_too_is_told_alike(entries: list[HistoryRow]) -> None:
    others = [row for row in entries if row.what not in IN_DOSSIER]
    french = texts(Language.FR)
    assert [told_in_dossier(row, french) for row in others] == [told(row, french) for row in others]
    deleted = next(row for row in entries if row.what == "activity_deleted")
    said = told_in_dossier(deleted, french).replace("\u00a0", " ")
    assert said == "Activité supprimée : Court de tennis, 10,00 €"


def test_a_value_that_an_older_program_did_not_keep_is_a_dash(entries: list[HistoryRow]) -> None:
    sold = next(row for row in entries if row.what == "sold")
    bare = HistoryRow(sold.id, sold.at, "ADMIN", "ACCUEIL-1", "sold", {}, {}, {}, "")
    assert told(bare, texts(Language.FR)) == "Accès – vendu, dès le –"


def test_an_entry_of_a_newer_program_is_shown_by_its_key(entries: list[HistoryRow]) -> None:
    sold = entries[0]
    newer = HistoryRow(sold.id, sold.at, "ADMIN", "ACCUEIL-1", "teleported", {}, {}, {}, "")
    assert told(newer, texts(Language.FR)) == "teleported"
