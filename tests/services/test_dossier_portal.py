"""The portal: per shared dossier a static page with schedules and invoices, under an unguessable address (spec 3.3.9)."""

import os
import re
import shutil
from dataclasses import replace
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest

from app.domain.dossier_refusals import AlreadyShared, NotShared, PortalFolderMissing, PortalFolderUnusable
from app.domain.ids import ClientId, DossierId
from app.domain.refusals import NotAllowed
from app.domain.rights import Right, Role
from app.models import PortalPage
from app.services.billing.crediting import credit_invoice
from app.services.billing.requests import CreditInvoice
from app.services.desk import Desk
from app.services.dossiers.deleting import delete_dossier
from app.services.dossiers.publishing import publish, publish_all
from app.services.dossiers.requests import DeleteDossier, PartyFields, ShareDossier
from app.services.dossiers.sharing import share_dossier
from app.services.refusals import FileNotWritten
from app.services.unit_of_work import reading
from app.settings import places
from tests.databases import ON_ONE_DATABASE, TODAY
from tests.services.club import Club, new_command
from tests.services.dossier_club import LATER, DossierClub, refused_with

GUARDS = {"index.html", "robots.txt"}


@pytest.fixture
def portal(tmp_path: Path) -> Path:
    """The folder that a web server would serve."""
    return tmp_path / "site" / "portail"


@pytest.fixture
def front(club: Club, portal: Path) -> DossierClub:
    """The club with its dossiers, its portal standing in that folder."""
    made = DossierClub(club)
    made.put_portal_at(str(portal))
    return made


def pages(portal: Path) -> set[str]:
    """The addresses that stand in the folder; nothing half-made is left there."""
    return {path.name for path in portal.iterdir()} - GUARDS if portal.exists() else set()


def files(portal: Path, address: str) -> set[str]:
    return {path.name for path in (portal / address).iterdir()}


def page(portal: Path, address: str) -> str:
    return (portal / address / "index.html").read_text(encoding="utf-8").replace("\u00a0", " ")


def words_of(pdf: Path) -> str:
    document = pypdfium2.PdfDocument(BytesIO(pdf.read_bytes()))
    try:
        return "\n".join(each.get_textpage().get_text_range() for each in document)
    finally:
        document.close()


def family(front: DossierClub) -> tuple[DossierId, list[ClientId]]:
    """A couple, one of them with a running access."""
    dossier, clients = front.of(True, True)
    front.club.sold(client=clients[0])
    return dossier, clients


def kept(front: DossierClub) -> list[tuple[str, bool]]:
    with reading(front.desk) as session:
        return [(row.token, row.wanted) for row in session.query(PortalPage)]


def test_3_3_9_a_shared_dossier_has_a_page_with_schedules_and_invoices(
    front: DossierClub, portal: Path
) -> None:
    dossier, _ = family(front)
    front.entered(dossier, None, 1001)
    numbers = front.invoiced(dossier).numbers
    assert not portal.exists()
    done = front.shared(dossier)
    assert done.not_written is None
    assert pages(portal) == {done.address}
    assert files(portal, done.address) == {
        "index.html",
        "Echeancier-1.pdf",
        *(f"{number}.pdf" for number in numbers),
    }
    told = page(portal, done.address)
    assert "Lefèvre Marie" in told
    assert "Dupont Jean" in told
    assert "Illimité mensuel" in told
    assert "59,00 € le 05/08/2010" in told
    assert "5,01 €" in told
    assert "5,00 €" in told
    for number in numbers:
        assert f'href="{number}.pdf"' in told
        assert number in words_of(portal / done.address / f"{number}.pdf")
    assert "Illimité mensuel" in words_of(portal / done.address / "Echeancier-1.pdf")
    sharing = front.view(dossier).sharing
    assert (sharing.shared, sharing.address, sharing.is_due) == (True, done.address, False)
    assert sharing.since == TODAY
    assert sharing.folder == str(portal)


def test_3_3_9_making_a_client_inactive_switches_the_sharing_off_and_removes_the_page(
    front: DossierClub, portal: Path
) -> None:
    dossier, clients = family(front)
    elsewhere = front.dossier(clients, "Autre")
    first, other = front.shared(dossier).address, front.shared(elsewhere).address
    done = front.click(dossier, clients[1], False)
    assert (done.sharing_stopped, done.not_removed) == (True, None)
    assert not front.view(dossier).sharing.shared
    assert front.view(elsewhere).sharing.shared
    assert pages(portal) == {other}
    assert kept(front) == [(other, True)]
    assert front.click(dossier, clients[1], True).sharing_stopped is False
    assert not front.view(dossier).sharing.shared
    again = front.shared(dossier).address
    assert again != first
    assert pages(portal) == {other, again}


def test_3_3_9_so_does_modifier_les_parties(front: DossierClub, portal: Path) -> None:
    dossier, clients = family(front)
    front.shared(dossier)
    front.save(dossier, parties=(PartyFields(clients[0]), PartyFields(clients[1], active=False)))
    assert not front.view(dossier).sharing.shared
    assert pages(portal) == set()


def test_3_3_9_it_can_be_switched_on_again_by_hand_and_shows_active_clients_only(
    front: DossierClub, portal: Path
) -> None:
    dossier, clients = family(front)
    front.click(dossier, clients[0], False)
    address = front.shared(dossier).address
    assert files(portal, address) == {"index.html"}
    assert "Lefèvre" not in page(portal, address).split("<main>")[1].split("Echéanciers")[1]
    assert "Dupont Jean" in page(portal, address)


def test_3_3_9_switching_off_removes_the_page_and_a_new_sharing_gets_a_new_address(
    front: DossierClub, portal: Path
) -> None:
    dossier, _ = family(front)
    first = front.shared(dossier).address
    assert refused_with(lambda: front.shared(dossier)) == (AlreadyShared(),)
    front.shared(dossier, False)
    assert pages(portal) == set()
    assert refused_with(lambda: front.shared(dossier, False)) == (NotShared(),)
    second = front.shared(dossier).address
    assert first != second
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{43}", address) for address in (first, second))


def test_3_3_9_nothing_lists_the_pages_and_no_search_engine_is_let_in(
    front: DossierClub, portal: Path
) -> None:
    address = front.shared(front.dossier()).address
    assert (portal / "index.html").read_bytes() == b""
    assert "Disallow: /" in (portal / "robots.txt").read_text(encoding="utf-8")
    told = page(portal, address)
    assert '<meta name="robots" content="noindex, nofollow, noarchive">' in told
    assert '<meta name="referrer" content="no-referrer">' in told
    assert "<script" not in told
    assert "default-src &#x27;none&#x27;" in told


def test_3_3_9_what_is_billed_and_credited_is_published_again(front: DossierClub, portal: Path) -> None:
    dossier, _ = family(front)
    address = front.shared(dossier).address
    assert "Aucune facture" in page(portal, address)
    front.entered(dossier, None, 1000)
    done = front.invoiced(dossier)
    assert done.numbers[0] in page(portal, address)
    credit_invoice(front.desk, CreditInvoice(new_command(), done.invoices[0], None, "erreur"))
    publish_all(front.desk.store, TODAY, front.desk.now())
    assert "NC2010-000001" in page(portal, address)
    assert (portal / address / "NC2010-000001.pdf").exists()


def test_3_3_9_the_upkeep_of_the_day_brings_the_schedules_up_to_date(
    front: DossierClub, portal: Path
) -> None:
    dossier, _ = family(front)
    address = front.shared(dossier).address
    report = publish_all(front.desk.store, LATER.replace(day=6), front.desk.now())
    assert (report.written, report.removed, report.failed) == (1, 0, ())
    assert "59,00 € le 05/09/2010" in page(portal, address)
    assert publish(front.desk.store, TODAY, front.desk.now()).written == 0


def block_the_way(portal: Path) -> None:
    """A file stands where the folder should be, as when a drive is not there."""
    portal.parent.mkdir(parents=True, exist_ok=True)
    portal.write_text("occupé", encoding="utf-8")


def test_3_3_9_a_folder_that_cannot_be_written_is_said_and_made_up_for_later(
    front: DossierClub, portal: Path
) -> None:
    dossier, _ = family(front)
    block_the_way(portal)
    done = front.shared(dossier)
    assert isinstance(done.not_written, FileNotWritten)
    sharing = front.view(dossier).sharing
    assert (sharing.shared, sharing.is_due) == (True, True)
    portal.unlink()
    assert publish(front.desk.store, TODAY, front.desk.now()).written == 1
    assert pages(portal) == {done.address}
    assert not front.view(dossier).sharing.is_due


def test_3_3_9_a_page_that_cannot_be_removed_is_off_and_goes_when_the_drive_is_back(
    front: DossierClub, portal: Path
) -> None:
    dossier, clients = family(front)
    address = front.shared(dossier).address
    away = portal.with_name("ailleurs")
    portal.rename(away)
    done = front.click(dossier, clients[0], False)
    assert (done.sharing_stopped, done.not_removed) == (True, FileNotWritten("portail"))
    assert not front.view(dossier).sharing.shared
    assert publish(front.desk.store, TODAY, front.desk.now()).failed == (FileNotWritten("portail"),)
    assert kept(front) == [(address, False)]
    away.rename(portal)
    assert pages(portal) == {address}
    assert publish_all(front.desk.store, TODAY, front.desk.now()).removed == 1
    assert pages(portal) == set()
    assert kept(front) == []


def test_3_3_9_a_new_folder_takes_the_page_along_and_leaves_nothing_behind(
    front: DossierClub, portal: Path, tmp_path: Path
) -> None:
    dossier, _ = family(front)
    address = front.shared(dossier).address
    moved = tmp_path / "autre site"
    front.put_portal_at(str(moved))
    assert publish_all(front.desk.store, TODAY, front.desk.now()).written == 1
    assert pages(portal) == set()
    assert pages(moved) == {address}
    moved.rename(tmp_path / "ailleurs")
    front.put_portal_at(str(portal))
    assert publish_all(front.desk.store, TODAY, front.desk.now()).written == 1
    (tmp_path / "ailleurs").rename(moved)
    front.shared(dossier, False)
    assert (pages(portal), pages(moved)) == (set(), set())


def test_3_3_9_a_deleted_dossier_takes_its_page_along(front: DossierClub, portal: Path) -> None:
    dossier, _ = family(front)
    front.shared(dossier)
    delete_dossier(front.desk, DeleteDossier(new_command(), dossier, front.view(dossier).version))
    assert pages(portal) == set()
    assert kept(front) == []


def test_3_3_9_a_page_that_somebody_removed_is_written_again(front: DossierClub, portal: Path) -> None:
    address = front.shared(front.dossier()).address
    shutil.rmtree(portal)
    assert publish_all(front.desk.store, TODAY, front.desk.now()).written == 1
    assert pages(portal) == {address}


def test_3_3_9_a_client_made_active_again_appears_on_a_page_that_is_shared(
    front: DossierClub, portal: Path
) -> None:
    dossier, clients = family(front)
    front.click(dossier, clients[0], False)
    address = front.shared(dossier).address
    front.click(dossier, clients[0], True)
    assert files(portal, address) == {"index.html", "Echeancier-1.pdf"}


@ON_ONE_DATABASE
def test_3_3_9_what_a_killed_program_left_half_done_is_swept_away_and_nothing_else(
    front: DossierClub, portal: Path
) -> None:
    address = front.shared(front.dossier()).address
    old, fresh, strange = portal / ".gestion-vieux", portal / ".gestion-neuf", portal / "photos"
    for path in (old, fresh, strange):
        path.mkdir()
        (path / "index.html").write_text("", encoding="utf-8")
    then = front.desk.now().timestamp()
    for path, ago in ((old, 7200), (fresh, 60), (strange, 7200)):
        os.utime(path, (then - ago, then - ago))
    publish_all(front.desk.store, TODAY, front.desk.now())
    assert pages(portal) == {address, ".gestion-neuf", "photos"}


@ON_ONE_DATABASE
def test_3_3_9_everything_that_was_typed_is_escaped(front: DossierClub, portal: Path) -> None:
    hostile = "<script>alert('x')</script>&amp;\"'><img src=x onerror=alert(1)>"
    name = hostile[:60]
    dossier = front.dossier([front.club.client("Simon", "Ève")], name)
    told = page(portal, front.shared(dossier).address)
    seen = _Tags()
    seen.feed(told)
    assert "script" not in seen.tags
    assert "img" not in seen.tags
    assert name in "".join(seen.texts)


class _Tags(HTMLParser):
    """What a browser would make of the page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        assert not any(name.startswith("on") for name, _ in attrs)

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


@ON_ONE_DATABASE
@pytest.mark.parametrize(
    ("language", "said"), [("nl", "Aflossingsplannen"), ("en", "Schedules"), ("fr", "Echéanciers")]
)
def test_3_3_9_the_page_speaks_the_language_of_the_first_active_client(
    front: DossierClub, portal: Path, language: str, said: str
) -> None:
    client = front.club.client("Peeters", "An", language=language)
    told = page(portal, front.shared(front.dossier([client, *front.clients(1)])).address)
    assert f'<html lang="{language}">' in told
    assert said in told


def test_3_3_9_where_several_desks_share_the_database_the_club_names_the_folder(club: Club) -> None:
    front = DossierClub(club)
    dossier = front.dossier()
    if club.desk.store.dialect == "postgresql":
        assert refused_with(lambda: front.shared(dossier)) == (PortalFolderMissing(),)
        assert not front.view(dossier).sharing.shared
        return
    address = front.shared(dossier).address
    folder = Path(front.view(dossier).sharing.folder)
    assert folder == places().data / "portail"
    assert address in pages(folder)
    front.shared(dossier, False)


def test_3_3_9_sharing_needs_a_right_and_acts_once(front: DossierClub) -> None:
    dossier = front.dossier()
    reception: Desk = replace(front.desk, operator=replace(front.desk.operator, role=Role.RECEPTION))
    request = ShareDossier(new_command(), dossier, True)
    refusal = NotAllowed(Right.SHARE_DOSSIER)
    assert refused_with(lambda: share_dossier(reception, request)) == (refusal,)
    assert front.view(dossier, reception).buttons.share == refusal
    done = share_dossier(front.desk, request)
    assert share_dossier(front.desk, request) == replace(done, repeated=True)
    assert len(kept(front)) == 1


@ON_ONE_DATABASE
def test_3_3_9_the_folder_is_a_full_path(front: DossierClub) -> None:
    assert refused_with(lambda: front.put_portal_at("site/portail")) == (
        PortalFolderUnusable("site/portail"),
    )
