"""3 – Récapitulatif: what is going to be saved, and how ten euros in common would be divided (spec 3.3.6)."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.cents import Cents
from app.domain.dossiers import Party, shares, why_no_activity
from app.i18n import money, ntr, tr
from app.services.dossiers.requests import PartyFields
from app.ui.dossiers.party_draft import PartyDraft
from app.ui.kit.banner import Banner
from app.ui.kit.cards import Card
from app.ui.kit.columns import Cell, Chip, Column
from app.ui.kit.labels import SECTION, label, muted, title
from app.ui.kit.refused_words import why
from app.ui.kit.rows import RowsModel
from app.ui.kit.table import Table

EXAMPLE = Cents(1000)
"""What is divided to show the rule."""


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """One client as he is going to stand in the dossier; `share` None: inactive."""

    number: int
    name: str
    weight: int
    active: bool
    share: Cents | None


def summary_lines(parties: Sequence[tuple[PartyDraft, PartyFields]]) -> list[SummaryLine]:
    """The clients in order, with their share of `EXAMPLE`."""
    drawn = _parties(parties)
    divided = {} if why_no_activity(drawn) else {each.client: each.amount for each in shares(EXAMPLE, drawn)}
    return [
        SummaryLine(draft.number, draft.name, asked.weight, asked.active, divided.get(asked.client))
        for draft, asked in parties
    ]


def _parties(parties: Sequence[tuple[PartyDraft, PartyFields]]) -> list[Party]:
    return [Party(asked.client, at, asked.active, asked.weight) for at, (_draft, asked) in enumerate(parties)]


class SummaryStep(QWidget):
    """Name, note, the clients, and what their statuses mean."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("dossier_summary_step")
        self._name = label("", "dossier_summary_name", 20, bold=True, wrap=True)
        self._note = muted("", "dossier_summary_note", 14, wrap=True)
        self._banner = Banner("inactive", "", name="dossier_summary_stopped")
        self._model: RowsModel[SummaryLine] = RowsModel(_columns(), tone=_tone)
        self.table = Table(self._model, "dossier_summary_parties", tr("Clients du dossier"), row_height=38)
        card = Card("dossier_summary_card", ground="surface")
        card.setMinimumHeight(220)
        card.body.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(title(tr("3 – Récapitulatif"), "dossier_step_title", SECTION))
        column.addWidget(self._name)
        column.addWidget(self._note)
        column.addWidget(self._banner)
        column.addWidget(card, 1)
        self._count = muted("", "dossier_summary_count", wrap=True)
        column.addWidget(self._count)

    def show_dossier(self, name: str, note: str, parties: Sequence[tuple[PartyDraft, PartyFields]]) -> None:
        """Show what is going to be saved."""
        self._name.setText(name)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self._model.set_rows(summary_lines(parties))
        stopped = why_no_activity(_parties(parties))
        self._banner.setVisible(stopped is not None)
        if stopped is not None:
            detail = tr("Le dossier peut être enregistré ainsi ; rien ne pourra y être saisi.")
            self._banner.show_state("inactive", why(stopped), detail)
        active = sum(asked.active for _draft, asked in parties)
        self._count.setText(
            ntr(
                "{amount} en commun se diviserait pour {n} client actif comme ci-dessus, au cent près.",
                "{amount} en commun se diviserait entre {n} clients actifs comme ci-dessus, au cent près.",
                active,
                amount=money(EXAMPLE),
            )
            if active
            else ""
        )


def _columns() -> list[Column]:
    return [
        Column("number", tr("N°"), "number", 64, sortable=False),
        Column("name", tr("Client"), "bold", 200, sortable=False, stretch=True),
        Column("weight", tr("Parts"), "number", 72, sortable=False),
        Column("active", tr("Statut dans ce dossier"), "chip", 180, sortable=False, value=_status),
        Column(
            "share",
            tr("Part de {amount}", amount=money(EXAMPLE)),
            "money",
            140,
            sortable=False,
            value=_share,
        ),
    ]


def _status(line: SummaryLine) -> Chip:
    return Chip("active", tr("Actif")) if line.active else Chip("inactive", tr("Inactif"))


def _share(line: SummaryLine) -> Cell:
    return Cell(money(line.share), bold=True) if line.share is not None else Cell("–", "muted")


def _tone(line: SummaryLine) -> str:
    return "" if line.active else "muted"
