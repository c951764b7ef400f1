"""Nouveau dossier in three steps, and the same on a dossier that exists: Modifier les parties (spec 3.3)."""

from functools import partial
from uuid import uuid4

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget

from app.domain.dossier_refusals import PartyBlocked
from app.domain.ids import ClientId, CommandId
from app.domain.refusals import ClientBlocked, ClientDeactivated, Refused
from app.i18n import current, tr
from app.messages.refusals import sentence
from app.services.dossiers.requests import SaveDossier
from app.services.dossiers.views import DossierView
from app.services.refusals import StaleEdit
from app.services.views import ClientCard
from app.ui.dossiers import jobs, words
from app.ui.dossiers.party_draft import PartyDraft, draft_of_party
from app.ui.dossiers.step_name import NAME, NOTE, NameStep
from app.ui.dossiers.step_parties import PARTIES, PartiesStep
from app.ui.dossiers.step_summary import SummaryStep
from app.ui.kit.ask import tell
from app.ui.kit.buttons import plain, primary
from app.ui.kit.refused_words import in_words
from app.ui.kit.releasing import Releasing
from app.ui.kit.saving import next_command
from app.ui.kit.saving_dialog import SavingDialog
from app.ui.kit.steps import Steps
from app.ui.kit.workplace import Workplace

SIZE = QSize(940, 640)
DOSSIER, PARTIES_STEP, SUMMARY = 0, 1, 2


class DossierWizard(SavingDialog):
    """Creates a dossier, with `client` among its parties if given; or changes `view`, from `step` on."""

    def __init__(
        self,
        workplace: Workplace,
        client: ClientId | None = None,
        view: DossierView | None = None,
        step: int = DOSSIER,
    ) -> None:
        super().__init__(workplace, "dossier_wizard", SIZE)
        self._view = view
        self._version = view.version if view is not None else 0
        self._command = CommandId(str(uuid4()))
        self._touched = False
        self._make()
        self._lay_out()
        self._connect()
        self._show_stored(client)
        self._go_to(step)

    def _make(self) -> None:
        self.steps = Steps([tr("Dossier"), tr("Parties"), tr("Récapitulatif")], "dossier_steps")
        self.name_step = NameStep(self.summary)
        self.parties = PartiesStep(self._workplace)
        self._releasing = Releasing(self._workplace, self)
        self.name_step.form.add(PARTIES, self.parties.field)
        self._last = SummaryStep()
        self._pages = QStackedWidget()
        self._back = plain(tr("&Précédent"), "dossier_back", "chevron-left", main=True)
        self._next = (
            primary(tr("&Suivant"), "dossier_next")
            if self._view is None
            else plain(tr("&Suivant"), "dossier_next", main=True)
        )
        verb = tr("&Ok, enregistrer") if self._view is not None else tr("&Ok, créer le dossier")
        self._save = primary(verb, "dossier_save")

    def _lay_out(self) -> None:
        for page in (self.name_step, self.parties, self._last):
            self._pages.addWidget(page)
        heading = tr("Nouveau dossier") if self._view is None else tr("Modifier le dossier")
        self.set_head(heading, self._view.name if self._view is not None else "")
        row = QHBoxLayout()
        row.setContentsMargins(0, 12, 0, 4)
        row.addWidget(self.steps)
        row.addStretch(1)
        self.top.addLayout(row)
        self.body.addWidget(self._pages, 1)
        self.body.addWidget(self.summary)

    def _connect(self) -> None:
        self._back.clicked.connect(self._go_back)
        self._next.clicked.connect(self._go_on)
        self._save.clicked.connect(self._confirm)
        self.steps.asked.connect(self._go_to)
        self.name_step.changed.connect(self._touch)
        self.parties.changed.connect(self._touch)
        self.parties.release.clicked.connect(self._ask_release)
        self._releasing.released.connect(self.parties.look_again)

    def _touch(self) -> None:
        self._touched = True

    def is_touched(self) -> bool:
        """Whether leaving now would lose something typed."""
        return self._touched

    # What stands there

    def _show_stored(self, client: ClientId | None) -> None:
        if self._view is not None:
            self.name_step.show_dossier(self._view.name, self._view.note)
            self.parties.show_parties([draft_of_party(each) for each in self._view.parties])
        elif client is not None:
            job = partial(jobs.standing, self._workplace.desk, client)
            self.read(job, self._add_first, "dossiers/first")
        self._touched = False

    def _add_first(self, card: ClientCard) -> None:
        """The client from whose card the wizard was opened."""
        self.parties.add_known(PartyDraft(card.id, card.number, words.name_of_card(card)), card)
        self._touched = False

    # Steps

    def _go_to(self, step: int) -> None:
        self.steps.show_step(step)
        self._pages.setCurrentIndex(step)
        ways = [self._next] if step < SUMMARY else []
        saves = [self._save] if step == SUMMARY or self._view is not None else []
        self.set_foot(left=[self._back] if step else [], right=[self.leave, *ways, *saves])
        if step == SUMMARY:
            parties = self.parties.drafts()
            self._last.show_dossier(self.name_step.name, self.name_step.note, parties)
            self._save.setFocus()
        elif step == PARTIES_STEP:
            self.parties.focus()
        else:
            self.name_step.focus()

    def _go_back(self) -> None:
        self._go_to(self.steps.step - 1)

    def _go_on(self) -> None:
        if self._is_whole(self.steps.step):
            self._go_to(self.steps.step + 1)

    def _is_whole(self, upto: int) -> bool:
        """Whether the steps up to this one can be read; shows the first that cannot."""
        for step, page in ((DOSSIER, self.name_step), (PARTIES_STEP, self.parties)):
            if step <= upto and not page.check():
                if self.steps.step != step:
                    self._go_to(step)
                    page.check()
                return False
        return True

    # Saving

    def _confirm(self) -> None:
        if not self._is_whole(PARTIES_STEP):
            return
        request = SaveDossier(
            self._command,
            self._view.id if self._view is not None else None,
            self._version,
            self.name_step.name,
            self.parties.fields(),
            self.name_step.note,
        )
        self.save(partial(jobs.save, self._workplace.desk, request), self._saved, self._refused)

    def _saved(self, saved: jobs.DossierSaved) -> None:
        is_new, name = self._view is None, self.name_step.name
        self.accept()
        said = tr("Dossier « {name} » créé.", name=name) if is_new else tr("Dossier enregistré.")
        self._workplace.announce(saved, said)
        if is_new:
            self._workplace.open_dossier(saved.dossier)

    def _refused(self, refused: Refused) -> None:
        """Each reason beside its field, in the step where it stands; what was typed stays."""
        self._command = next_command(self._command, refused)
        stale = next((each for each in refused.refusals if isinstance(each, StaleEdit)), None)
        if stale is not None and self._view is not None:
            job = partial(jobs.view, self._workplace.desk, self._view.id)
            self.read(job, partial(self._tell_stale, refused), "dossiers/stale")
            return
        said: dict[str, str] = {}
        for each in refused.refusals:
            beside = PARTIES if isinstance(each, ClientBlocked | ClientDeactivated) else each.beside
            said.setdefault(beside or "dossier", sentence(each, current()))
        if NAME in said or NOTE in said:
            self._go_to(DOSSIER)
        elif PARTIES in said:
            self._go_to(PARTIES_STEP)
            self._look_for_blocked(refused)
        self.name_step.form.show_errors(said)

    # Releasing on the spot (spec 3.1)

    def _look_for_blocked(self, refused: Refused) -> None:
        """Another desk blocked one of them a second ago: who, so that a Responsable can release."""
        if any(isinstance(each, ClientBlocked | PartyBlocked) for each in refused.refusals):
            clients = [draft.client for draft, _ in self.parties.drafts()]
            job = partial(jobs.first_blocked, self._workplace.desk, clients)
            self.read(job, self._show_blocked, "dossiers/blocked")

    def _show_blocked(self, client: ClientId | None) -> None:
        drafts = (draft for draft, _ in self.parties.drafts())
        self.parties.show_barred(next((each for each in drafts if each.client == client), None))

    def _ask_release(self) -> None:
        barred = self.parties.barred
        if barred is not None:
            self._releasing.ask(barred.client, barred.name)

    def _tell_stale(self, refused: Refused, theirs: DossierView) -> None:
        """Both versions are shown; the next save is made over what stands there now, knowingly."""
        self._version = theirs.version
        listed = ", ".join(
            each.name if each.active else tr("{name} (inactif)", name=each.name) for each in theirs.parties
        )
        detail = tr("Ce qui est enregistré : « {name} », {parties}.", name=theirs.name, parties=listed)
        tell(self, tr("Modifié entre-temps"), in_words(refused), detail)
