"""The heads, strips and feet of the printing windows: one row of controls on its own ground."""

from PySide6.QtWidgets import QFrame, QHBoxLayout

HEIGHT = 64


class Bar(QFrame):
    """A row on `surface`; `row` takes the controls."""

    def __init__(self, surface: str, height: int = HEIGHT) -> None:
        super().__init__()
        self.setProperty("surface", surface)
        self.setMinimumHeight(height)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(24, 6, 24, 6)
        self.row.setSpacing(8)
