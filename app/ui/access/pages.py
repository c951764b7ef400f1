"""How pages of the dialog are laid out: over each other, as high as the one shown, each with its own foot."""

from dataclasses import dataclass, field

from PySide6.QtWidgets import QPushButton, QSizePolicy, QStackedWidget, QWidget

from app.ui.kit.cards import Card


@dataclass(frozen=True, slots=True)
class Foot:
    """What stands in the dialog's foot; `default` is what Enter presses."""

    left: list[QWidget] = field(default_factory=list)
    right: list[QWidget] = field(default_factory=list)
    default: QPushButton | None = None


def fit_to_shown(stack: QStackedWidget) -> None:
    """Let only the page shown ask for room, so that a short one does not scroll."""
    for at in range(stack.count()):
        is_shown = at == stack.currentIndex()
        policy = QSizePolicy.Policy.Preferred if is_shown else QSizePolicy.Policy.Ignored
        if (page := stack.widget(at)) is not None:
            page.setSizePolicy(policy, policy)
    stack.updateGeometry()


def follow_shown(stack: QStackedWidget) -> None:
    """Keep doing so whenever another page is shown."""

    def fit(_at: int) -> None:
        fit_to_shown(stack)

    stack.currentChanged.connect(fit)
    fit_to_shown(stack)


def framed(content: QWidget, name: str) -> Card:
    """A table inside a rounded outline."""
    card = Card(name, ground="surface")
    card.body.addWidget(content)
    return card
