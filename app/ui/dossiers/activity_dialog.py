"""Nouvelle activité: for a dossier, or for one chosen first among those offered; and changing one (spec 3.3)."""

from functools import partial
from uuid import uuid4

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.domain.dossier_refusals import PartyBlocked, PartyDeactivated
from app.domain.ids import ClientId, CommandId, DossierId
from app.domain.refusals import ClientBlocked, ClientDeactivated, Refused
from app.domain.rights import Right
from app.i18n import day, money, tr
from app.services.desk import Outcome, Touched, TouchedKind
from app.services.dossiers.requests import ActivityFields, ChangeActivity, EnterActivity
from app.services.dossiers.views import ActivityRow, DossierView, OfferedParty
from app.services.refusals import StaleEdit
from app.ui.dossiers import jobs, words
from app.ui.dossiers.activity_form import ActivityForm
from app.ui.dossiers.chooser import DossierChooser
from app.ui.dossiers.jobs import Candidate, Opening
from app.ui.kit.ask import tell
from app.ui.kit.banner import Banner
from app.ui.kit.buttons import plain, primary, set_allowed
from app.ui.kit.labels import muted
from app.ui.kit.news import concerns
from app.ui.kit.refused_words import in_words, why
from app.ui.kit.releasing import Releasing
from app.ui.kit.saving import next_command
from app.ui.kit.saving_dialog import SavingDialog
from app.ui.kit.workplace import Workplace

SIZE = QSize(860, 680)
_STOPS = (ClientBlocked, ClientDeactivated, PartyBlocked, PartyDeactivated)


class ActivityDialog(SavingDialog):
    """Enters an activity in `dossier`, or in one chosen here; `client`: from whose card (spec 3.3.7).

    `row`: the activity that is changed instead.
    """

    def __init__(
        self,
        workplace: Workplace,
        dossier: DossierId | None = None,
        client: ClientId | None = None,
        row: ActivityRow | None = None,
    ) -> None:
        super().__init__(workplace, "activity_dialog", SIZE)
        self._dossier, self._card, self._row = dossier, client, row
        self._stays_choosable = dossier is None
        self._command = CommandId(str(uuid4()))
        self._touched, self._is_shown = False, False
        self._make()
        self._lay_out()
        self._connect()
        self._begin()

    def _make(self) -> None:
        nothing = (
            tr("Aucun dossier où saisir une activité"),
            tr("Un dossier dont tous les clients sont inactifs n'est pas offert ici."),
        )
        search = partial(jobs.offered, self._card)
        self.chooser = DossierChooser(self._workplace, "activity_dossiers", search, nothing)
        self.form = ActivityForm(self.summary)
        self._releasing = Releasing(self._workplace, self)
        self._release = plain(tr("Dé&bloquer…"), "activity_release", "unlock")
        self._parties: tuple[OfferedParty, ...] = ()
        self._why_not = ""
        self._barred = Banner("inactive", "", actions=[self._release], name="activity_barred")
        self._pages = QStackedWidget()
        self._back = plain(tr("Aut&re dossier"), "activity_back", "chevron-left", main=True)
        self._choose = primary(tr("&Choisir ce dossier"), "activity_choose")
        self._save = primary(tr("&Ok, enregistrer"), "activity_save")

    def _lay_out(self) -> None:
        choosing = QWidget()
        column = QVBoxLayout(choosing)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(muted(tr("Dans quel dossier ?"), px=14))
        column.addWidget(self.chooser, 1)
        self._pages.addWidget(choosing)
        self._pages.addWidget(self.form)
        self._barred.hide()
        self.body.addWidget(self._barred)
        self.body.addWidget(self._pages, 1)
        self.body.addWidget(self.summary)

    def _connect(self) -> None:
        self.form.changed.connect(self._touch)
        self.form.changed.connect(self._bar)
        self._release.clicked.connect(self._ask_release)
        self._releasing.released.connect(self.reload)
        self.chooser.marked.connect(self._on_marked)
        self.chooser.taken.connect(self._take)
        self._choose.clicked.connect(self._take_chosen)
        self._back.clicked.connect(self._choose_again)
        self._save.clicked.connect(self._confirm)

    def _touch(self) -> None:
        self._touched = self._is_shown

    def is_touched(self) -> bool:
        """Whether leaving now would lose something typed."""
        return self._touched

    # Choosing the dossier

    def _begin(self) -> None:
        heading = tr("Nouvelle activité") if self._row is None else tr("Modifier l'activité")
        self.set_head(heading)
        if self._dossier is not None:
            self._open_form(self._dossier)
        else:
            self._choose_again()

    def _choose_again(self) -> None:
        self._dossier = None
        self.summary.hide()
        self._barred.hide()
        self.set_head(tr("Nouvelle activité"))
        self._pages.setCurrentIndex(0)
        self.set_foot(right=[self.leave, self._choose])
        self._on_marked(self.chooser.chosen)
        self.chooser.search.setFocus()

    def _on_marked(self, row: Candidate | None) -> None:
        reason = tr("Choisissez d'abord un dossier.") if row is None else row.why_not
        set_allowed(self._choose, not reason, reason)

    def _take_chosen(self) -> None:
        if self.chooser.chosen is not None:
            self._take(self.chooser.chosen)

    def _take(self, row: Candidate) -> None:
        if not row.why_not:
            self._open_form(row.id)

    def _open_form(self, dossier: DossierId) -> None:
        self._dossier = dossier
        self._pages.setCurrentIndex(1)
        left = [self._back] if self._stays_choosable else []
        self.set_foot(left=left, right=[self.leave, self._save])
        set_allowed(self._save, False, tr("Lecture du dossier…"))
        self.form.setEnabled(self._is_shown)  # what is typed before it is read would be lost
        self.reload()

    # The form

    def reload(self) -> None:
        """Read for whom an activity can be entered now."""
        if self._dossier is not None:
            job = partial(jobs.opening, self._workplace.desk, self._dossier, self._card)
            self.read(job, self._show, "dossiers/activity")

    def refresh(self, touched: frozenset[Touched]) -> None:
        """Another desk changed the dossier: who is offered changes, what is typed stays (`View`)."""
        if self._dossier is not None and concerns(touched, {Touched(TouchedKind.DOSSIER, self._dossier)}):
            self.reload()

    def _show(self, opening: Opening) -> None:
        if opening.form.dossier != self._dossier:
            return
        heading = tr("Nouvelle activité") if self._row is None else tr("Modifier l'activité")
        self.set_head(heading, opening.form.dossier_name)
        self._why_not, self._parties = why(opening.form.why_not), opening.form.parties
        if self._is_shown:
            self._offer_again(opening)
            self._bar()
            return
        self._offer(opening)
        self.form.setEnabled(True)
        if self._row is not None:
            self.form.show_fields(_fields_of(self._row))
        else:
            self.form.begin(self._first_client(opening), self._workplace.desk.today())
        self._is_shown, self._touched = True, False
        self._bar()
        self.form.focus_what()

    def _bar(self) -> None:
        """Say why nothing can be entered: nobody is active, or what stops who would pay (spec 3.1, 3.2.6, 3.3)."""
        stopped, reason = self._stopped(), self._why_not
        is_blocked = stopped is not None and jobs.is_only_blocked(stopped.stopped)
        if reason:
            self._barred.show_state("inactive", tr("Rien ne peut être saisi dans ce dossier"), reason)
        elif stopped is not None:
            reason = words.stop_of_party(stopped)
            kind = "blocked" if is_blocked else "inactive"
            self._barred.show_state(kind, tr("Rien ne peut être saisi pour ce client"), reason)
        self._barred.setVisible(bool(reason))
        may = self._workplace.desk.operator.may(Right.UNBLOCK)
        self._release.setVisible(is_blocked and not self._why_not and may)
        set_allowed(self._save, not reason, reason)

    def _stopped(self) -> OfferedParty | None:
        """The first of those who would newly pay who is blocked or deactivated."""
        client = self.form.client
        if self._row is not None and self._row.client == client:
            return None
        wanted = [each for each in self._parties if client in (None, each.client)]
        return next((each for each in wanted if each.stopped), None)

    def _ask_release(self) -> None:
        stopped = self._stopped()
        if stopped is not None:
            self._releasing.ask(stopped.client, stopped.name)

    def _offer(self, opening: Opening) -> None:
        listed: list[tuple[str, ClientId | None]] = [(tr("En commun"), None)]
        listed += [(each.name, each.client) for each in opening.form.parties]
        if self._row is not None and all(client != self._row.client for _name, client in listed):
            listed.append((self._row.client_name, self._row.client))
        self.form.offer(listed, opening.usual, opening.rates, opening.form.parties)

    def _offer_again(self, opening: Opening) -> None:
        """What is typed stays where other clients are offered."""
        typed = self.form.typed()
        self._offer(opening)
        self.form.show_typed(typed)

    def _first_client(self, opening: Opening) -> ClientId | None:
        """The one from whose card this was opened, or the only one; else in common."""
        known = [each.client for each in opening.form.parties]
        if self._card in known:
            return self._card
        return known[0] if len(known) == 1 else None

    # Saving

    def _confirm(self) -> None:
        fields = self.form.fields()
        if fields is None or self._dossier is None:
            return
        if self._row is not None:
            change = ChangeActivity(self._command, self._row.id, self._row.version, fields)
            job = partial(jobs.change, self._workplace.desk, change)
        else:
            enter = EnterActivity(self._command, self._dossier, fields, self._card)
            job = partial(jobs.enter, self._workplace.desk, enter)
        self.save(job, self._saved, self._refused)

    def _saved(self, outcome: Outcome) -> None:
        self.accept()
        self._workplace.announce(outcome, tr("Activité enregistrée."))

    def _refused(self, refused: Refused) -> None:
        self._command = next_command(self._command, refused)
        is_stale = any(isinstance(each, StaleEdit) for each in refused.refusals)
        if is_stale and self._dossier is not None:
            job = partial(jobs.view, self._workplace.desk, self._dossier)
            self.read(job, partial(self._tell_stale, refused), "dossiers/activity")
        else:
            self.form.show_refused(refused)
            if any(isinstance(each, _STOPS) for each in refused.refusals):
                self.reload()  # another desk did it: the banner says so too

    def _tell_stale(self, refused: Refused, theirs: DossierView) -> None:
        """Both versions are shown; the next save is made over what stands there now, knowingly."""
        now = next((each for each in theirs.activities if self._row and each.id == self._row.id), None)
        if now is None:
            self.form.show_refused(refused)
            return
        self._row = now
        detail = tr(
            "Ce qui est enregistré : {day}, {what}, {whom}, {amount}.",
            day=day(now.day),
            what=now.description,
            whom=words.whom(now),
            amount=money(now.amount),
        )
        tell(self, tr("Modifié entre-temps"), in_words(refused), detail)


def _fields_of(row: ActivityRow) -> ActivityFields:
    return ActivityFields(row.client, row.day, row.description, row.quantity, row.unit_price, row.vat_rate)
