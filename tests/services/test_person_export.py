"""A person may have everything that is kept about them; of others the file holds nothing (spec 5.3)."""

import io
import json
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from app.domain.ids import ClientId
from app.domain.refusals import NotAllowed, Refused
from app.domain.rights import Right, Role
from app.models import Base
from app.services.clients import set_photo
from app.services.desk import Desk
from app.services.person_export import export_person
from app.services.queries.history import history_of_client
from app.services.refusals import FileNotWritten, NotFound
from app.services.requests import AttachProof, ExportPerson, SetPhoto
from app.services.suspensions import attach_proof
from tests.databases import ON_ONE_DATABASE
from tests.services.club import IBAN, Club, new_command


@pytest.fixture
def member(club: Club, tmp_path: Path) -> ClientId:
    """A member with a photo, an access, a suspension and its proof; somebody else has an access too."""
    member = club.client("Lefèvre", birth_date=date(1976, 3, 14), remark="Genou")
    access = club.sold(client=member)
    suspension = club.suspended(access).suspension
    proof = tmp_path / "Certificat médical.pdf"
    proof.write_bytes(b"%PDF-1.4\n%%EOF\n")
    attach_proof(club.desk, AttachProof(new_command(), suspension, proof))
    picture = io.BytesIO()
    Image.new("RGB", (40, 40), "white").save(picture, "PNG")
    set_photo(club.desk, SetPhoto(new_command(), member, picture.getvalue()))
    club.suspended(club.sold(client=club.client("Dupont", "Ève")), cause="grossesse")
    return member


def exported(desk: Desk, member: ClientId, path: Path) -> tuple[dict[str, Any], list[str]]:
    """What the file says, and what else is in it."""
    export_person(desk, ExportPerson(new_command(), member, path))
    with zipfile.ZipFile(path) as file:
        assert file.testzip() is None
        return json.loads(file.read("donnees.json")), sorted(set(file.namelist()) - {"donnees.json"})


def test_the_file_holds_the_card_the_accesses_their_history_and_the_files(
    club: Club, member: ClientId, tmp_path: Path
) -> None:
    told, files = exported(club.desk, member, tmp_path / "elle.zip")
    (card,) = told["client"]
    assert (card["surname"], card["birth_date"], card["iban"], card["remark"]) == (
        "Lefèvre",
        "1976-03-14",
        IBAN,
        "Genou",
    )
    assert [each["cause"] for each in told["suspension"]] == ["blessure"]
    assert told["instalment"][1]["amount"] == 200
    assert told["history"][0]["what"] == "client_created"
    assert files[0].endswith("-Certificat-medical.pdf")
    assert files[1] == "photo.jpg"


def test_of_other_people_it_holds_nothing(club: Club, member: ClientId, tmp_path: Path) -> None:
    told, _ = exported(club.desk, member, tmp_path / "elle.zip")
    text = json.dumps(told, ensure_ascii=False)
    assert "Dupont" not in text
    assert "grossesse" not in text
    owners = {
        row["client_id"]
        for rows in told.values()
        if isinstance(rows, list)
        for row in rows
        if "client_id" in row
    }
    assert owners == {member}


def test_whatever_names_a_client_is_looked_through(club: Club, member: ClientId, tmp_path: Path) -> None:
    told, _ = exported(club.desk, member, tmp_path / "elle.zip")
    named = {table.name for table in Base.metadata.sorted_tables if "client_id" in table.c}
    assert {"access", "mandate", "document", "history", "invoice", "payment", "door_passage"} <= named
    assert {"access", "mandate", "document", "history"} <= set(told)


def test_the_history_says_that_the_data_were_given_and_the_same_request_acts_once(
    club: Club, member: ClientId, tmp_path: Path
) -> None:
    request = ExportPerson(new_command(), member, tmp_path / "elle.zip")
    assert not export_person(club.desk, request).repeated
    assert export_person(club.desk, request).repeated
    told = [row.what for row in history_of_client(club.desk, member)]
    assert told.count("person_exported") == 1


@ON_ONE_DATABASE
def test_reception_gives_nothing_away(
    club: Club, member: ClientId, desk_of: Callable[..., Desk], tmp_path: Path
) -> None:
    with pytest.raises(Refused) as refused:
        export_person(desk_of(Role.RECEPTION), ExportPerson(new_command(), member, tmp_path / "elle.zip"))
    assert refused.value.refusals == (NotAllowed(Right.SEE_IDENTITY),)
    assert not (tmp_path / "elle.zip").exists()


@ON_ONE_DATABASE
def test_a_place_that_cannot_be_written_and_a_client_who_is_not_there_are_refused(
    club: Club, member: ClientId, tmp_path: Path
) -> None:
    with pytest.raises(Refused) as refused:
        export_person(club.desk, ExportPerson(new_command(), member, tmp_path / "nulle part" / "elle.zip"))
    assert refused.value.refusals == (FileNotWritten("elle.zip"),)
    with pytest.raises(Refused) as refused:
        export_person(club.desk, ExportPerson(new_command(), ClientId(999), tmp_path / "elle.zip"))
    assert refused.value.refusals == (NotFound("client"),)
    assert "person_exported" not in [row.what for row in history_of_client(club.desk, member)]
