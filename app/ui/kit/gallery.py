"""Shows every component at work on invented people; for pictures, for tests and for whoever builds a window.

Its sample sentences are French only: nobody at the desk sees them.
"""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.i18n import money
from app.ui.kit.banner import Banner
from app.ui.kit.buttons import destructive, discreet, plain, primary, set_allowed
from app.ui.kit.chips import StateChip
from app.ui.kit.dialogs import BigDialog
from app.ui.kit.entries import DateEntry, MoneyEntry, WholeEntry
from app.ui.kit.fields import ErrorSummary, Field, Form
from app.ui.kit.gallery_data import prolonged_year, suspended_unlimited
from app.ui.kit.labels import Glyph, label, muted
from app.ui.kit.notice import FactLine, Notice
from app.ui.kit.preview_pair import PreviewPair, PreviewRow, PreviewSide
from app.ui.kit.steps import Steps
from app.ui.kit.strip import AnswerStrip
from app.ui.kit.tabs import TabPages
from app.ui.kit.timeline_view import TimelineView

_STATES = (
    ("active", "Actif"),
    ("suspended", "Suspendu"),
    ("blocked", "Bloqué"),
    ("inactive", "Désactivé"),
    ("prospect", "Prospect"),
    ("presented", "Présentée"),
    ("rejected", "Rejetée"),
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
