"""Carries out what the Accès dialog asks for, and says what came of it: saved, refused, overtaken, or not known."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.domain.refusals import Refused
from app.i18n import current, instant, tr
from app.messages.history import told as told_history
from app.services.desk import Outcome
from app.services.refusals import StaleEdit
from app.services.requests import AttachProof
from app.services.views import HistoryRow
from app.ui.access.loaded import Loaded
from app.ui.access.report_tab import ReportTab
from app.ui.access.schedule_tab import ScheduleTab
from app.ui.access.undoing import undo_of
from app.ui.access.verbs import MarkRank, Request, carry_out, told
from app.ui.kit.ask import ask, tell
from app.ui.kit.lost_answer import is_lost, tell_what_was_kept
from app.ui.kit.notice import Notice
from app.ui.kit.refused_words import in_words, why
from app.ui.kit.saving import Saving
from app.ui.kit.workplace import Workplace

Reload = Callable[[Callable[[], None] | None], None]


@dataclass(frozen=True, slots=True)
class Owner:
    """The dialog as its commands see it: what it shows, how it reads again, and whether it is closed by now."""

    window: QWidget
    report: ReportTab
    schedule: ScheduleTab
    notice: Notice
    reload: Reload
    loaded: Callable[[], Loaded | None]
    is_gone: Callable[[], bool]


class Commands(QObject):
    """One at a time, through `saving`. What may have been carried out is only ever sent again as the same
    command (spec 5.2), so that it acts once; `proof_refused(refused)` is for the dialog of the proofs."""

    proof_refused = Signal(object)

    def __init__(self, workplace: Workplace, saving: Saving, owner: Owner) -> None:
        super().__init__(owner.window)
        self._workplace, self._saving, self._owner = workplace, saving, owner
        self._lost: Request | None = None
        self._announcing = False

    @property
    def is_announcing(self) -> bool:
        """Whether the news that goes round is of this dialog itself."""
        return self._announcing

    def send(self, request: Request) -> None:
        """Carry this out beside the window."""
        desk = self._workplace.desk
        done = partial(self._on_saved, request, desk.today())
        self._saving.run(partial(carry_out, desk, request), done, partial(self._on_refused, request))

    # Saved

    def _on_saved(self, request: Request, today: date, outcome: Outcome) -> None:
        kept = self._lost if outcome.repeated and self._lost is not None else request
        self._lost = None
        message = told(kept, outcome, today)
        owner = self._owner
        if owner.is_gone():
            self._workplace.announce(outcome, message)
            return
        if owner.schedule.dialog is not None:
            owner.schedule.dialog.accept()
        elif owner.report.is_open and not isinstance(request, AttachProof):
            owner.report.show_list()
        owner.reload(partial(self._announce, kept, outcome, message))
        if not _asks_the_same(request, kept):
            tell_what_was_kept(self._owner.window, message)

    def _announce(self, request: Request, outcome: Outcome, message: str) -> None:
        undo = undo_of(self._workplace, request, outcome, self._owner.loaded())
        self._announcing = True
        self._workplace.announce(outcome, message, undo)
        self._announcing = False
        self._owner.notice.say(message, undo)

    # Refused

    def _on_refused(self, request: Request, refused: Refused) -> None:
        if self._owner.is_gone():
            self._workplace.announce(Outcome(), in_words(refused))
            return
        if is_lost(refused):
            self._lost = request
        stale = next((each for each in refused.refusals if isinstance(each, StaleEdit)), None)
        if stale is not None:
            self._owner.reload(partial(self._show_stale, stale, refused))
        elif is_lost(refused) and not self._stands_in_a_form(request):
            ask(
                self._owner.window,
                tr("Enregistré ou non ?"),
                in_words(refused),
                tr("&Réessayer"),
                partial(self.send, request),
            )
        elif isinstance(request, AttachProof):
            self.proof_refused.emit(refused)
        else:
            self._show_refused(refused)

    def _stands_in_a_form(self, request: Request) -> bool:
        """Whether the form that asked is open still, so that its Ok tries again."""
        owner = self._owner
        is_form = owner.schedule.dialog is not None or owner.report.is_open
        return is_form and not isinstance(request, AttachProof | MarkRank)

    def _show_refused(self, refused: Refused) -> None:
        owner = self._owner
        if owner.schedule.dialog is not None:
            owner.schedule.dialog.show_refusals(tuple(refused.refusals))
        elif owner.report.is_open:
            owner.report.show_refused(refused)
        else:
            tell(owner.window, tr("Refusé"), in_words(refused))

    def _show_stale(self, stale: StaleEdit, refused: Refused) -> None:
        """Both versions in words: what was saved meanwhile, beside what is typed here."""
        owner = self._owner
        line, theirs = why(stale), self._last_change()
        if owner.report.is_open and owner.schedule.dialog is None:
            owner.report.show_stale(line, theirs)
            return
        if owner.schedule.dialog is not None:
            owner.schedule.dialog.reject()
        tell(owner.window, tr("Modifié entre-temps"), line, theirs)

    def _last_change(self) -> str:
        loaded = self._owner.loaded()
        shown = loaded.shown if loaded is not None else None
        newest: HistoryRow | None = (
            max(shown.history, key=lambda row: row.id, default=None) if shown else None
        )
        if newest is None:
            return ""
        return tr(
            "Enregistré le {when} par {who} : {what}",
            when=instant(newest.at),
            who=newest.operator,
            what=told_history(newest, current()),
        )


def _asks_the_same(request: Request, kept: Request) -> bool:
    """Whether both ask for the same, whatever version they were shown."""
    if isinstance(request, AttachProof | MarkRank) or type(request) is not type(kept):
        return request == kept
    return request == replace(kept, version=request.version)
