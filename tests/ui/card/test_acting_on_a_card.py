"""Blocking, photos and documents at the card: with a reason, by those who may, once."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMenu

from app.domain.rights import Role
from app.services.clients import block_client, unblock_client
from app.services.desk import Desk
from app.services.queries.card import client_card
from app.services.requests import AttachProof, BlockClient, UnblockClient
from app.services.suspensions import attach_proof
from app.ui.kit.table import Table
from tests.services.club import new_command
from tests.ui.card.conftest import INES, JEAN_NOEL, MARGAUX, CardClerk

AtCard = Callable[..., CardClerk]


def test_a_client_is_blocked_with_a_reason(at_card: AtCard) -> None:
    clerk = at_card(MARGAUX)
    _ask(clerk, "card_block")
    assert clerk.text("reason_title") == "Bloquer LEFÈVRE Margaux ?"
    clerk.type("block_reason", "badge non rendu")
    clerk.press("reason_save", twice=True)
    block = clerk.stored().block
    assert block is not None
    assert block.reason == "badge non rendu"
    assert clerk.announced() == ["Client bloqué."]
    assert not clerk.sees("reason_dialog")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Ce champ est obligatoire."),
        ("   ", "Ce champ est obligatoire."),
        ("\U0001f600", "Ce signe n'a pas sa place ici : \U0001f600"),
        ("\u202eabc", "Retirez les sauts de ligne et les caractères invisibles."),
        ("\u05e9", "Ce signe n'a pas sa place ici : \u05e9"),
    ],
)
def test_a_block_without_a_readable_reason_is_refused_beside_it(
    at_card: AtCard, typed: str, said: str
) -> None:
    clerk = at_card(MARGAUX)
    _ask(clerk, "card_block")
    clerk.paste("block_reason", typed) if typed else clerk.type("block_reason", "")
    clerk.press("reason_save")
    assert clerk.error("block_reason") == said
    assert clerk.stored().block is None
    clerk.press("reason_leave")
    assert not clerk.sees("reason_dialog")


def test_ten_thousand_characters_of_reason_are_kept_to_what_fits(at_card: AtCard) -> None:
    clerk = at_card(MARGAUX)
    _ask(clerk, "card_block")
    clerk.paste("block_reason", "x" * 10_000)
    clerk.press("reason_save")
    block = clerk.stored().block
    assert block is not None
    assert len(block.reason) == 200


def test_hostile_text_is_a_reason_like_another(at_card: AtCard) -> None:
    clerk = at_card(MARGAUX)
    _ask(clerk, "card_block")
    clerk.type("block_reason", "'; DROP TABLE client;--")
    clerk.press("reason_save")
    block = clerk.stored().block
    assert block is not None
    assert block.reason == "'; DROP TABLE client;--"


def test_the_banner_releases_a_blocked_client(at_card: AtCard) -> None:
    clerk = at_card(INES)
    clerk.press("card_banner_unblock")
    clerk.type("block_reason", "paiement reçu")
    clerk.press("reason_save")
    assert clerk.stored().block is None
    assert clerk.announced() == ["Client débloqué."]


def test_escape_blocks_nobody(at_card: AtCard) -> None:
    clerk = at_card(MARGAUX)
    _ask(clerk, "card_block")
    clerk.type("block_reason", "erreur")
    clerk.key(Qt.Key.Key_Escape)
    assert not clerk.sees("reason_dialog")
    assert clerk.stored().block is None


def test_who_was_blocked_a_second_ago_at_another_desk_is_told(
    at_card: AtCard, desk_at: Callable[..., Desk]
) -> None:
    clerk = at_card(MARGAUX)
    _ask(clerk, "card_block")
    block_client(desk_at(Role.MANAGER), BlockClient(new_command(), MARGAUX, "chèque sans provision"))
    clerk.type("block_reason", "badge")
    clerk.press("reason_save")
    assert clerk.text("reason_summary") == "Ce client est déjà bloqué : chèque sans provision."
    clerk.press("reason_leave")


def test_who_was_released_a_second_ago_at_another_desk_is_told(
    at_card: AtCard, desk_at: Callable[..., Desk]
) -> None:
    clerk = at_card(INES)
    clerk.press("card_banner_unblock")
    unblock_client(desk_at(Role.MANAGER), UnblockClient(new_command(), INES, "payé"))
    clerk.type("block_reason", "payé")
    clerk.press("reason_save")
    assert clerk.text("reason_summary") == "Ce client n'est plus bloqué."
    clerk.press("reason_leave")


def test_reception_is_told_why_it_cannot_block(at_card: AtCard) -> None:
    clerk = at_card(MARGAUX, role=Role.RECEPTION)
    clerk.press("card_more")
    block = _action(clerk, "card_block")
    assert not block.isEnabled()
    assert block.toolTip() == "Votre rôle ne le permet pas."


def test_reception_gets_no_button_that_would_be_refused(at_card: AtCard) -> None:
    clerk = at_card(INES, role=Role.RECEPTION)
    assert not clerk.sees("card_banner_unblock")


def test_a_photo_is_chosen_shown_and_taken_away(at_card: AtCard, tmp_path: Path) -> None:
    path = tmp_path / "portrait.png"
    Image.new("RGB", (40, 50), "red").save(path)
    clerk = at_card(MARGAUX)
    _ask(clerk, "card_photo")
    _pick(clerk, "photo_picker", path)
    photo = clerk.stored().photo
    assert photo is not None
    assert Image.open(io.BytesIO(photo)).size == (40, 50)
    clerk.page.reload()
    clerk.settle()
    _ask(clerk, "card_no_photo")
    assert clerk.stored().photo is None
    assert clerk.announced() == ["Photo enregistrée.", "Photo retirée."]


@pytest.mark.parametrize("content", [b"", b"not a picture", b"\x89PNG\r\n\x1a\n" + b"\0" * 64])
def test_what_is_no_picture_is_refused_in_words(at_card: AtCard, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "portrait.png"
    path.write_bytes(content)
    clerk = at_card(MARGAUX)
    _ask(clerk, "card_photo")
    _pick(clerk, "photo_picker", path)
    assert "n'est pas une image lisible" in clerk.text("message_text")
    clerk.press("message_close")
    assert clerk.stored().photo is None


def test_a_picture_that_went_away_is_refused_in_words(at_card: AtCard, tmp_path: Path) -> None:
    clerk = at_card(MARGAUX)
    clerk.page._files.put_photo(MARGAUX, str(tmp_path / "gone.png"))
    clerk.settle()
    assert "gone.png" in clerk.text("message_text")
    clerk.press("message_close")


def test_the_card_is_the_same_for_everybody_after_a_block(at_card: AtCard) -> None:
    clerk = at_card(MARGAUX)
    _ask(clerk, "card_block")
    clerk.type("block_reason", "badge")
    clerk.press("reason_save")
    outcome = next(way[1] for way in clerk.noted.ways if way[0] == "announced")
    clerk.page.refresh(outcome.touched)
    clerk.settle()
    assert clerk.text("card_state") == "Bloqué"
    assert client_card(clerk.desk, MARGAUX).state.value == "blocked"


def _ask(clerk: CardClerk, action: str) -> None:
    clerk.press("card_more")
    clerk.choose("card_menu", action)


def _action(clerk: CardClerk, name: str):  # type: ignore[no-untyped-def]
    menu = clerk.control(QMenu, "card_menu")
    found = next(each for each in menu.actions() if each.objectName() == name)
    menu.close()
    return found


def _pick(clerk: CardClerk, name: str, path: Path) -> None:
    """Choose a file, as the system's dialog would tell it."""
    picker = clerk.control(QFileDialog, name)
    picker.fileSelected.emit(str(path))
    picker.reject()
    clerk.settle()


def test_all_that_is_kept_about_a_client_is_written_to_a_file(at_card: AtCard, tmp_path: Path) -> None:
    clerk = at_card(JEAN_NOEL)
    _ask(clerk, "card_export")
    _pick(clerk, "export_place", tmp_path / "lui.zip")
    with zipfile.ZipFile(tmp_path / "lui.zip") as file:
        assert "LEFÈVRE" in file.read("donnees.json").decode().upper()
    assert clerk.announced() == ["Données exportées : lui.zip"]
    clerk.page._files.write_person(JEAN_NOEL, str(tmp_path / "nowhere" / "lui.zip"))
    clerk.settle()
    assert "lui.zip" in clerk.text("message_text")
    clerk.press("message_close")


def test_reception_is_told_why_it_exports_nothing(at_card: AtCard) -> None:
    clerk = at_card(JEAN_NOEL, role=Role.RECEPTION)
    clerk.press("card_more")
    export = _action(clerk, "card_export")
    assert not export.isEnabled()
    assert export.toolTip() == "Votre rôle ne le permet pas."


def test_a_proof_is_among_the_documents_and_is_kept_elsewhere(at_card: AtCard, tmp_path: Path) -> None:
    clerk = at_card(JEAN_NOEL)
    suspension = clerk.stored().suspension
    assert suspension is not None
    proof = tmp_path / "certificat.png"
    Image.new("RGB", (8, 8), "white").save(proof)
    attach_proof(clerk.desk, AttachProof(new_command(), suspension.id, proof))
    clerk.page.reload()
    clerk.show_tab("documents")
    assert clerk.table("card_documents")[0][0] == "certificat.png"
    table = clerk.control(Table, "card_documents")
    table.select(0)
    clerk.key(Qt.Key.Key_Return, table)
    _pick(clerk, "document_place", tmp_path / "kept.png")
    assert (tmp_path / "kept.png").read_bytes() == proof.read_bytes()
    assert clerk.announced() == ["Document enregistré."]


def test_a_document_that_cannot_be_written_is_refused_in_words(at_card: AtCard, tmp_path: Path) -> None:
    clerk = at_card(JEAN_NOEL)
    suspension = clerk.stored().suspension
    assert suspension is not None
    proof = tmp_path / "certificat.png"
    Image.new("RGB", (8, 8), "white").save(proof)
    attach_proof(clerk.desk, AttachProof(new_command(), suspension.id, proof))
    clerk.page.reload()
    clerk.show_tab("documents")
    row = clerk.control(Table, "card_documents").rows_model().row(0)
    clerk.page._files.write_document(row, str(tmp_path / "nowhere" / "kept.png"))
    clerk.settle()
    assert "kept.png" in clerk.text("message_text")
    clerk.press("message_close")
