"""Cards are saved whole or not at all, numbered by the program, and clients blocked for a reason (spec 1.3, 3.1)."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PIL import Image

from app.domain.ids import ClientId
from app.domain.refusals import FieldMissing, NotAllowed, Refused
from app.domain.rights import Right, Role
from app.services.client_fields import LENGTHS
from app.services.client_refusals import AlreadyBlocked, NotAPicture, NotBlocked, PictureTooLarge
from app.services.clients import block_client, save_client, set_photo, unblock_client
from app.services.desk import Desk
from app.services.fields import ClientFields
from app.services.masking import MASKED, iban_masked
from app.services.queries.card import client_card
from app.services.queries.history import history_of_client
from app.services.refusals import BadIban, CardTaken, NotFound, StaleEdit
from app.services.requests import BlockClient, SaveClient, SetPhoto, UnblockClient
from app.services.views import ClientState
from tests.databases import ON_ONE_DATABASE
from tests.services.club import IBAN, Club, new_command

CARD = ClientFields(
    surname="LEFÈVRE",
    first_name="Jean-Noël",
    birth_date=date(1976, 3, 14),
    country="FR",
    postal_code="59000",
    mobile="0612345678",
    card_number="00 348 112",
    iban=IBAN,
    national_number="76.03.14-001.23",
)


def saved(
    desk: Desk, card: ClientFields = CARD, client: ClientId | None = None, version: int = 0
) -> ClientId:
    return save_client(desk, SaveClient(new_command(), client, version, card)).client


def refusals(call: Callable[[], object]) -> list[object]:
    with pytest.raises(Refused) as refused:
        call()
    return list(refused.value.refusals)


def test_a_new_client_gets_the_next_number(desk: Desk) -> None:
    first = save_client(desk, SaveClient(new_command(), None, 0, CARD))
    second = save_client(desk, SaveClient(new_command(), None, 0, replace(CARD, card_number="")))
    assert second.number == first.number + 1
    assert client_card(desk, second.client).number == second.number


def test_a_save_sent_twice_makes_one_client(desk: Desk) -> None:
    request = SaveClient(new_command(), None, 0, CARD)
    first = save_client(desk, request)
    again = save_client(desk, request)
    assert again.repeated
    assert (again.client, again.number) == (first.client, first.number)


def test_what_is_wrong_changes_nothing(desk: Desk) -> None:
    client = saved(desk)
    before = client_card(desk, client)
    wrong = replace(CARD, surname="Autre", iban="BE1")
    assert refusals(lambda: saved(desk, wrong, client, before.version)) == [BadIban("iban")]
    assert client_card(desk, client) == before


def test_a_stale_card_is_refused_with_what_stands_there(desk: Desk, desk_of: Callable[..., Desk]) -> None:
    client = saved(desk)
    version = client_card(desk, client).version
    saved(desk, replace(CARD, town="Lille"), client, version)
    (stale,) = refusals(lambda: saved(desk, replace(CARD, town="Tournai"), client, version))
    assert isinstance(stale, StaleEdit)
    assert stale.by == "ADMIN"
    assert isinstance(stale.theirs, ClientFields)
    assert stale.theirs.town == "Lille"
    assert client_card(desk, client).fields.town == "Lille"


def test_a_card_belongs_to_one_client(desk: Desk) -> None:
    first = save_client(desk, SaveClient(new_command(), None, 0, CARD))
    taken = replace(CARD, card_number="00348112", surname="Autre")
    assert refusals(lambda: saved(desk, taken)) == [CardTaken(first.number)]
    wrong_too = replace(taken, email="x")
    assert [type(each).__name__ for each in refusals(lambda: saved(desk, wrong_too))] == [
        "BadEmail",
        "CardTaken",
    ]


def test_a_client_that_is_gone_is_said_to_be(desk: Desk) -> None:
    assert refusals(lambda: saved(desk, CARD, ClientId(999), 1)) == [NotFound("client")]


def test_the_history_names_what_changed_and_hides_accounts(desk: Desk) -> None:
    client = saved(desk)
    version = client_card(desk, client).version
    saved(desk, replace(CARD, town="Lille", iban="FR7630006000011234567890189"), client, version)
    latest = history_of_client(desk, client)[0]
    assert latest.what == "client_saved"
    assert latest.before == {"town": "", "iban": "BE68 **** **** 7034"}
    assert latest.after == {"town": "Lille", "iban": "FR76 **** **** 0189"}
    assert "76.03.14" not in str(history_of_client(desk, client))


def test_a_save_without_a_change_is_no_entry(desk: Desk) -> None:
    client = saved(desk)
    card = client_card(desk, client)
    saved(desk, CARD, client, card.version)
    assert [row.what for row in history_of_client(desk, client)] == ["client_created"]


@pytest.mark.parametrize("role", Role)
def test_accounts_are_masked_for_a_role_that_may_not_see_them(
    desk_of: Callable[..., Desk], role: Role
) -> None:
    client = saved(desk_of())
    card = client_card(desk_of(role), client)
    assert card.fields.iban == (IBAN if role is not Role.RECEPTION else "BE68 **** **** 7034")
    assert card.iban_visible == (role is not Role.RECEPTION)


def test_identity_is_shown_where_ticked_and_only_to_who_may(desk_of: Callable[..., Desk]) -> None:
    hidden = saved(desk_of())
    shown = saved(desk_of(), replace(CARD, card_number="", show_identity=True))
    assert client_card(desk_of(), hidden).fields.national_number == MASKED
    assert client_card(desk_of(), shown).fields.national_number == CARD.national_number
    assert client_card(desk_of(Role.RECEPTION), shown).fields.national_number == MASKED


def test_a_look_at_identity_data_is_noted_once_a_day(desk_of: Callable[..., Desk]) -> None:
    client = saved(desk_of(), replace(CARD, show_identity=True))
    for _ in range(3):
        client_card(desk_of(), client)
    client_card(desk_of(today=date(2010, 7, 22)), client)
    client_card(desk_of(Role.RECEPTION), client)
    seen = [row for row in history_of_client(desk_of(), client) if row.what == "identity_seen"]
    assert [row.at.date() for row in seen] == [date(2010, 7, 22), date(2010, 7, 20)]


def test_a_mask_that_comes_back_keeps_what_it_hides(desk_of: Callable[..., Desk]) -> None:
    client = saved(desk_of())
    reception = desk_of(Role.RECEPTION)
    card = client_card(reception, client)
    saved(reception, replace(card.fields, town="Lille"), client, card.version)
    kept = client_card(desk_of(), client).fields
    assert (kept.iban, kept.town) == (IBAN, "Lille")
    ticked = saved(desk_of(), replace(kept, show_identity=True), client, card.version + 1)
    assert client_card(desk_of(), ticked).fields.national_number == CARD.national_number


@pytest.mark.parametrize(
    ("iban", "shown"),
    [("", ""), (IBAN, "BE68 **** **** 7034"), ("FR7630006000011234567890189", "FR76 **** **** 0189")],
)
def test_a_masked_account_shows_country_and_end(iban: str, shown: str) -> None:
    assert iban_masked(iban) == shown


def picture(size: tuple[int, int] = (2000, 1000), form: str = "PNG", mode: str = "RGB") -> bytes:
    content = io.BytesIO()
    Image.new(mode, size, 128).save(content, form)
    return content.getvalue()


@pytest.mark.parametrize(
    ("form", "mode"), [("PNG", "RGBA"), ("PNG", "P"), ("JPEG", "RGB"), ("JPEG", "CMYK"), ("WEBP", "RGB")]
)
def test_a_photo_is_drawn_anew_and_small(desk: Desk, form: str, mode: str) -> None:
    client = saved(desk)
    image = picture(form=form, mode=mode)
    set_photo(desk, SetPhoto(new_command(), client, image))
    kept = client_card(desk, client).photo
    assert kept is not None
    with Image.open(io.BytesIO(kept)) as photo:
        assert (photo.format, photo.size, photo.mode) == ("JPEG", (640, 320), "RGB")
    set_photo(desk, SetPhoto(new_command(), client, None))
    assert client_card(desk, client).photo is None
    assert [row.what for row in history_of_client(desk, client)][:2] == ["photo_removed", "photo_set"]


@ON_ONE_DATABASE
@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.7", b"\x89PNG\r\n\x1a\n" + b"\0" * 50, picture()[:300], b"<svg/>"]
)
def test_what_is_no_picture_is_refused(desk: Desk, content: bytes) -> None:
    client = saved(desk)
    assert refusals(lambda: set_photo(desk, SetPhoto(new_command(), client, content))) == [NotAPicture()]


@ON_ONE_DATABASE
def test_a_picture_of_too_many_pixels_is_refused_before_it_is_read(desk: Desk) -> None:
    client = saved(desk)
    bomb = picture((20_000, 20_000), mode="1")
    (refusal,) = refusals(lambda: set_photo(desk, SetPhoto(new_command(), client, bomb)))
    assert isinstance(refusal, PictureTooLarge)
    (refusal,) = refusals(lambda: set_photo(desk, SetPhoto(new_command(), client, b"\0" * 20_000_001)))
    assert isinstance(refusal, PictureTooLarge)


def test_a_client_is_blocked_for_a_reason_and_released_with_one(desk: Desk) -> None:
    client = saved(desk)
    block_client(desk, BlockClient(new_command(), client, " paiement en retard "))
    card = client_card(desk, client)
    assert card.state is ClientState.BLOCKED
    assert card.block is not None
    assert (card.block.reason, card.block.by, card.block.since) == (
        "paiement en retard",
        "ADMIN",
        date(2010, 7, 20),
    )
    unblock_client(desk, UnblockClient(new_command(), client, "payé au comptoir"))
    assert client_card(desk, client).block is None
    told = history_of_client(desk, client)[:2]
    assert [(row.what, row.reason) for row in told] == [
        ("client_unblocked", "payé au comptoir"),
        ("client_blocked", "paiement en retard"),
    ]


def test_blocking_needs_a_reason_and_is_done_once(desk: Desk) -> None:
    client = saved(desk)
    assert refusals(lambda: block_client(desk, BlockClient(new_command(), client, "  "))) == [
        FieldMissing("reason")
    ]
    assert refusals(lambda: unblock_client(desk, UnblockClient(new_command(), client, "x"))) == [NotBlocked()]
    block_client(desk, BlockClient(new_command(), client, "retard"))
    assert refusals(lambda: block_client(desk, BlockClient(new_command(), client, "autre"))) == [
        AlreadyBlocked("retard")
    ]


def test_reception_neither_blocks_nor_releases(desk: Desk, desk_of: Callable[..., Desk]) -> None:
    client = saved(desk)
    reception = desk_of(Role.RECEPTION)
    assert refusals(lambda: block_client(reception, BlockClient(new_command(), client, "x"))) == [
        NotAllowed(Right.BLOCK)
    ]
    block_client(desk, BlockClient(new_command(), client, "retard"))
    assert refusals(lambda: unblock_client(reception, UnblockClient(new_command(), client, "x"))) == [
        NotAllowed(Right.UNBLOCK)
    ]
    assert client_card(desk, client).state is ClientState.BLOCKED


def test_a_card_shows_what_its_holder_has(club: Club, desk: Desk) -> None:
    access = club.sold()
    suspended = club.suspended(access)
    client = club.access(access).client_id
    card = client_card(replace(desk), ClientId(client))
    assert card.state is ClientState.ACTIVE
    assert card.next_debit is not None
    assert (card.next_debit.due, card.next_debit.amount) == (date(2010, 8, 5), 200)
    assert card.next_debit.is_maintenance
    assert (card.next_debit.then_from, card.next_debit.then_amount) == (date(2010, 9, 5), 5900)
    assert card.suspension is None
    assert card.accesses[0].id == access
    assert suspended.suspension is not None


def test_the_limits_of_the_fields_are_those_of_the_form() -> None:
    assert set(LENGTHS) == {
        name for name, field in ClientFields.__dataclass_fields__.items() if field.type in (str, "str")
    }
