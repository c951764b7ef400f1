"""What a dry run or its result holds: what is done and what is not, one table a tab, a banner above."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.i18n import number, tr
from app.ui.kit.banner import Banner
from app.ui.kit.fields import ErrorSummary
from app.ui.kit.table import Table
from app.ui.kit.tabs import TabPages


class TwoTables(QWidget):
    """`banner` says how many and for how much; `summary`, below, why nothing was saved.

    Both tables are named after `stem`; what follows it names their tab.
    """

    def __init__(self, stem: str, done: Table, left: Table) -> None:
        super().__init__()
        self._tables = {each.objectName().removeprefix(f"{stem}_"): each for each in (done, left)}
        self.banner = Banner("info", "", name=f"{stem}_said")
        self.tabs = TabPages(f"{stem}_tabs")
        for key, table in self._tables.items():
            self.tabs.add(key, "", table)
        self.summary = ErrorSummary(f"{stem}_apply_summary")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addWidget(self.banner)
        whole.addWidget(self.tabs, 1)
        whole.addWidget(self.summary)

    def show_rows(
        self, done_title: str, done: Sequence[object], left_title: str, left: Sequence[object]
    ) -> None:
        """Show both lists, counted in their tabs; in front is what is done, where there is something."""
        self.summary.hide()
        named = ((done_title, done), (left_title, left))
        for at, (table, (title, rows)) in enumerate(zip(self._tables.values(), named, strict=True)):
            table.rows_model().set_rows(rows)
            self.tabs.bar.setTabText(at, tr("{title} ({count})", title=title, count=number(len(rows))))
            table.select(0)
        front, behind = self._tables
        self.tabs.show_page(front if done or not left else behind)

    def focus(self) -> None:
        """Stand on the table that is shown."""
        self._tables[self.tabs.page].setFocus()
