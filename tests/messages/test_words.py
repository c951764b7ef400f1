"""Every value of every list has a word, and no two values of one list the same one."""

from enum import StrEnum

import pytest

from app.i18n import Language, texts
from app.messages.words import WORDS, type_words, word, words
from app.services.fields import ClientType

NEUTRAL = texts(Language.FR)


@pytest.mark.parametrize("listed", WORDS, ids=lambda listed: listed.__name__)
def test_every_value_has_a_word_of_its_own(listed: type[StrEnum]) -> None:
    for language in Language:
        said = words(listed, texts(language))
        assert list(said) == list(listed)
        assert all(said.values())
    assert len(set(words(listed, NEUTRAL).values())) == len(listed)


def test_values_written_alike_keep_the_words_of_their_lists() -> None:
    from app.services.criteria import StateFilter
    from app.services.views import AccessState, ClientState

    assert word(ClientState.ACTIVE, NEUTRAL) == "Actif"
    assert word(StateFilter.ACTIVE, NEUTRAL) == "Actifs"
    assert word(AccessState.SUSPENDED, NEUTRAL) == word(ClientState.SUSPENDED, NEUTRAL) == "Suspendu"


def test_a_type_of_client_is_kept_as_a_code_and_told_in_the_readers_language() -> None:
    assert type_words(ClientType.STUDENT.value, NEUTRAL) == "Étudiant"
    assert type_words("student", texts(Language.NL)) == "Student"
    assert type_words("Club de boxe", texts(Language.NL)) == "Club de boxe"
    assert type_words("", NEUTRAL) == ""
