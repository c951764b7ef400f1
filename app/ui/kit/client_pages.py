"""Reads the clients of one search page by page, for whatever list shows them."""

from collections.abc import Sequence

from app.services.criteria import Criteria, PageKey, Sort
from app.services.desk import Desk
from app.services.views import ClientRow


class ClientPages:
    """The pages of one search, one after the other: the database says where the next one begins."""

    def __init__(self, desk: Desk, criteria: Criteria, sort: Sort) -> None:
        self._desk, self._criteria, self._sort = desk, criteria, sort
        self._next: PageKey | None = None

    def read(self, after: object, limit: int) -> Sequence[ClientRow]:
        """The first page (`after` None) or the next one."""
        from app.services.queries.search import search_clients

        start = None if after is None else self._next
        if after is not None and start is None:
            return ()
        page = search_clients(self._desk, self._criteria, self._sort, start, limit)
        self._next = page.next_key
        return page.rows


def follows(_row: ClientRow) -> bool:
    """The key of a page model: where the next page begins is known to `ClientPages`."""
    return True
