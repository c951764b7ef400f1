"""Facturer: one invoice for each active client, or one that a single client pays, seen before it is made (spec 3.3)."""

from functools import partial
from uuid import uuid4

from PySide6.QtCore import QSignalBlocker, QSize
from PySide6.QtWidgets import QHBoxLayout

from app.domain.ids import ClientId, CommandId
from app.domain.refusals import Refused
from app.i18n import current, money, ntr, tr
from app.messages.refusals import sentence
from app.services.desk import Touched, TouchedKind
from app.services.dossiers.requests import InvoiceDossier
from app.services.dossiers.views import DossierView
from app.ui.dossiers import jobs
from app.ui.dossiers.division_news import what_changed
from app.ui.dossiers.division_pane import DivisionPane
from app.ui.kit.banner import Banner
from app.ui.kit.buttons import primary, set_allowed
from app.ui.kit.choices import Choice
from app.ui.kit.entries import DateEntry, LineEntry
from app.ui.kit.fields import Field, Form
from app.ui.kit.news import concerns
from app.ui.kit.refused_words import why
from app.ui.kit.saving import next_command
from app.ui.kit.saving_dialog import SavingDialog
from app.ui.kit.strip import AnswerStrip
from app.ui.kit.workplace import Workplace

SIZE = QSize(980, 760)
EACH = "each"
NOTE_LENGTH = 300


class InvoiceDialog(SavingDialog):
    """Bills everything of the active clients; other shares than those shown are refused."""

    def __init__(self, workplace: Workplace, view: DossierView) -> None:
        super().__init__(workplace, "dossier_invoice_dialog", SIZE)
        self._view = view
        self._command = CommandId(str(uuid4()))
        self._payer = Choice("dossier_invoice_payer")
        self._due = DateEntry("dossier_invoice_due")
        self._note = LineEntry("dossier_invoice_note", limit=NOTE_LENGTH)
        self.form = Form(self, self.summary)
        self.pane = DivisionPane("dossier_invoice_division")
        self._answers = AnswerStrip("dossier_invoice_answers")
        self._news = Banner("attention", "", name="dossier_invoice_news")
        self._news.hide()
        self._save = primary(tr("&Ok, facturer"), "dossier_invoice_save")
        self._lay_out()
        self._payer.currentIndexChanged.connect(self._tell)
        self._save.clicked.connect(self._confirm)
        self._show(view)
        self._payer.setFocus()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.form.add("payer", Field(tr("&Qui paie"), self._payer)), 2)
        row.addWidget(
            self.form.add(
                "due", Field(tr("Éc&héance"), self._due, tr("vide : délai de la fiche ou du club"), width=170)
            )
        )
        row.addWidget(self.form.add("note", Field(tr("&Note sur la facture"), self._note)), 2)
        self.body.addWidget(self._news)
        self.body.addLayout(row)
        self.body.addWidget(self.pane, 1)
        self.body.addWidget(self._answers)
        self.body.addWidget(self.summary)
        self.set_foot(right=[self.leave, self._save])

    def is_touched(self) -> bool:
        """Whether something was typed."""
        return bool(self._note.value() or self._due.text().strip())

    def refresh(self, touched: frozenset[Touched]) -> None:
        """Another desk changed the dossier (`View`)."""
        own = {Touched(TouchedKind.DOSSIER, self._view.id)}
        if concerns(touched, own) and not self._saving.is_under_way:
            self._read_again()

    def _read_again(self) -> None:
        self.read(partial(jobs.view, self._workplace.desk, self._view.id), self._show, "dossiers/invoice")

    def _show(self, view: DossierView) -> None:
        if said := what_changed(self._view, view):
            self._news.show_state("attention", tr("La répartition vient de changer"), said)
            self._news.show()
        self._view = view
        self.set_head(tr("Facturer le dossier"), view.name)
        chosen = self._payer.value()
        unheard = QSignalBlocker(self._payer)  # what is offered anew was not edited: errors stay
        listed: list[tuple[str, object]] = [(tr("Chacun sa part : une facture par client"), EACH)]
        if len(view.division.parts) > 1:
            listed += [(tr("{name} paie tout", name=part.name), part.client) for part in view.division.parts]
        self._payer.offer(listed)
        self._payer.set_value(chosen if chosen is not None else EACH)
        unheard.unblock()
        self.pane.show_division(view.division)
        set_allowed(self._save, view.buttons.invoice is None, why(view.buttons.invoice))
        self._tell()

    @property
    def _one_payer(self) -> ClientId | None:
        value = self._payer.value()
        return ClientId(value) if isinstance(value, int) else None

    def _tell(self, *_: object) -> None:
        division = self._view.division
        billed = 1 if self._one_payer is not None else sum(bool(part.count) for part in division.parts)
        self._answers.show_answers(
            [
                ("list", ntr("{n} facture", "{n} factures", billed)),
                ("euro", tr("{total} en tout", total=money(division.total))),
            ]
        )

    def _confirm(self) -> None:
        if not self.form.check():
            return
        request = InvoiceDossier(
            self._command,
            self._view.id,
            self._one_payer,
            self._due.value(),
            self._note.value(),
            self._view.division.shares,
        )
        self.save(partial(jobs.invoice, self._workplace.desk, request), self._saved, self._refused)

    def _saved(self, invoiced: jobs.DossierInvoiced) -> None:
        self.accept()
        numbers = ", ".join(invoiced.numbers)
        said = ntr(
            "Facture {numbers} faite.",
            "{n} factures faites : {numbers}.",
            len(invoiced.invoices),
            numbers=numbers,
        )
        self._workplace.announce(invoiced, said)

    def _refused(self, refused: Refused) -> None:
        """What was typed stays; the division is read anew, so that it shows why."""
        self._command = next_command(self._command, refused)
        self._read_again()
        said: dict[str, str] = {}
        for each in refused.refusals:
            said.setdefault(each.beside or "dossier", sentence(each, current()))
        self.form.show_errors(said)
