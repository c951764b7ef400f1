"""Prints the schedules of a whole selection: one streamed PDF or one file per client (spec 1.5, 5.1)."""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from app.domain.ids import ClientId, CommandId
from app.domain.refusals import Refused
from app.domain.rights import Right
from app.i18n import Language, texts
from app.services.audit import Entry
from app.services.club import stored_settings
from app.services.criteria import Criteria, PageKey, Sort
from app.services.desk import Desk, Outcome
from app.services.documents.files import free_name, refusing_faults, whole_file
from app.services.documents.gathering import schedule_paper, still_running
from app.services.documents.loading import sources_of_clients
from app.services.documents.papers import SchedulePaper, SelectionChoices
from app.services.documents.pdf import about_schedule
from app.services.documents.pdf_stream import About, PdfStream
from app.services.documents.printing import file_name, stamp_of
from app.services.documents.schedule import print_schedule
from app.services.fields import ClubSettings
from app.services.queries.search import search_clients
from app.services.refusals import NothingToPrint
from app.services.unit_of_work import reading, writing

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]
_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class PrintSelection:
    """Print the schedules of these clients, or of all that a search finds."""

    command: CommandId
    members: Criteria | tuple[ClientId, ...]
    choices: SelectionChoices


@dataclass(frozen=True, slots=True)
class SelectionPrinted(Outcome):
    """What was written. `without_access`: clients with nothing to print. `cancelled`: nothing was written."""

    papers: int = 0
    pages: int = 0
    without_access: int = 0
    cancelled: bool = False


class _CancelledByOperator(Exception):
    """Leaves the work; everything written so far goes."""


@dataclass(slots=True)
class _Count:
    papers: int = 0
    pages: int = 0
    without_access: int = 0


def schedules_of_selection(
    desk: Desk, request: PrintSelection, progress: Progress, cancelled: Cancelled
) -> SelectionPrinted:
    """Write the schedules of a selection and note it in the history; in the order of names.

    `progress` is told (clients done, clients in all); `cancelled` is asked before each client, and
    leaves nothing behind. Clients without a running or coming access are left out, unless the past
    is printed too. Refuses: NotAllowed(PRINT_SELECTION), NothingToPrint, DiskFull, FileNotWritten.
    """
    desk.require(Right.PRINT_SELECTION)
    clients = _clients(desk, request.members)
    count = _Count()
    papers = _papers(desk, clients, request.choices, count, progress, cancelled)
    try:
        if request.choices.one_file:
            _print_one_file(request.choices.target, papers, count, desk)
        else:
            _print_files(request.choices.target, papers, count)
    except _CancelledByOperator:
        return SelectionPrinted(cancelled=True)
    return _note(desk, request, count)


def _note(desk: Desk, request: PrintSelection, count: _Count) -> SelectionPrinted:
    printed = SelectionPrinted(papers=count.papers, pages=count.pages, without_access=count.without_access)
    with writing(desk, request.command, SelectionPrinted) as work:
        if work.earlier is not None:
            return work.earlier
        facts = {"papers": count.papers, "pages": count.pages, "one_file": request.choices.one_file}
        work.tell(Entry("schedules_printed", facts=facts))
        return work.commit(printed)


def _clients(desk: Desk, members: Criteria | tuple[ClientId, ...]) -> Sequence[ClientId]:
    if not isinstance(members, Criteria):
        return members
    found: list[ClientId] = []
    after: PageKey | None = None
    while True:
        page = search_clients(desk, members, Sort(), after, 1000)
        found += [row.id for row in page.rows]
        after = page.next_key
        if after is None:
            return found


def _papers(
    desk: Desk,
    clients: Sequence[ClientId],
    choices: SelectionChoices,
    count: _Count,
    progress: Progress,
    cancelled: Cancelled,
) -> Iterator[SchedulePaper]:
    """The papers one after the other, a few hundred clients read at a time."""
    stamp, club = stamp_of(desk), _club(desk)
    done = 0
    progress(0, len(clients))
    for batch in _batches(clients):
        with reading(desk) as session:
            sources = sources_of_clients(session, batch)
        for source in sources:
            if cancelled():
                raise _CancelledByOperator
            kept = source if choices.paper.with_past else still_running(source, stamp.day)
            if kept.accesses:
                yield schedule_paper(kept, club, stamp, choices.paper)
            else:
                count.without_access += 1
            done += 1
            progress(done, len(clients))


def _batches(clients: Sequence[ClientId]) -> Iterator[list[ClientId]]:
    rest = iter(clients)
    while batch := list(islice(rest, _AT_ONCE)):
        yield batch


def _club(desk: Desk) -> ClubSettings:
    with reading(desk) as session:
        return stored_settings(session)[0]


def _print_one_file(target: Path, papers: Iterator[SchedulePaper], count: _Count, desk: Desk) -> None:
    club = _club(desk)
    language = Language(club.language)
    about = About(texts(language).tr("Echéanciers"), club.name, language)
    with whole_file(target) as out:
        stream = PdfStream(out, about)
        for paper in papers:
            count.pages += print_schedule(stream, paper)
            count.papers += 1
        _refuse_nothing(count)
        stream.close()


def _print_files(folder: Path, papers: Iterator[SchedulePaper], count: _Count) -> None:
    """Everything into a hidden folder first; the files move in once all of them are there."""
    is_new = not folder.exists()
    try:
        with refusing_faults(folder):
            folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(prefix=".gestion-", dir=folder) as name:
                waiting = Path(name)
                for paper in papers:
                    count.pages += _print_file(waiting, paper)
                    count.papers += 1
                _refuse_nothing(count)
                for path in sorted(waiting.iterdir()):
                    path.rename(free_name(folder, path.stem, path.suffix))
    finally:
        if is_new and folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()


def _print_file(folder: Path, paper: SchedulePaper) -> int:
    title = texts(paper.language).tr("Echéancier")
    wanted = Path(file_name(title, paper.member))
    with free_name(folder, wanted.stem, wanted.suffix).open("wb") as out:
        stream = PdfStream(out, about_schedule(paper))
        pages = print_schedule(stream, paper)
        stream.close()
    return pages


def _refuse_nothing(count: _Count) -> None:
    if not count.papers:
        raise Refused(NothingToPrint())
