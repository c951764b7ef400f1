"""Invoices and reminders as e-mails ready to send: files that the workstation's mail program opens (spec 3.2)."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from uuid import uuid4

from PySide6.QtCore import QObject, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from app.domain.ids import CommandId, InvoiceId, ReminderId
from app.domain.refusals import Refused
from app.i18n import ntr, tr
from app.services.billing.requests import PrepareInvoiceMail, PrepareReminderMails
from app.services.billing.views import MailsPrepared
from app.ui.billing import reading, words
from app.ui.kit.ask import tell
from app.ui.kit.busy import Busy
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
    """Prepares the e-mail of one invoice or credit note and says where it is."""

    def __init__(self, workplace: Workplace, over: QWidget) -> None:
        super().__init__(over)
        self._workplace, self._over = workplace, over
        self._folder = MailFolder(workplace, over)
        self._saving = Saving(workplace.runner, self)

    def prepare(self, invoice: InvoiceId) -> None:
        """Ask where, then write it."""
        self._folder.choose(partial(self._write, invoice))

    def _write(self, invoice: InvoiceId, folder: Path) -> None:
        request = PrepareInvoiceMail(CommandId(str(uuid4())), invoice, folder)
        job = partial(reading.mail_invoice, self._workplace.desk, request)
        self._saving.run(job, self._done, self._refused)

    def _done(self, prepared: MailsPrepared) -> None:
        said = tr("E-mail préparé : {file}", file=", ".join(prepared.files))
        self._workplace.announce(prepared, said)

    def _refused(self, refused: Refused) -> None:
        tell(self._over, tr("E-mail impossible"), words.in_words(refused))


class LetterMails(QObject):
    """Prepares the e-mails of reminders: as many as there are addresses, all or none, with progress and cancel."""

    def __init__(self, workplace: Workplace, over: QWidget, busy: Busy) -> None:
        super().__init__(over)
        self._workplace = workplace
        self._folder = MailFolder(workplace, over)
        self._work = Work(workplace.runner, busy)

    @property
    def is_under_way(self) -> bool:
        """Whether they are being written."""
        return self._work.is_under_way

    def stop(self) -> None:
        """Ask to stop; then none is written."""
        self._work.stop()

    def prepare(
        self,
        letters: Sequence[ReminderId],
        done: Callable[[str], None],
        refused: Callable[[Refused], None],
    ) -> None:
        """Ask where, then write them; `done` is told what became of it."""
        self._folder.choose(partial(self._write, tuple(letters), done, refused))

    def _write(
        self,
        letters: tuple[ReminderId, ...],
        done: Callable[[str], None],
        refused: Callable[[Refused], None],
        folder: Path,
    ) -> None:
        request = PrepareReminderMails(CommandId(str(uuid4())), letters, folder)
        job = partial(reading.mail_letters, self._workplace.desk, request)
        self._work.begin(tr("Préparation des e-mails…"), job, partial(self._tell, folder, done), refused)

    def _tell(self, folder: Path, done: Callable[[str], None], prepared: MailsPrepared) -> None:
        if prepared.cancelled:
            done("")
            return
        count = len(prepared.files)
        said = ntr("{n} e-mail préparé", "{n} e-mails préparés", count)
        self._workplace.announce(prepared, f"{said}.")
        done(tr("{count} dans le dossier « {folder} »", count=said, folder=folder.name or str(folder)))
