"""Shows every component at work on invented people; for pictures, for tests and for whoever builds a window.

Its sample sentences are French only: nobody at the desk sees them.
"""

from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.i18n import money
from app.ui.kit.banner import Banner
from app.ui.kit.buttons import destructive, discreet, plain, primary, set_allowed
from app.ui.kit.chips import StateChip
from app.ui.kit.columns import Cell, Chip, Column
from app.ui.kit.dialogs import BigDialog
from app.ui.kit.entries import DateEntry, MoneyEntry, WholeEntry
from app.ui.kit.fields import ErrorSummary, Field, Form
from app.ui.kit.labels import Glyph, label, muted
from app.ui.kit.notice import FactLine, Notice
from app.ui.kit.preview_pair import PreviewPair, PreviewRow, PreviewSide
from app.ui.kit.steps import Steps
from app.ui.kit.strip import AnswerStrip
from app.ui.kit.tabs import TabPages
from app.ui.kit.timeline_data import DebitMark, SuspensionSpan, TimelineData
from app.ui.kit.timeline_view import TimelineView
from app.ui.kit.unfold import UnfoldModel, unfold_column

_STATES = (
    ("active", "Actif"),
    ("suspended", "Suspendu"),
    ("blocked", "Bloqué"),
    ("inactive", "Désactivé"),
    ("prospect", "Prospect"),
    ("presented", "Présentée"),
    ("rejected", "Rejetée"),
)


def monthly(count: int, first: date, cents: int, rank: int, **more: object) -> list[DebitMark]:
    """Return `count` monthly debits from `first` on."""
    marks = []
    for step in range(count):
        month = first.month - 1 + step
        due = date(first.year + month // 12, month % 12 + 1, first.day)
        marks.append(DebitMark(rank + step, due, cents, **more))  # type: ignore[arg-type]  # kind, state, old
    return marks


def suspended_unlimited() -> TimelineData:
    """The worked example: 45 days, one debit replaced, a preview."""
    first = monthly(1, date(2010, 7, 5), 5900, 1, state="collected")
    changed = monthly(1, date(2010, 8, 5), 200, 2, old_cents=5900, kind="maintenance")
    return TimelineData(
        "Illimité mensuel, aperçu non enregistré",
        date(2010, 7, 5),
        None,
        date(2010, 7, 20),
        suspensions=[SuspensionSpan(date(2010, 7, 22), date(2010, 9, 4), "suspendu 45 jours", True)],
        marks=first + changed + monthly(3, date(2010, 9, 5), 5900, 3),
        endless=True,
        bar_label="Illimité mensuel, sans fin",
    )


def prolonged_year() -> TimelineData:
    """A fixed length of 12 months, 60 days suspended, the end prolonged."""
    return TimelineData(
        "12 mois",
        date(2011, 1, 1),
        date(2012, 2, 29),
        date(2011, 3, 1),
        original_last=date(2011, 12, 31),
        suspensions=[SuspensionSpan(date(2011, 3, 9), date(2011, 5, 7), "suspendu 60 jours", True)],
        marks=monthly(2, date(2011, 1, 5), 4000, 1, state="collected")
        + monthly(1, date(2011, 3, 5), 4000, 3)
        + monthly(2, date(2011, 4, 5), 500, 4, kind="maintenance")
        + monthly(9, date(2011, 6, 5), 4000, 6),
        bar_label="12 mois",
    )


def stopped_early() -> TimelineData:
    """159 days of suspension ended, debits collected, going on without end."""
    return TimelineData(
        "Illimité mensuel",
        date(2010, 7, 5),
        None,
        date(2010, 12, 28),
        suspensions=[SuspensionSpan(date(2010, 7, 22), date(2010, 12, 27), "suspendu 159 jours")],
        marks=monthly(1, date(2010, 7, 5), 5900, 1, state="collected")
        + monthly(5, date(2010, 8, 5), 200, 2, kind="maintenance", state="collected")
        + monthly(13, date(2011, 1, 5), 5900, 7),
        endless=True,
        bar_label="Illimité mensuel, sans fin",
        endless_amount="59,00\u00a0€ par mois",
    )


def _row(*parts: QWidget, spacing: int = 8) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(spacing)
    for part in parts:
        row.addWidget(part)
    row.addStretch()
    return row


class Components(QFrame):
    """States, buttons, an error beside a field, banners, quiet answers and a time line."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("gallery_components")
        self.setProperty("surface", "surface")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(24, 20, 24, 20)
        self.column.setSpacing(8)
        self._add_states_and_buttons()
        self._add_fields()
        self._add_banners()
        self._add_answers()
        self._add_timeline()

    def _say(self, text: str) -> None:
        self.column.addSpacing(6)
        self.column.addWidget(muted(text, px=12))

    def _add_states_and_buttons(self) -> None:
        self._say("États")
        self.column.addLayout(_row(*(StateChip(kind, text) for kind, text in _STATES)))
        self._say("Boutons : principal, simple, discret, destructif, désactivé")
        self.cancel = plain("Annuler", "cancel")
        adding = plain("Ajouter", "add", "plus")
        set_allowed(adding, False, "Rang 4 encaissé")
        remove = destructive("Supprimer le rang 8", "delete", "trash")
        save = primary("Ok, enregistrer", "save", main=False)
        self.column.addLayout(_row(save, self.cancel, discreet("Modifier", "edit", "pencil"), remove, adding))

    def _add_fields(self) -> None:
        self._say("Erreur à côté du champ, et résumé")
        self.summary = ErrorSummary()
        self.form = Form(self, self.summary)
        end = self.form.add("end", Field("Fin", DateEntry("end"), width=144))
        days = self.form.add("days", Field("Nombre de jours", WholeEntry("days"), width=120))
        amount = self.form.add("amount", Field("Montant du maintien", MoneyEntry("amount"), width=144))
        for field, text in ((end, "04/09/2010"), (days, "illimité"), (amount, "0,00\u00a0€")):
            field.control.setProperty("text", text)
        days.control.setEnabled(False)
        self.column.addLayout(_row(end, days, amount, spacing=12))
        self.column.addWidget(self.summary)

    def show_error(self) -> None:
        """Show the error beside the amount."""
        self.form.show_errors({"amount": "0 € n’est pas un débit.\nSupprimez plutôt l’échéance."})

    def _add_banners(self) -> None:
        self._say("Bandeaux")
        late = "Paiement en retard, 118,00\u00a0€. Aucune vente possible."
        self.column.addWidget(Banner("blocked", "Bloqué depuis le 12/07/2010 par ADMIN", late))
        waiting = "Deux factures en attente."
        self.column.addWidget(Banner("inactive", "Désactivé le 30/04/2010 par SARAH", waiting))

    def _add_answers(self) -> None:
        self._say("Réussite discrète, fait laissé tel quel")
        self.notice = Notice()
        self.column.addWidget(self.notice)
        self.column.addWidget(FactLine("lock", "Rang 2 déjà présenté à la banque : laissé à 59,00\u00a0€."))

    def _add_timeline(self) -> None:
        self._say("Accès à durée fixe : fin prolongée, échéances reportées")
        self.timeline = TimelineView("gallery_timeline", with_title=False)
        self.timeline.show_data(prolonged_year())
        self.column.addWidget(self.timeline)
        end = (label("31/12/2011", tone="muted", struck=True), label("29/02/2012", bold=True))
        arrow = Glyph("arrow-right", "accent_text")
        self.column.addLayout(_row(muted("Fin d’accès"), end[0], arrow, end[1]))
        self.column.addStretch()


class ReportExample(BigDialog):
    """The second step of a suspension, as the Report tab shows it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, "gallery_report")
        self.set_head(
            "Accès : LEFÈVRE Jean-Noël",
            "n° 348 · 34 ans · carte 00 348 112",
            "active",
            "Actif",
            portrait=True,
        )
        side = self.use_side()
        side.addWidget(muted("Accès du client", px=13))
        side.addStretch()
        side.addWidget(plain("Vendre un accès", "sell", "plus"))
        self.timeline = TimelineView("report_timeline")
        self.timeline.show_data(suspended_unlimited())
        self.tabs = TabPages("report_tabs", apart=True)
        for key, text in (("a", "Accès"), ("r", "Report"), ("e", "Echéancier"), ("h", "Historique")):
            self.tabs.add(key, text, QWidget())
        self.tabs.show_page("r")
        self.top.addWidget(self.timeline)
        self.top.addWidget(self.tabs.bar)
        self.top_line.show()
        self._add_body()
        back = plain("Précédent", "back", "chevron-left")
        self.set_foot([back], [plain("Annuler", "leave", main=True), primary("Ok, enregistrer", "save")])

    def _add_body(self) -> None:
        steps = Steps(["Dates et cause", "Débits"])
        steps.show_step(1)
        self.body.addLayout(_row(steps))
        first = Field("Début (rang)", WholeEntry("first"), "05/08/2010", width=96)
        last = Field("Fin (rang)", WholeEntry("last"), "05/08/2010", width=96)
        amount = Field("Montant du maintien", MoneyEntry("amount"), "au lieu de 59,00\u00a0€", width=144)
        for field, text in ((first, "2"), (last, "2"), (amount, money(200))):
            field.control.setProperty("text", text)
        self.body.addLayout(_row(first, last, amount, spacing=12))
        self.pair = PreviewPair()
        second = PreviewRow("05/09/2010", "illimité", money(5900))
        self.pair.show_sides(
            PreviewSide(
                "Avant",
                "échéancier actuel",
                [PreviewRow("05/08/2010", "illimité", money(5900))],
                "Les 12 prochains débits",
                money(70800),
            ),
            PreviewSide(
                "Après",
                "aperçu, rien n’est encore enregistré",
                [PreviewRow("05/08/2010", "1", money(200), money(5900), True), second],
                "Les 12 prochains débits",
                money(65100),
            ),
        )
        self.body.addWidget(self.pair)
        strip = AnswerStrip()
        blocked = "Carte bloquée du 22/07 au 04/09/2010 inclus."
        strip.show_answers([("euro", f"Le membre paie {money(5700)} de moins."), ("pause-circle", blocked)])
        self.body.addWidget(strip)
        notice = "Préavis de 14 jours respecté : le débit du 05/08 s’annonce au plus tard le 22/07."
        self.body.addWidget(FactLine("check-circle", notice, "active.icon"))
        self.body.addStretch()


@dataclass(frozen=True)
class Line:
    """A line of a schedule, or one instalment of it."""

    first_rank: int
    last_rank: int
    cents: int
    first: date
    state: str
    word: str
    origin: str

    @property
    def ranks(self) -> str:
        """Its ranks in a word."""
        return (
            str(self.first_rank)
            if self.first_rank == self.last_rank
            else f"{self.first_rank}–{self.last_rank}"
        )

    @property
    def count(self) -> int | None:
        """How many debits."""
        return self.last_rank - self.first_rank + 1


def schedule_model() -> UnfoldModel[Line]:
    """Return an unfolding schedule of three lines."""
    columns = [
        unfold_column(),
        Column("ranks", "Rang", width=70),
        Column("cents", "Montant", "money", 100, value=_amount),
        Column("first", "Premier débit", "date", 120),
        Column("count", "Nombre", "number", 80),
        Column("state", "État", "chip", 130, value=_state),
        Column("origin", "Origine", width=110),
    ]
    model = UnfoldModel(columns, _parts, _rank)
    model.set_rows(
        [
            Line(1, 1, 5900, date(2010, 7, 5), "collected", "Encaissée", "contrat"),
            Line(2, 6, 200, date(2010, 8, 5), "collected", "Encaissée", "suspension"),
            Line(7, 18, 5900, date(2011, 1, 5), "planned", "Prévue", "contrat"),
        ]
    )
    return model


def _amount(line: Line) -> Cell:
    return Cell(money(line.cents), bold=True)


def _state(line: Line) -> Chip:
    return Chip(line.state, line.word)


def _rank(line: Line) -> int:
    return line.first_rank


def _parts(line: Line) -> list[Line]:
    if line.first_rank == line.last_rank:
        return []
    marks = monthly(line.last_rank - line.first_rank + 1, line.first, line.cents, line.first_rank)
    return [
        Line(mark.rank, mark.rank, mark.cents, mark.due, line.state, line.word, line.origin) for mark in marks
    ]
