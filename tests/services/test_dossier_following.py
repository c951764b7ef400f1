"""The portal follows what is done elsewhere, and says where it is reached: spec 3.3.9."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.dossier_refusals import PortalAddressUnusable
from app.domain.ids import ClientId, DossierId, InvoiceId
from app.services.club import club_settings, save_club_settings
from app.services.desk import Outcome, Touched, TouchedKind, touched_access, touched_client
from app.services.dossiers.following import mark_touched
from app.services.dossiers.publishing import catch_up
from app.services.requests import SaveClubSettings
from tests.databases import ON_ONE_DATABASE
from tests.services.billing_club import Books, for_invoice
from tests.services.club import Club, new_command
from tests.services.dossier_club import DossierClub, refused_with

EVERYTHING = frozenset[Touched]()


@pytest.fixture
def portal(tmp_path: Path) -> Path:
    """The folder that a web server would serve."""
    return tmp_path / "portail"


@pytest.fixture
def front(club: Club, portal: Path) -> DossierClub:
    """The club with its dossiers, its portal standing in that folder."""
    made = DossierClub(club)
    made.put_portal_at(str(portal))
    return made


def billed(front: DossierClub, name: str) -> tuple[DossierId, list[ClientId], InvoiceId]:
    """A dossier that is shared, with an invoice of 10,00 €."""
    dossier, clients = front.of(True, name=name)
    front.entered(dossier, None, 1000)
    invoice = front.invoiced(dossier).invoices[0]
    front.shared(dossier)
    return dossier, clients, invoice


def page(front: DossierClub, dossier: DossierId) -> str:
    return Path(front.view(dossier).sharing.file).read_text(encoding="utf-8").replace("\u00a0", " ")


def decided(front: DossierClub, address: str) -> Outcome:
    settings, version = club_settings(front.desk)
    request = SaveClubSettings(new_command(), version, replace(settings, portal_address=address))
    return save_club_settings(front.desk, request)


def test_3_3_9_a_payment_and_a_credit_note_are_on_the_page_as_soon_as_it_is_written_for_them(
    front: DossierClub,
) -> None:
    dossier, clients, invoice = billed(front, "Un")
    other, _, _ = billed(front, "Deux")
    books = Books(front.desk)
    paid = books.payment(clients[0], for_invoice(invoice, 400))
    before = page(front, dossier)
    assert mark_touched(front.desk, paid.touched) == (dossier,)
    assert (front.view(dossier).sharing.is_due, front.view(other).sharing.is_due) == (True, False)
    assert catch_up(front.desk, dossier) is None
    assert not front.view(dossier).sharing.is_due
    assert "6,00 €" not in before
    assert "6,00 €" in page(front, dossier)
    note = books.credited(invoice, reason="erreur")
    assert mark_touched(front.desk, {Touched(TouchedKind.INVOICE, note)}) == (dossier,)
    catch_up(front.desk, dossier)
    assert books.row(note).number in page(front, dossier)


def test_3_3_9_what_changes_a_schedule_concerns_the_pages_of_its_client(front: DossierClub) -> None:
    dossier, clients, _ = billed(front, "Un")
    billed(front, "Deux")
    access = front.club.sold(client=clients[0])
    assert mark_touched(front.desk, {touched_access(access)}) == (dossier,)
    assert mark_touched(front.desk, {touched_client(clients[0])}) == (dossier,)


def test_3_3_9_the_settings_and_a_save_that_named_nothing_concern_every_page(front: DossierClub) -> None:
    both = tuple(billed(front, name)[0] for name in ("Un", "Deux"))
    assert mark_touched(front.desk, decided(front, "https://www.club.be/portail").touched) == both
    assert mark_touched(front.desk, EVERYTHING) == both


def test_3_3_9_what_concerns_no_page_marks_none(front: DossierClub) -> None:
    stranger = front.club.client("Simon", "Ève")
    unshared, clients = front.of(True, name="Trois")
    assert mark_touched(front.desk, EVERYTHING) == ()
    dossier, _, invoice = billed(front, "Un")
    own = {Touched(TouchedKind.DOSSIER, dossier), Touched(TouchedKind.INVOICE, invoice)}
    for touched in (
        {touched_client(stranger)},
        {touched_client(clients[0]), Touched(TouchedKind.INVOICE, 999)},
        {Touched(TouchedKind.USER, 1)},
        own,
    ):
        assert mark_touched(front.desk, touched) == ()
    assert not front.view(dossier).sharing.is_due
    assert not front.view(unshared).sharing.shared


def test_3_3_9_where_the_club_says_its_address_the_page_has_a_whole_one(
    front: DossierClub, portal: Path
) -> None:
    dossier, _, _ = billed(front, "Un")
    sharing = front.view(dossier).sharing
    assert (sharing.url, sharing.file) == ("", str(portal / sharing.address / "index.html"))
    decided(front, " https://www.club.be/portail/ ")
    assert front.view(dossier).sharing.url == f"https://www.club.be/portail/{sharing.address}/"


@ON_ONE_DATABASE
@pytest.mark.parametrize(
    "address",
    [
        "www.club.be/portail",
        "http://www.club.be/portail",
        "https://",
        "https://portail",
        "https://.be",
        "https://club.be:port",
        "https://club.be/a b",
        "https://club.be/?page=1",
        "https://club.be/#page",
        "https://moi:secret@club.be",
        "https://club.be/é",
        'https://club.be/"><script>',
        "javascript:alert(1)",
        "file:///C:/portail",
        "https://[club.be",
    ],
)
def test_3_3_9_an_address_that_is_no_public_one_is_refused(front: DossierClub, address: str) -> None:
    assert refused_with(lambda: decided(front, address)) == (PortalAddressUnusable(address),)


@ON_ONE_DATABASE
@pytest.mark.parametrize("address", ["https://club.be", "https://portail.club.be:8443/clients/2026", ""])
def test_3_3_9_an_address_that_is_one_is_kept(front: DossierClub, address: str) -> None:
    decided(front, address)
    assert club_settings(front.desk)[0].portal_address == address
