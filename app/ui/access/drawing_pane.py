"""The drawn time line over the tabs: the access as stored, or as the decision being typed would make it."""

from app.domain.contract import Contract
from app.domain.stops import StopDecision
from app.domain.suspensions import SuspensionDecision
from app.services.views import AccessView
from app.ui.access import timeline
from app.ui.access.loaded import Loaded
from app.ui.kit.timeline_data import TimelineData
from app.ui.kit.timeline_view import TimelineView


class DrawingPane(TimelineView):
    """A time line that explains each debit by what made its amount."""

    def __init__(self) -> None:
        super().__init__("access_timeline")
        self._drawn: tuple[TimelineData, Contract, AccessView] | None = None
        self.explain = self._explain

    def show_access(
        self, loaded: Loaded, decision: SuspensionDecision | StopDecision | None, closely: bool
    ) -> None:
        """Draw the access of `loaded`; `closely`: as far ahead as a draft is looked at."""
        shown = loaded.shown
        self.setVisible(shown is not None)
        if shown is None:
            return
        title, contract = shown.view.item.plan_name, shown.contract
        if decision is None:
            data = timeline.stored(title, contract, shown.schedule, loaded.today, closely)
        else:
            contract = decision.after
            changed = decision.suspension.id if decision.suspension is not None else None
            data = timeline.drafted(
                title, shown.schedule, contract, decision.schedule_after, changed, loaded.today
            )
        self.show_data(data)
        self._drawn = (data, contract, shown.view)

    def _explain(self, rank: int) -> str:
        """What a hover over a debit tells: the debit, and what made its amount."""
        return "" if self._drawn is None else timeline.mark_explained(*self._drawn, rank)
