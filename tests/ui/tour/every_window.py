"""A process of its own that walks through every window in one language and writes what is wrong with its texts.

`python -m tests.ui.tour.every_window nl CLUB` prints a line for each letter with Alt that leads to several
controls, and for each text that is cut.
"""

import sys
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.bootstrap import Wired
from app.i18n import Language, set_language
from app.settings import Mode
from app.ui.tour.album import Album
from app.ui.tour.chapters.gallery import walk_through_every_window
from app.ui.tour.hands import wait
from tests.ui.kit.letters import letters_that_lead_to_several
from tests.ui.kit.visible_texts import cut_texts


@dataclass(slots=True)
class Examined(Album):
    """Looks at each window instead of taking its picture."""

    found: list[str] = field(default_factory=list)

    def picture(self, widget: QWidget, name: str) -> None:
        """Note what is wrong in this window."""
        wait(60)
        self.pictures.append(self.folder / name)
        window = widget.window()
        for letter, texts in letters_that_lead_to_several(window).items():
            self.found.append(f"{name}: {letter} leads to {', '.join(texts)}")
        if cut_texts(window):
            wait(250)  # a count that has just come is laid out in a moment
        self.found += [f"{name}: {text}" for text in cut_texts(window)]


def main(spoken: Language, club: Path) -> None:
    """Walk, and print what was found and how many windows were seen."""
    set_language(spoken)
    album = Examined(club.parent)
    walk_through_every_window(Wired(), album, spoken, Mode.LIGHT, club)
    sys.stdout.write("\n".join([f"{len(album.pictures)} windows", *dict.fromkeys(album.found)]) + "\n")


if __name__ == "__main__":
    main(Language(sys.argv[1]), Path(sys.argv[2]))
