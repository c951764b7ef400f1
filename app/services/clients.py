"""The verbs of the card: save it, give it a photo, block and release a client (spec 1.3, 3.1)."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.ids import ClientId
from app.domain.names import card_digits
from app.domain.refusals import FieldMissing, Refusal, Refused, refuse_if_any
from app.domain.rights import Right
from app.models import Client, ClientPhoto
from app.services.audit import Entry
from app.services.changes_told import differences
from app.services.client_fields import check_fields, judged_fields, plain_text_verdict
from app.services.client_refusals import AlreadyBlocked, NotBlocked
from app.services.client_rows import columns_of, fields_of, name_of
from app.services.company_links import refuse_other_kind
from app.services.desk import Desk, Outcome, touched_client
from app.services.fields import ClientFields
from app.services.masking import told_fields, unmasked_fields, visible_fields
from app.services.photos import safe_photo
from app.services.refusals import CardTaken
from app.services.requests import BlockClient, SaveClient, SetPhoto, UnblockClient
from app.services.stale import found, refuse_stale
from app.services.unit_of_work import UnitOfWork, writing

__all__ = ["ClientSaved", "block_client", "check_fields", "save_client", "set_photo", "unblock_client"]

REASON_LENGTH = 200
NOBODY = ClientId(0)


@dataclass(frozen=True, slots=True)
class ClientSaved(Outcome):
    """A card was saved; `client` and `number` of a new one are given here."""

    client: ClientId = NOBODY
    number: int = 0


def save_client(desk: Desk, request: SaveClient) -> ClientSaved:
    """Create or change a card; a new client gets the next number (spec 1.3).

    Refuses all wrong fields at once, each beside its field; CardTaken; LinkedAsItIs; StaleEdit with the
    card as it stands; NotFound. A mask that comes back unchanged keeps what it hides.
    """
    desk.require(Right.EDIT_CARD)
    with writing(desk, request.command, ClientSaved) as work:
        if work.earlier is not None:
            return work.earlier
        row = _row_to_save(work, request)
        before = fields_of(row) if request.client is not None else ClientFields()
        card = _checked(work, row, unmasked_fields(request.fields, before))
        if request.client is not None:
            refuse_other_kind(work.session, request.client, before.kind, card.kind)
        for column, value in columns_of(card).items():
            setattr(row, column, value)
        work.session.add(row)
        work.session.flush()
        _tell_saved(work, row, before, card, is_new=request.client is None)
        work.summarise(row.id)
        return work.commit(
            ClientSaved(frozenset({touched_client(row.id)}), client=ClientId(row.id), number=row.number)
        )


def _row_to_save(work: UnitOfWork[ClientSaved], request: SaveClient) -> Client:
    """The stored row of the version that was shown, or a new one with the next number."""
    session, desk = work.session, work.desk
    if request.client is None:
        highest = session.scalar(sa.select(sa.func.max(Client.number)))
        return Client(number=(highest or 0) + 1, created_at=desk.now())
    row = found(session, Client, request.client, "client")
    theirs = visible_fields(fields_of(row), desk.operator)
    refuse_stale(session, row, request.version, client=row.id, theirs=theirs)
    return row


def _checked(work: UnitOfWork[ClientSaved], row: Client, typed: ClientFields) -> ClientFields:
    """The fields as they are kept; refuses everything that is wrong with them at once."""
    card, refusals = judged_fields(typed, work.desk.today())
    taken = _card_taken(work.session, row, card)
    refuse_if_any([*refusals, *([taken] if taken else [])])
    return card


def _card_taken(session: Session, row: Client, card: ClientFields) -> Refusal | None:
    """Another client with the same card number."""
    key = card_digits(card.card_number)
    if not key:
        return None
    with session.no_autoflush:
        holder = session.scalar(
            sa.select(Client.number).where(
                Client.card_key == key, Client.card_key != "", Client.id != (row.id or 0)
            )
        )
    return None if holder is None else CardTaken(holder)


def _tell_saved(
    work: UnitOfWork[ClientSaved], row: Client, before: ClientFields, card: ClientFields, *, is_new: bool
) -> None:
    """The history of a save: only what differs, account and identity masked."""
    was, became = differences(before, card)
    if not became and not is_new:
        return
    facts = {"number": row.number, "name": name_of(card)}
    work.tell(
        Entry(
            "client_created" if is_new else "client_saved",
            client=ClientId(row.id),
            facts=facts,
            before={} if is_new else told_fields(was),
            after=told_fields(became),
        )
    )


def set_photo(desk: Desk, request: SetPhoto) -> Outcome:
    """Put a picture on the card, drawn anew and small, or take it away.

    Refuses: NotAPicture, PictureTooLarge, NotFound.
    """
    desk.require(Right.EDIT_CARD)
    content = None if request.content is None else safe_photo(request.content)
    with writing(desk, request.command, Outcome) as work:
        if work.earlier is not None:
            return work.earlier
        row = found(work.session, Client, request.client, "client")
        work.session.execute(sa.delete(ClientPhoto).where(ClientPhoto.client_id == row.id))
        if content is not None:
            work.session.add(ClientPhoto(client_id=row.id, content=content, set_at=desk.now()))
        work.tell(Entry("photo_set" if content is not None else "photo_removed", client=request.client))
        return work.commit(Outcome(frozenset({touched_client(request.client)})))


def block_client(desk: Desk, request: BlockClient) -> Outcome:
    """Block a client for a reason: all accesses, and nothing new is sold (spec 3.1).

    Refuses: FieldMissing("reason"), AlreadyBlocked with the reason that stands, NotFound.
    """
    desk.require(Right.BLOCK)
    reason = checked_reason(request.reason)
    with writing(desk, request.command, Outcome) as work:
        if work.earlier is not None:
            return work.earlier
        row = found(work.session, Client, request.client, "client")
        if row.block_on is not None:
            raise Refused(AlreadyBlocked(row.block_reason))
        row.block_on, row.block_by = work.desk.today(), desk.operator.name
        row.block_reason, row.block_automatic = reason, False
        work.tell(Entry("client_blocked", client=request.client, reason=reason))
        work.summarise(row.id)
        return work.commit(Outcome(frozenset({touched_client(request.client)})))


def unblock_client(desk: Desk, request: UnblockClient) -> Outcome:
    """Release a blocked client, with a reason.

    Refuses: FieldMissing("reason"), NotBlocked, NotFound.
    """
    desk.require(Right.UNBLOCK)
    reason = checked_reason(request.reason)
    with writing(desk, request.command, Outcome) as work:
        if work.earlier is not None:
            return work.earlier
        row = found(work.session, Client, request.client, "client")
        if row.block_on is None:
            raise Refused(NotBlocked())
        before = {"block_on": row.block_on.isoformat(), "block_reason": row.block_reason}
        row.block_on, row.block_by = None, ""
        row.block_reason, row.block_automatic = "", False
        work.tell(Entry("client_unblocked", client=request.client, before=before, reason=reason))
        work.summarise(row.id)
        return work.commit(Outcome(frozenset({touched_client(request.client)})))


def checked_reason(typed: str) -> str:
    """A reason in one line; refuses an empty one, a too long one and characters nobody can read."""
    verdict = plain_text_verdict("reason", typed, REASON_LENGTH)
    refuse_if_any([verdict.refusal] if verdict.refusal else [])
    if not verdict.text:
        raise Refused(FieldMissing("reason"))
    return verdict.text
