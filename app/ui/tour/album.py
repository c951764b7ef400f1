"""What a tour leaves behind: numbered pictures, papers, and a text of the figures that were shown."""

from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.ui.tour.hands import picture
from app.ui.tour.stage import say


class WrongFigure(Exception):
    """The program showed something else than the specification says."""


@dataclass(slots=True)
class Album:
    """Collects into one folder; a figure that differs from the specification stops the tour."""

    folder: Path
    pictures: list[Path] = field(default_factory=list)
    papers: list[Path] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Take away the pictures of an earlier run, which may have had others."""
        self.folder.mkdir(parents=True, exist_ok=True)
        for old in self.folder.glob("[0-9][0-9]-*.png"):
            old.unlink()

    def picture(self, widget: QWidget, name: str) -> None:
        """Take the next picture of a window."""
        path = picture(widget, self.folder / f"{len(self.pictures) + 1:02}-{name}.png")
        self.pictures.append(path)
        say(f"  {path.name}")

    def paper(self, name: str) -> Path:
        """The path under which the next paper is to be saved."""
        path = self.folder / f"{name}.pdf"
        path.unlink(missing_ok=True)
        self.papers.append(path)
        return path

    def heading(self, text: str) -> None:
        """Begin a part of the text."""
        self.lines += ["", text, "=" * len(text)]
        say(text)

    def figure(self, what: str, shown: str, expected: str) -> None:
        """Note a figure as the window showed it; it must be the one that the specification names."""
        if _plain(expected) not in _plain(shown):
            raise WrongFigure(f"{what}: {shown!r} instead of {expected!r}")
        self.lines.append(f"- {what} : {_plain(shown)}")

    def write_text(self, name: str = "figures.txt") -> Path:
        """Write the figures."""
        path = self.folder / name
        path.write_text("\n".join(self.lines).strip() + "\n", encoding="utf-8")
        return path


def _plain(text: str) -> str:
    """The text with ordinary blanks, so that a no-break space is not a difference."""
    return " ".join(text.replace("\u00a0", " ").replace("\u202f", " ").split())
