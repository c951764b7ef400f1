"""Amounts, dates and plurals as people of each language read them, and how catalogues are found."""

import os
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import i18n
from app.i18n import Language, Texts, texts

PO = """\
msgid ""
msgstr ""
"Language: nl\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "Rang {rank} encaissé"
msgstr "Rang {rank} geïnd"

msgid "{n} client"
msgid_plural "{n} clients"
msgstr[0] "{n} klant"
msgstr[1] "{n} klanten"

#, fuzzy
msgid "Accès"
msgstr "Misschien"
"""


@pytest.fixture
def dutch_catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A catalogue of our own, where the program looks for catalogues."""
    folder = tmp_path / "nl" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    written = folder / "gestion.po"
    written.write_text(PO, encoding="utf-8")
    monkeypatch.setattr(i18n, "TRANSLATIONS", tmp_path)
    return written


@pytest.mark.parametrize(
    ("cents", "french", "dutch", "english"),
    [
        (0, "0,00\u00a0€", "0,00\u00a0€", "€0.00"),
        (200, "2,00\u00a0€", "2,00\u00a0€", "€2.00"),
        (5900, "59,00\u00a0€", "59,00\u00a0€", "€59.00"),
        (-5, "-0,05\u00a0€", "-0,05\u00a0€", "-€0.05"),
        (99_999, "999,99\u00a0€", "999,99\u00a0€", "€999.99"),
        (123_456, "1\u202f234,56\u00a0€", "1.234,56\u00a0€", "€1,234.56"),
        (-123_456_789, "-1\u202f234\u202f567,89\u00a0€", "-1.234.567,89\u00a0€", "-€1,234,567.89"),
    ],
)
def test_an_amount_is_written_as_its_reader_expects(
    cents: int, french: str, dutch: str, english: str
) -> None:
    written = [texts(language).money(cents) for language in (Language.FR, Language.NL, Language.EN)]
    assert written == [french, dutch, english]


@pytest.mark.parametrize(
    ("rate", "french", "dutch", "english"),
    [
        ("21", "21\u00a0%", "21%", "21%"),
        ("5.50", "5,5\u00a0%", "5,5%", "5.5%"),
        ("1E+1", "10\u00a0%", "10%", "10%"),
    ],
)
def test_a_rate_is_written_in_one_way_in_each_language(
    rate: str, french: str, dutch: str, english: str
) -> None:
    written = [texts(language).percent(Decimal(rate)) for language in (Language.FR, Language.NL, Language.EN)]
    assert written == [french, dutch, english]


@given(st.integers(-(10**12), 10**12), st.sampled_from(Language))
def test_an_amount_loses_no_cent_and_never_wraps(cents: int, language: Language) -> None:
    written = texts(language).money(cents)
    assert int("".join(c for c in written if c.isdigit() or c == "-")) == cents
    assert " " not in written


@pytest.mark.parametrize("language", Language)
def test_a_day_is_two_digits_two_digits_four_digits_everywhere(language: Language) -> None:
    assert texts(language).day(date(2010, 8, 5)) == "05/08/2010"
    assert texts(language).day(date(1, 1, 1)) == "01/01/0001"
    assert texts(language).short_day(date(2010, 8, 5)) == "05/08"


def test_a_day_can_be_spelt_out() -> None:
    day = date(2010, 7, 28)
    assert texts(Language.FR).weekday_day(day) == "mercredi 28\u00a0juillet 2010"
    assert texts(Language.NL).weekday_day(day) == "woensdag 28\u00a0juli 2010"
    assert texts(Language.EN).weekday_day(day) == "Wednesday 28\u00a0July 2010"


def test_the_first_of_a_french_month_is_an_ordinal() -> None:
    assert texts(Language.FR).weekday_day(date(2010, 9, 1)) == "mercredi 1er\u00a0septembre 2010"


@pytest.mark.parametrize("language", Language)
def test_each_language_has_twelve_months_and_seven_days(language: Language) -> None:
    spoken = texts(language)
    assert len({spoken.month(date(2010, month, 1)) for month in range(1, 13)}) == 12
    assert len({spoken.short_month(date(2010, month, 1)) for month in range(1, 13)}) == 12
    assert len({spoken.weekday_day(date(2010, 8, day)).split()[0] for day in range(1, 8)}) == 7


def test_an_instant_is_shown_on_the_clock_of_the_workstation() -> None:
    moment = datetime(2010, 7, 22, 12, 5, tzinfo=UTC)
    local = moment.astimezone()
    assert texts(Language.FR).instant(moment) == f"{local:%d/%m/%Y}\u00a0{local:%H:%M}"


def test_an_instant_without_a_zone_is_refused() -> None:
    nowhere = datetime(2010, 7, 22, 12, 5)  # noqa: DTZ001 - what is refused here
    with pytest.raises(ValueError, match="time zone"):
        texts(Language.FR).instant(nowhere)


@pytest.mark.parametrize(
    ("n", "written"),
    [(0, "0 client"), (1, "1 client"), (2, "2 clients"), (1284, "1\u202f284 clients")],
)
def test_in_french_zero_and_one_are_singular(n: int, written: str) -> None:
    assert texts(Language.FR).ntr("{n} client", "{n} clients", n) == written


def test_a_message_without_a_translation_stays_french(dutch_catalogue: Path) -> None:
    assert Texts(Language.NL).tr("Recherche") == "Recherche"
    assert Texts(Language.NL).ntr("{n} jour", "{n} jours", 0) == "0 jour"


def test_an_empty_message_is_empty(dutch_catalogue: Path) -> None:
    assert Texts(Language.NL).tr("") == ""


def test_a_written_catalogue_is_enough(dutch_catalogue: Path) -> None:
    dutch = Texts(Language.NL)
    assert dutch.tr("Rang {rank} encaissé", rank=4) == "Rang 4 geïnd"
    assert dutch.ntr("{n} client", "{n} clients", 0) == "0 klanten"
    assert dutch.ntr("{n} client", "{n} clients", 1284) == "1.284 klanten"


def test_a_word_that_means_two_things_in_french_is_two_words_elsewhere() -> None:
    assert [texts(language).ptr("undo", "Annuler") for language in Language] == [
        "Annuler",
        "Ongedaan maken",
        "Undo",
    ]
    assert texts(Language.EN).tr("Annuler") == "Cancel"


def test_a_doubtful_translation_is_not_shown(dutch_catalogue: Path) -> None:
    assert Texts(Language.NL).tr("Accès") == "Accès"


def test_a_catalogue_newer_than_its_compiled_form_is_read(dutch_catalogue: Path) -> None:
    compiled = dutch_catalogue.with_suffix(".mo")
    compiled.write_bytes(i18n.compile_catalogue(dutch_catalogue))
    dutch_catalogue.write_text(PO.replace("geïnd", "ontvangen"), encoding="utf-8")
    written = dutch_catalogue.stat().st_mtime
    os.utime(compiled, (written - 10, written - 10))
    assert Texts(Language.NL).tr("Rang {rank} encaissé", rank=4) == "Rang 4 ontvangen"
    os.utime(compiled, (written + 10, written + 10))
    assert Texts(Language.NL).tr("Rang {rank} encaissé", rank=4) == "Rang 4 geïnd"


def test_no_catalogue_at_all_means_french(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(i18n, "TRANSLATIONS", tmp_path)
    assert Texts(Language.EN).tr("Recherche") == "Recherche"


def test_a_member_is_written_to_in_her_language_from_a_french_desk() -> None:
    assert i18n.month(date(2010, 7, 1)) == "juillet\u00a02010"
    assert texts(Language.NL).month(date(2010, 7, 1)) == "juli\u00a02010"


def test_the_desk_changes_its_language() -> None:
    i18n.set_language(Language.EN)
    assert i18n.current().language is Language.EN
    assert i18n.money(5900) == "€59.00"
    assert i18n.day(date(2010, 8, 5)) == "05/08/2010"
