"""The client's card: reads beside the window, shows, and carries what is asked to the services (spec 1.3)."""

from collections.abc import Callable, Sequence
from dataclasses import fields as fields_of
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from app.domain.ids import AccessId, ClientId
from app.domain.refusals import Refused
from app.i18n import current, day, tr
from app.messages.refusals import sentences
from app.services.desk import Outcome, Touched, TouchedKind
from app.services.fields import ClientFields
from app.services.refusals import StaleEdit
from app.services.requests import BlockClient, SaveClient, UnblockClient
from app.services.views import AccessItem, DocumentRow
from app.ui.card import verbs
from app.ui.card.access_page import AccessPage
from app.ui.card.added_tab import AddedTab
from app.ui.card.head import CardHead
from app.ui.card.identity_page import IdentityPage
from app.ui.card.lists import ActivityPage, DocumentsPage
from app.ui.card.reading import Shown, read
from app.ui.card.reason_dialog import ReasonDialog
from app.ui.card.words import full_name
from app.ui.kit.ask import popup_remark, tell
from app.ui.kit.busy import Busy
from app.ui.kit.labels import PAGE, title
from app.ui.kit.saving import Saving
from app.ui.kit.tabs import TabPages
from app.ui.kit.workplace import AccessTab, CardTab, Neighbours, Result, Workplace

HIGH_ENOUGH_FOR_FACTS = 800
"""Pixels of the page below which the key facts are shown over the tab Accès only."""
ACCESS, IDENTITY, DOCUMENTS, ACTIVITY = "access", "identity", "documents", "activity"


class ClientPage(QWidget):
    """The card of `client`, or an empty one (None) that becomes a client when it is saved.

    `tabs` are those of other areas; they stand between Accès and Documents.
    """

    def __init__(self, workplace: Workplace, client: ClientId | None, tabs: Sequence[CardTab] = ()) -> None:
        super().__init__()
        self.setObjectName("client_page")
        self._workplace, self._client = workplace, client
        self._shown: Shown | None = None
        self._reason: ReasonDialog | None = None
        self._remark_told = False
        self._added = {each.key: AddedTab(each) for each in tabs}
        self._saving = Saving(workplace.runner, self)
        self._make()
        self._lay_out()
        self._connect()
        if client is None:
            self._tabs.show_page(IDENTITY)
        else:
            self.reload()

    def _make(self) -> None:
        memory = self._workplace.memory
        self._new = title(tr("Nouveau client"), "card_new", PAGE)
        self.head = CardHead()
        self._tabs = TabPages("card_tabs")
        self.access = AccessPage(memory)
        self.identity = IdentityPage()
        self.documents = DocumentsPage(memory)
        self.activity = ActivityPage(memory)
        self._busy = Busy(self)

    def _lay_out(self) -> None:
        for key, text, page in (
            (IDENTITY, tr("Identité"), self.identity),
            (ACCESS, tr("Accès"), self.access),
            *((key, tr(each.tab.title), each) for key, each in self._added.items()),
            (DOCUMENTS, tr("Documents"), self.documents),
            (ACTIVITY, tr("Activité"), self.activity),
        ):
            self._tabs.add(key, text, page)
        self._tabs.show_page(ACCESS)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 12, 24, 16)
        column.setSpacing(12)
        column.addWidget(self._new)
        column.addWidget(self.head)
        column.addWidget(self._tabs, 1)
        self._show_kind()

    def _show_kind(self) -> None:
        is_new = self._client is None
        self._new.setVisible(is_new)
        self.head.setVisible(not is_new)
        for key in (ACCESS, *self._added, DOCUMENTS, ACTIVITY):
            self._tabs.set_page_enabled(key, not is_new, tr("Enregistrez d'abord la fiche."))

    def _connect(self) -> None:
        self.head.back.connect(self._workplace.back_to_search)
        self.head.asked.connect(self._do)
        self._tabs.page_changed.connect(self._on_tab)
        for keys, verb in (("Ctrl+PgUp", "before"), ("Ctrl+PgDown", "after")):
            QShortcut(QKeySequence(keys), self, partial(self._do, verb))
        self.access.asked_access.connect(self._open_access)
        self.access.asked_suspensions.connect(partial(self._do, "stop"))
        self.access.asked_history.connect(partial(self._tabs.show_page, ACTIVITY))
        self.documents.asked.connect(self._keep_document)
        self.identity.wanted.connect(self._save_fields)
        self.identity.left.connect(self._workplace.back_to_search)
        self._saving.began.connect(self._on_save_begins)
        self._saving.ended.connect(self._busy.stop)

    # Reading

    def reload(self) -> None:
        """Read the card again beside the window, then show it."""
        if self._client is None:
            return
        self._workplace.runner.submit(
            partial(read, self._workplace.desk, self._client), self._show, self._on_unreadable, "card"
        )

    def _show(self, shown: Shown) -> None:
        self._shown = shown
        self.head.show_client(shown)
        if not self.identity.has_unsaved() or self.identity.is_new:
            self.identity.show_client(shown.card)
        for page in (self.access, self.documents, self.activity):
            page.show_client(shown)
        self._tell_remark(shown)

    def _on_tab(self, key: str) -> None:
        if key in self._added and self._client is not None:
            self._added[key].open(self._workplace, self._client)
        self._fit_facts()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A low window keeps its room for the tab that is open."""
        super().resizeEvent(event)
        self._fit_facts()

    def showEvent(self, event: QShowEvent) -> None:
        """Find the client's place in the result, once the page stands."""
        super().showEvent(event)
        self._show_place()
        if self._client is None:
            self.identity.focus_first()

    def _fit_facts(self) -> None:
        self.head.show_facts(self._tabs.page == ACCESS or self.height() >= HIGH_ENOUGH_FOR_FACTS)

    def _show_place(self) -> None:
        self.head.show_neighbours(self._neighbours())

    def _neighbours(self) -> Neighbours | None:
        place: object = self._workplace
        if self._client is None or not isinstance(place, Result):
            return None
        return place.neighbours(self._client)

    def _go_to(self, is_after: bool) -> None:
        found = self._neighbours()
        to = None if found is None else found.after if is_after else found.before
        if to is not None:
            self._workplace.open_client(to)

    def _tell_remark(self, shown: Shown) -> None:
        fields = shown.card.fields
        if fields.show_remark and fields.remark and not self._remark_told and self.isVisible():
            popup_remark(self._workplace.window, full_name(shown.card), fields.remark)
        self._remark_told = True

    def _on_unreadable(self, error: Exception) -> None:
        if not isinstance(error, Refused):
            raise error
        tell(self._workplace.window, tr("Fiche illisible"), _in_words(error))
        self._workplace.back_to_search()

    def refresh(self, touched: frozenset[Touched]) -> None:
        """Something was changed: read again, if it is shown here (`View`)."""
        card = self._shown.card if self._shown is not None else None
        items = card.accesses if card is not None else ()
        own = {Touched(TouchedKind.ACCESS, item.id) for item in items}
        if self._client is not None:
            own.add(Touched(TouchedKind.CLIENT, self._client))
        if own & touched or any(each.kind is TouchedKind.SETTINGS for each in touched):
            self.reload()
        for each in self._added.values():
            each.refresh(touched)

    def has_unsaved(self) -> bool:
        """Whether something typed would be lost (`Draft`)."""
        return self.identity.has_unsaved() or any(each.has_unsaved() for each in self._added.values())

    # What is asked

    def _do(self, verb: str) -> None:
        """An action of the head, by its name."""
        if self._client is None:
            return
        ways: dict[str, Callable[[], None]] = {
            "access": partial(self._workplace.open_access, self._client),
            "sell": partial(self._workplace.sell_access, self._client),
            "stop": partial(self._workplace.open_access, self._client, self._main_access(), AccessTab.REPORT),
            "block": partial(self._ask_reason, True),
            "unblock": partial(self._ask_reason, False),
            "photo": self._choose_photo,
            "no_photo": partial(self._save_photo, None),
            "print": self._print,
            "identity": self._complete_identity,
            "before": partial(self._go_to, False),
            "after": partial(self._go_to, True),
        }
        ways[verb]()

    def _main_access(self) -> AccessId | None:
        return self._shown.access.view.item.id if self._shown is not None and self._shown.access else None

    def _open_access(self, item: AccessItem) -> None:
        self._workplace.open_access(item.client, item.id)

    def _complete_identity(self) -> None:
        self._tabs.show_page(IDENTITY)
        self.identity.focus_field("legal_representative")

    def _print(self) -> None:
        access = self._main_access()
        if access is not None:
            self._workplace.print_schedule(access)

    # Saving

    def _on_save_begins(self) -> None:
        self._busy.start(tr("Enregistrement…"))

    def _save_fields(self, request: SaveClient) -> None:
        self._save(request, partial(self._on_fields_saved, request), self._on_fields_refused)

    def _on_fields_saved(self, request: SaveClient, outcome: Outcome) -> None:
        self.identity.saved()
        saved = verbs.saved_client(outcome)
        if request.client is None and saved is not None:
            self._workplace.announce(outcome, tr("Client n° {number} créé.", number=saved[1]))
            self.identity.show_client(None)
            self._workplace.open_client(saved[0])
            return
        self.identity.accept_typed()
        self._workplace.announce(outcome, tr("Fiche enregistrée."))
        self.reload()

    def _on_fields_refused(self, refused: Refused) -> None:
        stale = next((each for each in refused.refusals if isinstance(each, StaleEdit)), None)
        if stale is None:
            self.identity.show_refused(refused)
            return
        theirs = stale.theirs if isinstance(stale.theirs, ClientFields) else ClientFields()
        tell(
            self._workplace.window,
            tr("Modifié entre-temps"),
            _in_words(refused),
            _differences(theirs, self.identity.typed(), self.identity.labels()),
        )
        self._workplace.runner.submit(
            partial(read, self._workplace.desk, ClientId(self._client or 0)), self._take_theirs, None, "card"
        )

    def _take_theirs(self, shown: Shown) -> None:
        """What is typed stays; the next save is made over what stands there now, knowingly."""
        self._shown = shown
        self.head.show_client(shown)
        self.identity.take_version(shown.card.version, shown.card.fields)

    def _ask_reason(self, blocks: bool) -> None:
        if self._shown is None:
            return
        self._reason = ReasonDialog(
            self._workplace.window, self._shown.card.id, full_name(self._shown.card), blocks
        )
        self._reason.wanted.connect(self._save_block)
        self._reason.open()

    def _save_block(self, request: BlockClient | UnblockClient) -> None:
        said = tr("Client bloqué.") if isinstance(request, BlockClient) else tr("Client débloqué.")
        self._save(request, partial(self._on_block_saved, said), self._on_block_refused)

    def _on_block_saved(self, said: str, outcome: Outcome) -> None:
        if self._reason is not None:
            self._reason.accept()
            self._reason = None
        self._workplace.announce(outcome, said)

    def _on_block_refused(self, refused: Refused) -> None:
        if self._reason is not None:
            self._reason.show_refused(refused)

    def _choose_photo(self) -> None:
        picker = QFileDialog(self._workplace.window, tr("Choisir une photo"))
        picker.setObjectName("photo_picker")
        picker.setNameFilter(tr("Images (*.png *.jpg *.jpeg *.bmp *.webp)"))
        picker.setDirectory(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation))
        picker.fileSelected.connect(self._take_photo)
        picker.finished.connect(picker.deleteLater)
        picker.open()

    def _take_photo(self, name: str) -> None:
        self._save_photo(Path(name))

    def _save_photo(self, path: Path | None) -> None:
        if self._client is None:
            return
        said = tr("Photo enregistrée.") if path is not None else tr("Photo retirée.")
        job = partial(verbs.put_photo, self._workplace.desk, self._client, path)
        self._saving.run(job, partial(self._announce, said), self._say_refused)

    def _keep_document(self, row: DocumentRow) -> None:
        picker = QFileDialog(self._workplace.window, tr("Enregistrer le document"), row.name)
        picker.setObjectName("document_place")
        picker.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        picker.fileSelected.connect(partial(self._write_document, row))
        picker.finished.connect(picker.deleteLater)
        picker.open()

    def _write_document(self, row: DocumentRow, name: str) -> None:
        job = partial(verbs.keep_document, self._workplace.desk, row.id, Path(name))
        said = tr("Document enregistré.")
        self._workplace.runner.submit(job, partial(self._announce_kept, said), self._on_unwritten)

    def _announce_kept(self, said: str, _path: object) -> None:
        self._workplace.announce(Outcome(), said)

    def _on_unwritten(self, error: Exception) -> None:
        if not isinstance(error, Refused):
            raise error
        self._say_refused(error)

    def _save(
        self,
        request: verbs.Request,
        done: Callable[[Outcome], None],
        refused: Callable[[Refused], None],
    ) -> None:
        self._saving.run(partial(verbs.carry_out, self._workplace.desk, request), done, refused)

    def _announce(self, said: str, outcome: Outcome) -> None:
        self._workplace.announce(outcome, said)

    def _say_refused(self, refused: Refused) -> None:
        tell(self._workplace.window, tr("Refusé"), _in_words(refused))


def _in_words(refused: Refused) -> str:
    return sentences(refused, current()).replace("\n", " ")


def _differences(theirs: ClientFields, typed: ClientFields, labels: dict[str, str]) -> str:
    """Both versions, field by field: what stands there now, and what is typed here."""
    lines = [
        tr(
            "{field} : « {theirs} » est enregistré, « {mine} » est tapé ici.",
            field=labels.get(each.name, each.name),
            theirs=_told(getattr(theirs, each.name)),
            mine=_told(getattr(typed, each.name)),
        )
        for each in fields_of(ClientFields)
        if getattr(theirs, each.name) != getattr(typed, each.name)
    ]
    return "\n".join(lines[:8])


def _told(value: object) -> str:
    if isinstance(value, bool):
        return tr("oui") if value else tr("non")
    return day(value) if isinstance(value, date) else str(value)
