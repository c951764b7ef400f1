"""Every text of the program stands in Dutch and in English, with the same fields."""

import ast
import re
import string
from functools import cache
from pathlib import Path

import pytest
from babel.messages import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]
TRANSLATED = ("nl", "en")
KEYWORDS = {"tr": None, "ntr": (1, 2), "ptr": ((1, "c"), 2), "mark": None}

Text = str | tuple[str, ...]


@cache
def _texts_of_the_program() -> dict[tuple[Text, str | None], str]:
    """Each message of the program, with its context if it has one, and the first file it stands in."""
    found: dict[tuple[Text, str | None], str] = {}
    for file, _, message, _, context in extract_from_dir(ROOT / "app", keywords=KEYWORDS):
        if message:
            found.setdefault((message, context), file)
    return found


@cache
def _catalogue(language: str) -> Catalog:
    path = ROOT / "resources" / "translations" / language / "LC_MESSAGES" / "gestion.po"
    with path.open("rb") as file:
        return read_po(file, locale=language)


def _forms(text: Text | list[str] | None) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ())


def _fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def _translated(language: str) -> list[Message]:
    return [message for message in _catalogue(language) if message.id and any(_forms(message.string))]


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_text_of_the_program_is_missing(language: str) -> None:
    catalogue = _catalogue(language)
    missing = []
    for (text, context), file in _texts_of_the_program().items():
        message = catalogue.get(_forms(text)[0], context)
        if message is None or not all(_forms(message.string)):
            missing.append(f"{file}: {_forms(text)[0]}")
    assert not missing, (
        f"{len(missing)} texts without {language}; run `python3 dev.py messages`:\n" + "\n".join(missing)
    )


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_translation_is_doubtful(language: str) -> None:
    assert [message.id for message in _catalogue(language) if message.id and message.fuzzy] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_has_the_fields_of_its_source(language: str) -> None:
    wrong = {}
    for message in _translated(language):
        expected = set.union(*(_fields(form) for form in _forms(message.id)))
        for form in _forms(message.string):
            # A form for one may say "a day" instead of the number.
            if _fields(form) | {"n"} != expected | {"n"}:
                wrong[message.id] = form
    assert wrong == {}


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_keeps_the_mnemonic_and_the_ends_of_its_source(language: str) -> None:
    mnemonic = re.compile(r"&(?=\w)")
    wrong = {
        message.id: message.string
        for message in _translated(language)
        for source, form in zip(_forms(message.id), _forms(message.string), strict=True)
        if bool(mnemonic.search(source)) != bool(mnemonic.search(form))
        or source.endswith("…") != form.endswith("…")
        or source[:1].isspace() != form[:1].isspace()
        or source[-1:].isspace() != form[-1:].isspace()
    }
    assert wrong == {}


@pytest.mark.parametrize("language", TRANSLATED)
def test_each_letter_with_alt_is_on_every_keyboard(language: str) -> None:
    rare = re.compile(r"&(?=[^\W_])[^A-Za-z0-9]")
    texts = [
        form for message in _translated(language) for form in (*_forms(message.id), *_forms(message.string))
    ]
    assert [text for text in texts if rare.search(text)] == []


def test_no_text_is_put_together_before_it_is_translated() -> None:
    """`tr(f"…")` and `tr("a" + b)` would look for a sentence that no catalogue can hold."""
    assembled = []
    for path in sorted((ROOT / "app").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            method = node.func.attr if isinstance(node.func, ast.Attribute) else ""
            name = node.func.id if isinstance(node.func, ast.Name) else method
            sources = {"tr": 1, "ntr": 2, "ptr": 2, "mark": 0 if method else 1}.get(name, 0)
            if any(isinstance(argument, ast.JoinedStr | ast.BinOp) for argument in node.args[:sources]):
                assembled.append(f"{path.relative_to(ROOT).as_posix()}:{node.lineno}")
    assert assembled == []
