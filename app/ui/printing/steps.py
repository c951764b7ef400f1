"""Carries the progress of a job beside the window over to the window's thread."""

from PySide6.QtCore import QObject, Signal


class Steps(QObject):
    """`moved(done, of)`; without a parent, so that a job may outlive the window it reports to."""

    moved = Signal(int, int)

    def tell(self, done: int, of: int) -> None:
        """Called by the job; holding this method holds the carrier."""
        self.moved.emit(done, of)
