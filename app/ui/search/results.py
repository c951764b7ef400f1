"""Reads the result page by page in the order asked for, and counts it; nothing is kept but what was scrolled to."""

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from app.services.criteria import Criteria, Sort, SortColumn
from app.services.desk import Desk
from app.services.views import ClientRow
from app.ui.kit.client_pages import ClientPages, follows
from app.ui.kit.rows import PagedModel
from app.ui.kit.runner import Runner
from app.ui.search.result_columns import columns, row_tone

_PAGE = 100
_COUNT = "search/count"


def _count(desk: Desk, criteria: Criteria) -> tuple[int, int]:
    from app.services.queries.search import count_clients

    total = count_clients(desk, Criteria())
    return (total if criteria == Criteria() else count_clients(desk, criteria)), total


class Results(QObject):
    """The model of the result table and the figures below it; `counted` brings found and all."""

    loaded = Signal()
    counted = Signal(int, int)
    failed = Signal(object)

    def __init__(self, desk: Desk, runner: Runner, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._runner = desk, runner
        self.criteria = Criteria()
        self._uncounted = False
        self._painted = QTimer(self)
        self._painted.setSingleShot(True)
        self._painted.setInterval(0)
        self._painted.timeout.connect(self._count)
        self.found: int | None = None
        self.sort = Sort()
        self.model: PagedModel[ClientRow] = PagedModel(columns(), follows, runner, _PAGE, row_tone)
        self.model.sorted_by = (self.sort.column, False)
        self.model.sort_asked.connect(self._order)
        self.model.fetched.connect(self._tell_loaded)
        self.model.failed.connect(self.failed)

    def run(self, criteria: Criteria) -> None:
        """Search with these criteria, and count."""
        self.criteria = criteria
        self._uncounted = True
        self.found = None
        self.reload()

    def reload(self) -> None:
        """Read again from the start, in the order asked for last."""
        self.model.load(ClientPages(self._desk, self.criteria, self.sort).read)

    def _order(self, key: str, descending: bool) -> None:
        self.sort = Sort(SortColumn(key), descending)
        self.reload()

    def _tell_loaded(self, _rows: int) -> None:
        """First the rows are painted, then they are counted: in a big club that takes longer."""
        self.loaded.emit()
        if self._uncounted:
            self._painted.start()

    def _count(self) -> None:
        self._uncounted = False
        job = partial(_count, self._desk, self.criteria)
        self._runner.submit(job, self._take_count, self.failed.emit, _COUNT)

    def _take_count(self, counts: tuple[int, int]) -> None:
        self.found = counts[0]
        self.counted.emit(*counts)
