"""Aujourd'hui: what staff ask every morning, on one page; each line opens its card (spec 1.8)."""

from datetime import date
from functools import partial
from uuid import uuid4

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QMenu, QScrollArea, QVBoxLayout, QWidget

from app.domain.ids import CommandId
from app.domain.refusals import Refused
from app.domain.rights import Right
from app.i18n import current as texts
from app.i18n import money, tr, weekday_day
from app.messages.refusals import sentences
from app.messages.today import TITLES, Line, counts_of, lines_of, listed
from app.services.desk import Desk, Outcome, Touched
from app.services.documents.papers import PaperChoices, PrintedPaper
from app.services.prospects.views import FollowUpRow
from app.services.requests import ReviewSuspension
from app.services.today.views import Today, ToReview
from app.ui.kit.ask import tell
from app.ui.kit.buttons import plain, quiet, set_allowed
from app.ui.kit.icons import icon
from app.ui.kit.labels import PAGE, label, muted, title
from app.ui.kit.workplace import Workplace
from app.ui.today.due_dialog import DueDialog
from app.ui.today.lines import Lines
from app.ui.today.tiles import Tiles

LOWEST = 840
"""The page scrolls where there is less room than this many pixels."""
_TOTAL_INSET = 44  # above the amounts of its list: the column of the arrow and the padding of a cell, less that of the head
_ICONS = {
    "turns": "pause-circle",
    "back": "arrow-right",
    "rejected": "alert-triangle",
    "review": "clock",
    "blocked": "ban",
    "follow_ups": "phone",
    "days": "bank",
}


def read_today(desk: Desk) -> Today:
    """The page as of now."""
    from app.services.today.queries import today_at

    return today_at(desk)


def list_on_paper(desk: Desk, choices: PaperChoices) -> PrintedPaper:
    """The page as a PDF."""
    from app.services.documents.today_paper import print_today

    return print_today(desk, choices.language, listed)


def review(desk: Desk, request: ReviewSuspension) -> Outcome:
    """Note that a suspension was looked at today."""
    from app.services.suspensions import review_suspension

    return review_suspension(desk, request)


def _empty_words() -> dict[str, tuple[str, str]]:
    """What each list says while it is empty, and what would fill it."""
    return {
        "turns": (
            tr("Aucune suspension ne commence ni ne finit aujourd'hui"),
            tr("Celles dont c'est le premier ou le dernier jour s'affichent ici."),
        ),
        "back": (tr("Aucun retour cette semaine"), tr("Les membres dont la carte rouvre s'affichent ici.")),
        "rejected": (
            tr("Aucun débit rejeté"),
            tr("Ceux que la banque refuse s'affichent ici."),
        ),
        "review": (
            tr("Aucune suspension à revoir"),
            tr("Celles qui durent sans date de fin s'affichent ici."),
        ),
        "blocked": (
            tr("Aucun membre bloqué n'est passé"),
            tr("Ceux dont la carte est refusée à la porte s'affichent ici."),
        ),
        "follow_ups": (
            tr("Aucun suivi prévu aujourd'hui"),
            tr("Les appels et tâches datés du jour s'affichent ici."),
        ),
        "days": (tr("Aucun débit d'ici sept jours"), tr("Les débits prévus s'affichent ici, jour par jour.")),
    }


class TodayPage(QWidget):
    """Reads beside the window; every time it comes to the front, on F5, and when something was saved."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.setObjectName("today_page")
        self._workplace = workplace
        self._page: Today | None = None
        self._make()
        self._lay_out()
        self._connect()

    # --- Widgets ----------------------------------------------------------------------------

    def _make(self) -> None:
        self._date = muted("", "today_date", 14)
        self._as_of = muted("", "today_as_of")
        self._again = plain(tr("&Actualiser"), "today_refresh", "refresh")
        self._again.tip(tr("Lire de nouveau (F5)"))
        self._print = plain(tr("&Imprimer la liste"), "today_print", "printer")
        self._print.tip(tr("Imprimer la liste (Ctrl+P)"))
        self._reviewed = quiet(tr("&Revue faite"), "today_reviewed", "check")
        self._total = label("", "today_days_total", 14, bold=True)
        self._total.setContentsMargins(0, 0, _TOTAL_INSET, 0)
        self.tiles = Tiles()
        self._done = quiet(tr("Fai&t…"), "today_follow_up_done", "check")
        self._plan = quiet(tr("A&jouter"), "today_follow_up_add", "plus")
        actions: dict[str, list[QWidget]] = {
            "review": [self._reviewed],
            "follow_ups": [self._done, self._plan],
            "days": [self._total],
        }
        empty = _empty_words()
        self.lists = {
            key: Lines(key, tr(TITLES[key]), _ICONS[key], empty[key], actions.get(key, ())) for key in TITLES
        }
        self.lists["review"].table.fill_menu = self._fill_review_menu
        self.lists["follow_ups"].table.fill_menu = self._fill_follow_up_menu
        self._allow_review()
        self._allow_done()

    def _lay_out(self) -> None:
        names, head = QVBoxLayout(), QHBoxLayout()
        names.setSpacing(0)
        names.addWidget(title(tr("Aujourd'hui"), "page_title", PAGE))
        names.addWidget(self._date)
        head.setSpacing(8)
        head.addLayout(names, 1)
        for part in (self._as_of, self._again, self._print):
            head.addWidget(part)
        grid = QGridLayout()
        grid.setSpacing(12)
        for place, lines in enumerate(self.lists.values()):
            is_alone = place == len(self.lists) - 1 and place % 2 == 0
            grid.addWidget(lines, place // 2, place % 2, 1, 2 if is_alone else 1)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)
        inner = QWidget()
        inner.setMinimumHeight(LOWEST)
        column_of_all = QVBoxLayout(inner)
        column_of_all.setContentsMargins(24, 14, 24, 20)
        column_of_all.setSpacing(12)
        column_of_all.addLayout(head)
        column_of_all.addWidget(self.tiles)
        column_of_all.addLayout(grid, 1)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inner)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)

    def _connect(self) -> None:
        for lines in self.lists.values():
            lines.opened.connect(self._workplace.open_client)
        self.lists["days"].asked.connect(self._open_day)
        self._again.clicked.connect(self.read)
        self._print.clicked.connect(self._print_list)
        self._reviewed.clicked.connect(self._review_chosen)
        self.lists["review"].table.current_row.connect(self._allow_review)
        self._done.clicked.connect(self._open_follow_up)
        self._plan.clicked.connect(self._new_follow_up)
        self.lists["follow_ups"].table.current_row.connect(self._allow_done)
        for keys, act in (("F5", self.read), ("Ctrl+P", self._print.click)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # --- Reading ----------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """Coming to the front, the page is of now."""
        super().showEvent(event)
        self.read()

    @property
    def shown_day(self) -> date | None:
        """The day that is shown; None: nothing is read yet."""
        return None if self._page is None else self._page.day

    def read(self) -> None:
        """Read everything again, beside the window."""
        job = partial(read_today, self._workplace.desk)
        self._workplace.runner.submit(job, self._show, self._tell_failure, "today")

    def refresh(self, touched: frozenset[Touched]) -> None:
        """Something was saved, here or at another desk, or a day has begun."""
        if self.isVisible():
            self.read()

    def _show(self, page: Today) -> None:
        self._page = page
        self._date.setText(weekday_day(page.day))
        self._as_of.setText(tr("Actualisé à {time}", time=f"{page.at.astimezone():%H:%M}"))
        self.tiles.show_page(page)
        lines, counts = lines_of(page, texts()), counts_of(page)
        for key, shown in self.lists.items():
            shown.show_lines(lines[key], counts[key])
        self._total.setText(money(page.days_total) if page.days else "")
        self._allow_review()
        self._allow_done()

    def _tell_failure(self, error: Exception) -> None:
        if not isinstance(error, Refused):
            raise error
        self._as_of.setText(" ".join(sentences(error, texts())))

    def _print_list(self) -> None:
        """The list on paper, as it is read now."""
        self._workplace.preview_paper(partial(list_on_paper, self._workplace.desk), tr("Liste du jour"))

    def _open_day(self, at: int) -> None:
        """The debits of a day, member by member."""
        listed = self._page.days if self._page is not None else ()
        if 0 <= at < len(listed):
            dialog = DueDialog(self._workplace, listed[at])
            dialog.opened.connect(self._workplace.open_client)
            dialog.open()

    # --- Revue faite ------------------------------------------------------------------------

    def _fill_review_menu(self, menu: QMenu, _line: Line) -> None:
        done = menu.addAction(icon("check", "muted"), tr("Revue faite"))
        done.setEnabled(self._reviewed.isEnabled())
        done.triggered.connect(self._review_chosen)

    def _allow_review(self, *_: object) -> None:
        if not self._workplace.desk.operator.may(Right.SUSPEND):
            set_allowed(self._reviewed, False, tr("Votre rôle ne permet pas de suspendre."))
        else:
            set_allowed(self._reviewed, self._chosen() is not None, tr("Choisissez d'abord une suspension."))

    def _chosen(self) -> ToReview | None:
        at = self.lists["review"].chosen
        listed = self._page.to_review if self._page is not None else ()
        return listed[at] if 0 <= at < len(listed) else None

    def _review_chosen(self) -> None:
        chosen = self._chosen()
        if chosen is None:
            return
        request = ReviewSuspension(CommandId(str(uuid4())), chosen.suspension, chosen.version)
        self._workplace.runner.submit(
            partial(review, self._workplace.desk, request),
            partial(self._tell_reviewed, chosen),
            self._tell_refused,
        )

    def _tell_reviewed(self, reviewed: ToReview, outcome: Outcome) -> None:
        self._workplace.announce(outcome, tr("Suspension de {name} revue.", name=reviewed.person.name))
        self.read()

    def _tell_refused(self, error: Exception) -> None:
        if not isinstance(error, Refused):
            raise error
        tell(self._workplace.window, tr("Revue faite"), " ".join(sentences(error, texts())))
        self.read()

    # --- Suivis -----------------------------------------------------------------------------

    def _fill_follow_up_menu(self, menu: QMenu, _line: Line) -> None:
        done = menu.addAction(icon("check", "muted"), tr("Fait…"))
        done.setEnabled(self._done.isEnabled())
        done.triggered.connect(self._open_follow_up)

    def _allow_done(self, *_: object) -> None:
        may = self._workplace.desk.operator.may(Right.FOLLOW_UP)
        reason = tr("Votre rôle ne permet pas de suivre les prospects.")
        set_allowed(self._plan, may, reason)
        if not may:
            set_allowed(self._done, False, reason)
        else:
            set_allowed(self._done, self._due() is not None, tr("Choisissez d'abord un suivi."))

    def _due(self) -> FollowUpRow | None:
        at = self.lists["follow_ups"].chosen
        listed = self._page.follow_ups if self._page is not None else ()
        return listed[at] if 0 <= at < len(listed) else None

    def _open_follow_up(self) -> None:
        due = self._due()
        if due is not None:
            self._workplace.open_follow_up(due.id)

    def _new_follow_up(self) -> None:
        self._workplace.new_follow_up(None)
