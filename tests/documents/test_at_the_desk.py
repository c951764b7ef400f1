"""Papers printed from the database, and whole selections (spec 1.5), on both databases."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from app.domain.ids import AccessId, ClientId, SuspensionId
from app.domain.refusals import NotAllowed, Refused
from app.domain.rights import Right, Role
from app.i18n import Language
from app.models import History
from app.services.criteria import Criteria
from app.services.desk import Desk
from app.services.documents.papers import PaperChoices, SelectionChoices
from app.services.documents.printing import print_receipt, print_schedule
from app.services.documents.selection import (
    PrintSelection,
    SelectionPrinted,
    schedules_of_selection,
)
from app.services.refusals import FileNotWritten, NotFound, NothingToPrint
from app.services.unit_of_work import reading
from tests.documents.reading import read_pages
from tests.services.club import AT_ONCE, Club, new_command


def never() -> bool:
    """Nobody cancels."""
    return False


def silent(_done: int, _of: int) -> None:
    """Nobody watches."""


def printed(
    desk: Desk,
    target: Path,
    one_file: bool,
    members: Criteria | tuple[ClientId, ...] = Criteria(),  # noqa: B008 - a frozen value
    paper: PaperChoices = PaperChoices(),  # noqa: B008 - a frozen value
    cancelled: Callable[[], bool] = never,
    progress: Callable[[int, int], None] = silent,
) -> SelectionPrinted:
    """Print a selection to `target`."""
    request = PrintSelection(new_command(), members, SelectionChoices(target, one_file, paper))
    return schedules_of_selection(desk, request, progress, cancelled)


def text_of(content: bytes) -> str:
    """The whole text of a PDF."""
    return " ".join(page.words for page in read_pages(content))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder to print into."""
    made = tmp_path / "documents"
    made.mkdir()
    return made


@pytest.fixture
def three(club: Club) -> tuple[ClientId, ClientId, ClientId]:
    """Three members with an access, a prospect, and a member whose access is over."""
    members = (
        club.client("Albert", "Anne"),
        club.client("Lefèvre", "Jean-Noël"),
        club.client("Peeters", "Piet", language="nl"),
    )
    for member in members:
        club.sold(client=member)
    club.client("Zacharie", "Prospère")
    club.sold(client=club.client("Ancien", "Paul"), start=date(2010, 1, 4), first_due=None, plan=AT_ONCE)
    return members


def test_the_schedule_of_the_worked_example_is_printed_from_the_database(club: Club) -> None:
    access = club.sold()
    club.suspended(access)
    paper = print_schedule(club.desk, access, PaperChoices(with_past=True))
    text = text_of(paper.content)
    assert "2 Prélèvement 2,00 € 05/08/2010 1 05/08/2010 Prévue Maintien" in text
    assert "3 … Prélèvement 59,00 € 05/09/2010 illimité sans fin Prévue Contrat" in text
    assert "RUM-" in text
    assert paper.language is Language.FR
    assert paper.file_name.startswith("Echeancier-")
    assert paper.file_name.endswith("-Jean-Noel.pdf")


def test_the_receipt_is_printed_until_the_suspension_is_cancelled(club: Club) -> None:
    suspended = club.suspended(club.sold())
    paper = print_receipt(club.desk, suspended.suspension)
    assert "Carte bloquée du 22/07/2010 au 04/09/2010 inclus." in text_of(paper.content)
    club.stopped(suspended.suspension, date(2010, 7, 22))
    with pytest.raises(Refused) as refused:
        print_receipt(club.desk, suspended.suspension)
    assert refused.value.refusals == (NotFound("suspension"),)


def test_what_does_not_exist_cannot_be_printed(club: Club) -> None:
    with pytest.raises(Refused) as refused:
        print_schedule(club.desk, AccessId(99_999), PaperChoices())
    assert refused.value.refusals == (NotFound("access"),)
    with pytest.raises(Refused) as refused:
        print_receipt(club.desk, SuspensionId(99_999))
    assert refused.value.refusals == (NotFound("suspension"),)


def test_a_selection_as_one_file_holds_every_member_by_name_and_numbers_pages_for_each(
    club: Club, three: tuple[ClientId, ...], folder: Path
) -> None:
    outcome = printed(club.desk, folder / "all.pdf", one_file=True)
    assert (outcome.papers, outcome.pages, outcome.without_access) == (3, 3, 2)
    pages = read_pages((folder / "all.pdf").read_bytes())
    names = ["Albert", "Lefèvre", "Peeters"]
    assert [next(name for name in names if name in page.text) for page in pages] == names
    assert all("1 / 1" in page.words for page in pages)
    assert [path.name for path in folder.iterdir()] == ["all.pdf"]


def test_each_member_reads_the_own_language_unless_one_is_chosen(
    club: Club, three: tuple[ClientId, ...], folder: Path
) -> None:
    dutch = print_schedule(club.desk, club.sold(client=three[2]), PaperChoices())
    assert dutch.language is Language.NL
    asked = print_schedule(club.desk, club.sold(client=three[2]), PaperChoices(Language.EN))
    assert asked.language is Language.EN
    assert "€59.00" in text_of(asked.content)


def test_a_selection_as_files_gives_one_file_per_member_under_the_member_s_number_and_name(
    club: Club, three: tuple[ClientId, ...], folder: Path
) -> None:
    outcome = printed(club.desk, folder / "papers", one_file=False)
    files = sorted(path.name for path in (folder / "papers").iterdir())
    assert outcome.papers == len(files) == 3
    assert any(name.endswith("-Lefevre-Jean-Noel.pdf") for name in files)
    assert all(len(read_pages(path.read_bytes())) == 1 for path in (folder / "papers").iterdir())


def test_printing_twice_into_a_folder_overwrites_nothing(
    club: Club, three: tuple[ClientId, ...], folder: Path
) -> None:
    printed(club.desk, folder, one_file=False)
    printed(club.desk, folder, one_file=False)
    assert len(list(folder.iterdir())) == 6


def test_past_members_are_printed_when_the_past_is_asked_for(
    club: Club, three: tuple[ClientId, ...], folder: Path
) -> None:
    outcome = printed(club.desk, folder / "all.pdf", True, paper=PaperChoices(with_past=True))
    assert (outcome.papers, outcome.without_access) == (4, 1)
    assert "65,00 €" in text_of((folder / "all.pdf").read_bytes())


def test_a_list_of_clients_is_printed_in_the_order_given(
    club: Club, three: tuple[ClientId, ...], folder: Path
) -> None:
    printed(club.desk, folder / "two.pdf", True, members=(three[2], three[0]))
    pages = read_pages((folder / "two.pdf").read_bytes())
    assert ["Peeters" in pages[0].text, "Albert" in pages[1].text] == [True, True]


@pytest.mark.parametrize("one_file", [True, False])
def test_cancelling_leaves_nothing_behind(
    club: Club, three: tuple[ClientId, ...], folder: Path, one_file: bool
) -> None:
    done: list[int] = []
    outcome = printed(
        club.desk,
        folder / ("all.pdf" if one_file else "papers"),
        one_file,
        cancelled=lambda: len(done) > 2,
        progress=lambda count, _of: done.append(count),
    )
    assert outcome.cancelled
    assert outcome.papers == 0
    assert done[-1] >= 2
    assert list(folder.iterdir()) == []
    assert told(club.desk) == []


def test_progress_counts_every_client(club: Club, three: tuple[ClientId, ...], folder: Path) -> None:
    seen: list[tuple[int, int]] = []
    printed(club.desk, folder / "all.pdf", True, progress=lambda done, of: seen.append((done, of)))
    assert seen == [(done, 5) for done in range(6)]


def test_nobody_to_print_is_refused_and_writes_no_file(club: Club, folder: Path) -> None:
    club.client("Zacharie", "Prospère")
    for one_file, name in ((True, "all.pdf"), (False, "papers")):
        with pytest.raises(Refused) as refused:
            printed(club.desk, folder / name, one_file)
        assert refused.value.refusals == (NothingToPrint(),)
    assert list(folder.iterdir()) == []


def test_a_place_that_cannot_be_written_is_refused(
    club: Club, three: tuple[ClientId, ...], folder: Path
) -> None:
    (folder / "file").write_text("not a folder", encoding="utf-8")
    for one_file in (True, False):
        target = folder / "file" / "all.pdf"
        with pytest.raises(Refused) as refused:
            printed(club.desk, target, one_file)
        assert refused.value.refusals == (FileNotWritten("all.pdf"),)
    assert told(club.desk) == []


def test_only_who_may_print_selections_does(
    desk_of: Callable[..., Desk], club: Club, three: tuple[ClientId, ...], folder: Path
) -> None:
    reception = desk_of(Role.RECEPTION)
    with pytest.raises(Refused) as refused:
        printed(reception, folder / "all.pdf", True)
    assert refused.value.refusals == (NotAllowed(Right.PRINT_SELECTION),)
    assert list(folder.iterdir()) == []
    assert printed(desk_of(Role.MANAGER), folder / "all.pdf", True).papers == 3


def test_the_history_tells_that_a_selection_was_printed(
    club: Club, three: tuple[ClientId, ...], folder: Path
) -> None:
    printed(club.desk, folder / "all.pdf", True)
    assert told(club.desk) == ["schedules_printed"]


def told(desk: Desk) -> list[str]:
    """The entries about printing in the history."""
    with reading(desk) as session:
        rows = session.query(History).order_by(History.id)
        return [row.what for row in rows if row.what == "schedules_printed"]
