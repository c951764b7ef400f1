"""Invoices and reminders as e-mails ready to send: files that the workstation's mail program opens (spec 3.2)."""

import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from uuid import uuid4

from PySide6.QtCore import QObject, QStandardPaths, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from app.domain.ids import CommandId, InvoiceId, ReminderId
from app.domain.refusals import Refused
from app.i18n import ntr, tr
from app.services.billing.requests import PrepareInvoiceMail, PrepareReminderMails
from app.services.billing.views import LetterWays, MailsPrepared
from app.ui.billing import reading
from app.ui.kit.ask import tell
from app.ui.kit.busy import Busy
from app.ui.kit.buttons import plain, set_allowed
from app.ui.kit.choices import RoundChoice
from app.ui.kit.labels import label, set_tone
from app.ui.kit.refused_words import in_words
from app.ui.kit.saving import Saving
from app.ui.kit.work import Work
from app.ui.kit.workplace import Workplace

_MEMORY = "billing_mails"


class MailFolder(QObject):
    """Asks for the folder of the mails once, and proposes it the next time."""

    def __init__(self, workplace: Workplace, over: QWidget) -> None:
        super().__init__(over)
        self._workplace, self._over = workplace, over

    def choose(self, then: Callable[[Path], None]) -> None:
        """Ask for a folder and go on with it."""
        picker = QFileDialog(self._over, tr("Dossier des e-mails"))
        picker.setObjectName("mail_folder")
        picker.setFileMode(QFileDialog.FileMode.Directory)
        picker.setOption(QFileDialog.Option.ShowDirsOnly, True)
        picker.setDirectory(str(self._proposed()))
        picker.fileSelected.connect(partial(self._take, then))
        picker.finished.connect(picker.deleteLater)
        picker.open()

    def _proposed(self) -> Path:
        kept = (self._workplace.memory.get(_MEMORY) or {}).get("folder")
        place = QStandardPaths.StandardLocation.DocumentsLocation
        return Path(kept) if isinstance(kept, str) else Path(QStandardPaths.writableLocation(place))

    def _take(self, then: Callable[[Path], None], chosen: str) -> None:
        if chosen:
            self._workplace.memory.set(_MEMORY, {"folder": chosen})
            then(Path(chosen))


class InvoiceMail(QObject):
    """Prepares the e-mail of one invoice or credit note and hands it to the workstation's mail program."""

    def __init__(self, workplace: Workplace, over: QWidget) -> None:
        super().__init__(over)
        self._workplace, self._over = workplace, over
        self._saving = Saving(workplace.runner, self)

    def prepare(self, invoice: InvoiceId) -> None:
        """Write it and open it there; pressed twice, it is written once."""
        self._saving.run(partial(self._write, invoice), self._done, self._refused)

    def _write(self, invoice: InvoiceId) -> tuple[Path, MailsPrepared]:
        folder = Path(tempfile.mkdtemp(prefix="gestion-"))
        try:
            request = PrepareInvoiceMail(CommandId(str(uuid4())), invoice, folder)
            prepared = reading.mail_invoice(self._workplace.desk, request)
        except Refused:
            folder.rmdir()
            raise
        return folder / prepared.files[0], prepared

    def _done(self, written: tuple[Path, MailsPrepared]) -> None:
        path, prepared = written
        self._workplace.announce(prepared, tr("E-mail préparé : {file}", file=path.name))
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            said = tr("Aucun programme de messagerie ne l'a ouvert. Il se trouve ici :")
            tell(self._over, tr("E-mail préparé"), said, str(path))

    def _refused(self, refused: Refused) -> None:
        tell(self._over, tr("E-mail impossible"), in_words(refused))


class LettersOut(QWidget):
    """The choice and what follows from it; `printer` and `mailer` are its buttons for the foot of a dialog."""

    print_wanted = Signal(tuple)

    def __init__(self, workplace: Workplace, busy: Busy, over: QWidget) -> None:
        super().__init__()
        self._workplace = workplace
        self._where = MailFolder(workplace, over)
        self._work = Work(workplace.runner, busy)
        self._letters: tuple[ReminderId, ...] = ()
        self._ways = LetterWays((), ())
        self._folder = Path()
        self._make()
        self._lay_out()
        self._connect()
        self.hide()

    def _make(self) -> None:
        self._on_paper = RoundChoice(tr("&Tout sur papier"), "letters_on_paper", checked=True)
        self._by_mail = RoundChoice(tr("&E-mail si possible"), "letters_by_mail")
        self._said = label("", "letters_said", wrap=True)
        self._show_folder = plain(tr("&Ouvrir le dossier"), "letters_folder", "folder")
        self._show_folder.hide()
        keeps_room = self._show_folder.sizePolicy()
        keeps_room.setRetainSizeWhenHidden(True)
        self._show_folder.setSizePolicy(keeps_room)
        self.printer = plain(tr("Im&primer les lettres…"), "reminders_print", "printer", main=True)
        self.mailer = plain(tr("Préparer les e-&mails…"), "reminders_mail", "mail", main=True)
        for choice in (self._on_paper, self._by_mail):
            choice.setAccessibleName(choice.text().replace("&", ""))

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(20)
        row.addWidget(self._on_paper)
        row.addWidget(self._by_mail)
        row.addWidget(self._said, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._show_folder)

    def _connect(self) -> None:
        self._by_mail.toggled.connect(self._tell)
        self.printer.clicked.connect(self._print)
        self.mailer.clicked.connect(self._prepare)
        self._show_folder.clicked.connect(self._open_folder)

    @property
    def is_under_way(self) -> bool:
        """Whether e-mails are being written."""
        return self._work.is_under_way

    def stop(self) -> None:
        """Ask to stop writing them; then none is written."""
        self._work.stop()

    # The choice

    def show_letters(self, letters: tuple[ReminderId, ...]) -> None:
        """These letters were sent; it reads which of them can go by e-mail."""
        self._letters = letters
        self.setVisible(bool(letters))
        self._show_ways(LetterWays((), letters))
        if letters:
            job = partial(reading.letter_ways, self._workplace.desk, letters)
            self._workplace.runner.submit(job, self._show_ways, None, "reminders/ways")

    def _show_ways(self, ways: LetterWays) -> None:
        self._ways = ways
        self._tell()

    @property
    def _to_print(self) -> tuple[ReminderId, ...]:
        return self._ways.on_paper if self._by_mail.isChecked() else self._letters

    def _tell(self, *_: object) -> None:
        """What the choice comes to, and what can be pressed."""
        paper = ntr("{n} lettre sur papier", "{n} lettres sur papier", len(self._to_print))
        said = paper
        if self._by_mail.isChecked():
            mail = ntr("{n} e-mail", "{n} e-mails", len(self._ways.by_mail))
            said = tr("{mails}, {papers}", mails=mail, papers=paper)
        self._say(said)
        can_mail = bool(self._ways.by_mail)
        nobody = tr("Aucun de ces clients n'a d'adresse e-mail.")
        self._by_mail.setEnabled(can_mail)
        self._by_mail.setToolTip("" if can_mail else nobody)
        self._by_mail.setAccessibleDescription("" if can_mail else nobody)
        why_not_print = (
            tr("Tous ont une adresse e-mail.") if self._letters else tr("Aucune lettre n'est partie.")
        )
        set_allowed(self.printer, bool(self._to_print), why_not_print)
        why_not_mail = tr("Choisissez d'abord « E-mail si possible ».") if can_mail else nobody
        set_allowed(self.mailer, can_mail and self._by_mail.isChecked(), why_not_mail)

    def _say(self, text: str, tone: str = "muted") -> None:
        set_tone(self._said, tone)
        self._said.setText(text)
        self._said.setToolTip("")
        self._show_folder.hide()

    # The ways

    def _print(self) -> None:
        self.print_wanted.emit(self._to_print)

    def _prepare(self) -> None:
        self._where.choose(self._write)

    def _write(self, folder: Path) -> None:
        request = PrepareReminderMails(CommandId(str(uuid4())), self._ways.by_mail, folder)
        job = partial(reading.mail_letters, self._workplace.desk, request)
        done = partial(self._on_prepared, folder)
        self._work.begin(tr("Préparation des e-mails…"), job, done, self._on_refused)

    def _on_prepared(self, folder: Path, prepared: MailsPrepared) -> None:
        if prepared.cancelled:
            self._say(tr("Interrompu : aucun e-mail n'a été préparé."))
            return
        self._folder = folder
        count = len(prepared.files)
        self._workplace.announce(prepared, ntr("{n} e-mail préparé.", "{n} e-mails préparés.", count))
        done = ntr(
            "{n} e-mail préparé dans « {folder} », à envoyer de là.",
            "{n} e-mails préparés dans « {folder} », à envoyer de là.",
            count,
            folder=folder.name or str(folder),
        )
        left = len(self._ways.on_paper)
        rest = ntr("{n} lettre reste à imprimer.", "{n} lettres restent à imprimer.", left) if left else ""
        self._say(f"{done} {rest}".strip(), "active")
        self._said.setToolTip(str(folder))
        self._show_folder.show()

    def _on_refused(self, refused: Refused) -> None:
        self._say(in_words(refused), "blocked")

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))
