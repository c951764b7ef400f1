"""What the card does with files through the services; called beside the window."""

from pathlib import Path
from uuid import uuid4

from app.domain.ids import ClientId, CommandId, DocumentId
from app.domain.refusals import Refused
from app.services.clients import set_photo
from app.services.desk import Desk, Outcome
from app.services.documents.files import write_file
from app.services.person_export import PersonExported, export_person
from app.services.queries.card import document_content
from app.services.refusals import FileUnreadable
from app.services.requests import ExportPerson, SetPhoto

_LARGEST = 40 * 1024 * 1024
"""Bytes of a picture that are read; a larger one is refused as no picture."""


def new_command() -> CommandId:
    """A command id made once, by the window."""
    return CommandId(str(uuid4()))


def put_photo(desk: Desk, client: ClientId, path: Path | None) -> Outcome:
    """Put the picture in this file on the card; None takes it away. Refuses: FileUnreadable, NotAPicture."""
    content = None if path is None else _content(path)
    return set_photo(desk, SetPhoto(new_command(), client, content))


def write_person(desk: Desk, client: ClientId, path: Path) -> PersonExported:
    """Write everything that is kept about the client. Refuses: NotAllowed, NotFound, DiskFull, FileNotWritten."""
    return export_person(desk, ExportPerson(new_command(), client, path))


def keep_document(desk: Desk, document: DocumentId, path: Path) -> None:
    """Write a stored document outside the program, whole or not at all."""
    _, content = document_content(desk, document)
    write_file(path, content)


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_LARGEST)
    except (OSError, ValueError) as fault:
        raise Refused(FileUnreadable(path.name)) from fault
