"""The form of the club's settings: its heading on papers, its rules of suspension, its delays."""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout

from app.i18n import Language, current, tr
from app.messages.words import words
from app.services.fields import ProposalRule
from app.ui.kit.cards import Card
from app.ui.kit.choices import Choice, TextEntry
from app.ui.kit.entries import LineEntry, MoneyEntry, WholeEntry
from app.ui.maintenance.limit_entry import LimitEntry
from app.ui.maintenance.sheet import Sheet

NAME = "maintenance_club"


class _Causes(TextEntry):
    """One usual cause a line, in the order in which they are offered."""

    def __init__(self, name: str) -> None:
        super().__init__(name, lines=5)

    def value(self) -> Any:
        """The causes typed, each trimmed, empty lines left out."""
        lines = (line.strip() for line in self.toPlainText().splitlines())
        return tuple(line for line in lines if line)

    def set_value(self, value: Any) -> None:
        """Show causes, one a line."""
        self.setPlainText("\n".join(value or ()))


class ClubSheet(Sheet):
    """Every field of `ClubSettings`, in three columns of cards."""

    def __init__(self) -> None:
        super().__init__(NAME, tr("&Enregistrer les réglages"), in_card=False)
        self.content.setContentsMargins(0, 4, 0, 4)
        columns = QHBoxLayout()
        columns.setSpacing(16)
        self.content.addLayout(columns, 1)
        self._make_heading(_card(columns, "heading", tr("Le club, sur les documents"), "document", 5))
        self._make_rules(_card(columns, "rules", tr("Règles des reports"), "pause-circle", 6))
        last = QVBoxLayout()
        last.setSpacing(16)
        columns.addLayout(last, 5)
        self._make_causes(_card(last, "causes", tr("Causes proposées"), "comment"))
        self._make_delays(_card(last, "delays", tr("Délais"), "clock"))
        self._make_blocks(_card(last, "blocks", tr("Blocage automatique"), "ban"))

    def _make_heading(self, body: QVBoxLayout) -> None:
        line = partial(LineEntry, limit=400)
        self.add("name", tr("N&om du club"), line, body)
        self.add("address", tr("&Adresse"), line, body)
        row = self.row(body)
        self.add("postal_code", tr("Code &postal"), line, row, width=96)
        self.add("town", tr("&Ville"), line, row, stretch=1)
        self.add("country", tr("Pa&ys"), line, row, width=64)
        row = self.row(body)
        self.add("phone", tr("&Téléphone"), line, row, stretch=1)
        self.add("vat_number", tr("N° &de TVA"), line, row, stretch=1)
        self.add("email", tr("E-&mail"), line, body)
        self.add("website", tr("Site &web"), line, body)
        languages = [(each.own_name, each.value) for each in Language]
        self.add("language", tr("&Langue des documents du club"), partial(Choice, items=languages), body)
        body.addStretch(1)

    def _make_rules(self, body: QVBoxLayout) -> None:
        rules = [(text, value) for value, text in words(ProposalRule, current()).items()]
        self.add("proposal_rule", tr("&Règle de proposition"), partial(Choice, items=rules), body)
        rule: Choice = self.control("proposal_rule")
        rule.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        rule.setMinimumContentsLength(24)
        rule.currentTextChanged.connect(rule.setToolTip)
        amount = partial(MoneyEntry, required=True)
        self.add("default_maintenance", tr("Maintien proposé par dé&faut"), amount, body, width=130)
        for name, text in (
            ("max_suspension_days", tr("Durée ma&ximale d'un report, en jours")),
            ("shortest_suspension_days", tr("Durée m&inimale d'un report, en jours")),
            ("max_days_per_year", tr("&Jours de report par année de contrat")),
            ("max_suspensions_per_year", tr("Reports par a&nnée de contrat")),
        ):
            self.add(name, text, partial(LimitEntry, unlimited=tr("Sans limite")), body)
        notice = partial(LimitEntry, unlimited=tr("Sans préavis"), low=0)
        self.add("notice_days", tr("Préavi&s avant un report, en jours"), notice, body)
        body.addStretch(1)

    def _make_causes(self, body: QVBoxLayout) -> None:
        field = self.add("causes", tr("Une ca&use par ligne"), _Causes, body, stretch=1)
        field.set_hint(tr("Dans l'ordre où elles sont proposées au report."))

    def _make_delays(self, body: QVBoxLayout) -> None:
        whole = partial(WholeEntry, low=0, required=True)
        for name, text, hint in (
            (
                "prenotification_days",
                tr("Prénotifi&cation d'un débit, en jours"),
                tr("Un débit changé plus tard que cela est signalé."),
            ),
            (
                "idle_lock_minutes",
                tr("Verrouilla&ge d'un poste inactif, en minutes"),
                tr("0 : jamais. Un poste peut avoir son propre délai."),
            ),
            (
                "review_open_suspensions_after_days",
                tr("Revoir un report illimité après, en jours"),
                tr("Il revient alors dans la liste des reports à revoir."),
            ),
        ):
            self.add(name, text, whole, body, hint, 130)

    def _make_blocks(self, body: QVBoxLayout) -> None:
        self.add_tick("blocks_on_reject", tr("&Bloquer le client au rejet d'un débit"), body)
        never = partial(LimitEntry, unlimited=tr("Jamais"), low=0)
        self.add("blocks_after_overdue_days", tr("Bloquer après un impayé de plus de, en jours"), never, body)
        self.add_tick("releases_when_settled", tr("Débloquer &quand tout est réglé"), body)


def _card(to: QBoxLayout, name: str, heading: str, icon: str, stretch: int = 1) -> QVBoxLayout:
    """A card with a head; gives the layout of its body."""
    card = Card(f"{NAME}_group_{name}")
    card.add_head(heading, icon_name=icon)
    body = QVBoxLayout()
    body.setContentsMargins(16, 12, 16, 16)
    body.setSpacing(12)
    card.body.addLayout(body, 1)
    to.addWidget(card, stretch)
    return body
