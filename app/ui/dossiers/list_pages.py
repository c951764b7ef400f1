"""Reads the list of dossiers page by page, each where the database says that the one before ended."""

from collections.abc import Sequence

from app.services.desk import Desk
from app.services.dossiers.requests import DossierFilter
from app.services.dossiers.views import DossierKey, DossierRow
from app.ui.dossiers import jobs


class ListPages:
    """The pages of one list, one after the other."""

    def __init__(self, desk: Desk, wanted: DossierFilter) -> None:
        self._desk, self._wanted = desk, wanted
        self._next: DossierKey | None = None

    def read(self, after: object, limit: int) -> Sequence[DossierRow]:
        """The first page (`after` None) or the next one."""
        start = None if after is None else self._next
        if after is not None and start is None:
            return ()
        page = jobs.page(self._desk, self._wanted, start, limit)
        self._next = page.next_key
        return page.rows


def follows(_row: DossierRow) -> bool:
    """Where the next page begins is known to `ListPages`."""
    return True
