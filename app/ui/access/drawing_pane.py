"""The drawn time line over the tabs: the access as stored, or as the decision being typed would make it."""

from app.domain.contract import Contract
from app.domain.explain import why
from app.domain.ids import Rank
from app.domain.stops import StopDecision
from app.domain.suspensions import SuspensionDecision
from app.services.views import AccessView
from app.ui.access.loaded import Loaded
from app.ui.access.why_words import reasons_told
from app.ui.kit import access_timeline
from app.ui.kit.timeline_data import TimelineData, explain
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
            data = access_timeline.stored(title, contract, shown.schedule, loaded.today, closely)
        else:
            contract = decision.after
            changed = decision.suspension.id if decision.suspension is not None else None
            data = access_timeline.drafted(
                title, shown.schedule, contract, decision.schedule_after, changed, loaded.today
            )
        self.show_data(data)
        self._drawn = (data, contract, shown.view)

    def _explain(self, rank: int) -> str:
        """What a hover over a debit tells: the debit, and what made its amount."""
        return "" if self._drawn is None else mark_explained(*self._drawn, rank)


def mark_explained(data: TimelineData, contract: Contract, view: AccessView, rank: int) -> str:
    """Rang 2 : 2,00 € le 05/08/2010, au lieu de 59,00 €, prévu; beneath, what made the amount."""
    mark = next((mark for mark in data.marks if mark.rank == rank), None)
    if mark is None:
        return ""
    reasons = reasons_told(why(contract, Rank(rank)), view)
    return "\n".join([explain(mark), *(reason.title for reason in reasons)])
