"""Takes garbage away in the window's thread only: a Qt object destroyed in another one ends the program.

Python looks for cycles wherever it happens to allocate, also in a thread that reads the database.
A closed window whose parts refer to each other would then be destroyed there, beside the event loop
that still works with its kind: `QWidget`, `QAction` and `QTimer` are not made for that.
"""

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 1000
"""How often it is looked whether enough was allocated for a sweep."""


class Sweeper(QObject):
    """From `begin` to `end` no other thread looks for garbage."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._was_on = False
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(sweep_if_due)

    def begin(self) -> None:
        """Take over from Python's own collector."""
        self._was_on = gc.isenabled()
        gc.disable()
        self._timer.start()

    def end(self) -> None:
        """Give it back, if it was on."""
        self._timer.stop()
        if self._was_on:
            gc.enable()


def sweep_if_due() -> None:
    """Sweep the oldest generation whose turn it is, by Python's own thresholds."""
    counts, thresholds = gc.get_count(), gc.get_threshold()
    for generation in (2, 1, 0):
        if counts[generation] > thresholds[generation] > 0:
            gc.collect(generation)
            return
