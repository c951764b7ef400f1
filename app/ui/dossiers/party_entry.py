"""One client of the step Parties: as he was found until his line is made, then as his line says (spec 3.3)."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.services.dossiers.requests import PartyFields
from app.ui.dossiers.lines_scroll import Slot
from app.ui.dossiers.party_draft import PartyDraft, PartyLine

LINE_HEIGHT = 50


class PartyEntry(QObject):
    """`made(entry, line)` when the line comes into view; nothing can be changed before that."""

    made = Signal(object, object)

    def __init__(self, draft: PartyDraft) -> None:
        super().__init__()
        self.draft = draft
        self.line: PartyLine | None = None
        self.slot = Slot(self._make, LINE_HEIGHT)

    def _make(self) -> QWidget:
        self.line = PartyLine(self.draft)
        self.made.emit(self, self.line)
        return self.line

    def fields(self) -> PartyFields:
        """What is asked of the service."""
        if self.line is not None:
            return self.line.fields()
        return PartyFields(self.draft.client, self.draft.active, self.draft.weight)

    def check(self) -> bool:
        """Whether what was typed can be read; says why not beside it."""
        return self.line is None or self.line.check()
