"""The menu of saved searches: run one, or combine conditions and save them (spec 1.2)."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from app.i18n import tr
from app.services.criteria import Criteria
from app.services.views import PlanRow, SegmentRow
from app.ui.kit.icons import icon
from app.ui.kit.workplace import Workplace


def _read(workplace: Workplace) -> tuple[tuple[SegmentRow, ...], tuple[PlanRow, ...]]:
    from app.services.plans import plans
    from app.services.segments import segments

    return tuple(segments(workplace.desk)), tuple(plans(workplace.desk))


class SegmentsMenu(QMenu):
    """`run_asked` carries the criteria of a saved search."""

    run_asked = Signal(object)
    edit_asked = Signal()
    plans_known = Signal(dict)

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("segments_menu")
        self._page = parent
        self._workplace = workplace
        self._segments: tuple[SegmentRow, ...] = ()
        self._plans: dict[str, str] = {}
        self._fill()

    def read_again(self) -> None:
        """Read what is saved, beside the window."""
        self._workplace.runner.submit(partial(_read, self._workplace), self._take, group="search/segments")

    def _take(self, read: tuple[tuple[SegmentRow, ...], tuple[PlanRow, ...]]) -> None:
        self._segments, plans = read
        self._plans = {str(plan.id): plan.fields.name for plan in plans}
        self.plans_known.emit(self._plans)
        self._fill()

    def _fill(self) -> None:
        self.clear()
        for segment in self._segments:
            action = self.addAction(icon("bookmark", "muted"), segment.name.replace("&", "&&"))
            action.setObjectName(f"segment_{segment.id}")
            action.setToolTip(tr("Enregistré par {name}", name=segment.saved_by))
            action.triggered.connect(partial(self.run_asked.emit, segment.criteria))
        if not self._segments:
            self.addAction(tr("Aucun segment enregistré")).setEnabled(False)
        self.addSeparator()
        edit = self.addAction(icon("filter", "muted"), tr("Conditions et segments…"))
        edit.setObjectName("edit_segments")
        edit.triggered.connect(self.edit_asked)

    def open_dialog(self, criteria: Criteria) -> None:
        """Combine conditions on top of what is searched now, save, run, delete."""
        from app.ui.search.segments_dialog import SegmentsDialog

        dialog = SegmentsDialog(self._page, self._workplace, self._segments, self._plans, criteria)
        dialog.run_asked.connect(self.run_asked)
        dialog.open()
