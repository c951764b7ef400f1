"""The four facts at the top of the page of the day (spec 1.8)."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.i18n import current as texts
from app.i18n import day, money, ntr, number, tr
from app.messages.today import debits_text, relative_day
from app.services.today.views import Today
from app.ui.kit.tiles import FactTile


class Tiles(QWidget):
    """Next debits, rejected debits, suspended now, coming back."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("today_tiles")
        self.debits = FactTile("bank", tr("Prochains débits"), "today_debits")
        self.rejected = FactTile("alert-triangle", tr("Débits rejetés"), "today_rejected_fact")
        self.suspended = FactTile("pause-circle", tr("Suspendus en ce moment"), "today_suspended")
        self.back = FactTile("arrow-right", tr("Retours cette semaine"), "today_back_fact")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for tile in (self.debits, self.rejected, self.suspended, self.back):
            row.addWidget(tile, 1)

    def show_page(self, page: Today) -> None:
        """Show the facts of this page."""
        self._show_debits(page)
        self._show_rejected(page)
        self.suspended.show_fact(
            number(page.suspended_count),
            ntr("{n} sans date de fin", "{n} sans date de fin", page.suspended_open)
            if page.suspended_open
            else tr("tous avec une date de fin")
            if page.suspended_count
            else tr("aucune carte suspendue"),
        )
        self.back.show_fact(number(page.coming_back_count), _next_back(page))

    def _show_debits(self, page: Today) -> None:
        debits = page.next_debits
        if debits is None:
            self.debits.retitle(tr("Prochains débits"))
            self.debits.show_fact(money(0), tr("aucun débit prévu"))
            return
        self.debits.retitle(tr("Débits du {day}", day=day(debits.due)))
        self.debits.show_fact(money(debits.total), debits_text(debits, texts()))

    def _show_rejected(self, page: Today) -> None:
        if page.rejected_count:
            said = tr("à traiter, {total} en tout", total=money(page.rejected_total))
            self.rejected.show_fact(number(page.rejected_count), said, act="blocked")
        else:
            self.rejected.show_fact(number(0), tr("rien à traiter"))


def _next_back(page: Today) -> str:
    if not page.coming_back:
        return tr("aucun d'ici le {day}", day=day(page.coming_back_until))
    return tr("le prochain : {day}", day=relative_day(page.coming_back[0].on, page.day, texts()))
