"""Aide: the main job in a few lines, and what the keys do."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.i18n import mark, tr
from app.ui.kit.cards import Card
from app.ui.kit.chips import Tag
from app.ui.kit.labels import PAGE, label, muted, title

_STEPS = (
    (
        mark("Trouver un membre"),
        mark(
            "Tapez un nom, un numéro, un téléphone ou une adresse e-mail dans le champ du haut (Ctrl+F), puis Entrée. "
            "L'ordre des mots, les accents et les majuscules ne comptent pas. Une carte passée au lecteur ouvre "
            "directement la fiche."
        ),
    ),
    (
        mark("Contrôler une carte"),
        mark(
            "« Contrôle d'accès » prend le clavier pour le lecteur : chaque carte passée donne sa réponse en grand, "
            "avec son motif, et une ligne du journal. Le menu l'ouvre aussi dans une fenêtre à part."
        ),
    ),
    (
        mark("Vendre un accès"),
        mark(
            "Sur la fiche, « Vendre » propose la formule, les dates, les montants et le mandat ; "
            "tout peut être changé avant d'enregistrer."
        ),
    ),
    (
        mark("Reporter un accès"),
        mark(
            "« Accès », onglet Report, « Ajouter » : les dates et la cause d'abord, puis les débits remplacés et le "
            "montant du maintien. L'échéancier d'avant et celui d'après se lisent côte à côte, rien n'est "
            "enregistré avant Ok."
        ),
    ),
    (
        mark("Arrêter un report"),
        mark(
            "Quand le membre revient, « Arrêter » demande le jour du retour et propose le montant normal du contrat."
        ),
    ),
    (
        mark("Partager un contrat : les dossiers"),
        mark(
            "« Nouveau dossier » réunit un couple, une famille ou une société. Les activités y sont pour un client ou "
            "en commun ; les communes sont divisées entre les clients actifs, au cent près. Un clic sur "
            "« Actif | Inactif » refait le partage de ce qui n'est pas facturé."
        ),
    ),
    (
        mark("Facturer et encaisser"),
        mark(
            "Sur la fiche, l'onglet « Factures & paiements » émet une facture, et « Encaisser » coche ce qui est dû, le "
            "plus ancien d'abord, et dit ce qu'il faut rendre. « Facturation » liste toutes les factures, facture une "
            "sélection entière et prépare les rappels. Une facture émise ne change plus : une note de crédit la reprend."
        ),
    ),
    (
        mark("Terminer une relation"),
        mark(
            "⋮ sur la fiche, « Désactiver » : les accès en cours et les factures ouvertes sont listés, et deux coches "
            "disent ce qu'ils deviennent. « Réactiver » fait revenir le client ; un accès terminé le reste."
        ),
    ),
    (
        mark("Imprimer"),
        mark(
            "L'échéancier d'un accès, l'avenant d'un report, ou les échéanciers de tous les clients trouvés : "
            "toujours avec un aperçu d'abord."
        ),
    ),
)
_KEYS = (
    ("Ctrl+F", mark("Rechercher")),
    ("Ctrl+N", mark("Nouveau client")),
    ("Ctrl+Maj+N", mark("Tout ce qui se crée")),
    ("Ctrl+Maj+D", mark("Nouveau dossier")),
    ("Ctrl+Maj+A", mark("Nouvelle activité")),
    ("Ctrl+Maj+F", mark("Nouvelle facture")),
    ("Entrée", mark("Ouvrir, confirmer")),
    ("Échap", mark("Fermer, revenir")),
    ("Ctrl+Tab", mark("Onglet suivant")),
    ("Ctrl+PgDn", mark("Fiche suivante du résultat")),
    ("F5", mark("Actualiser")),
    ("Ctrl+P", mark("Imprimer")),
    ("Ctrl+C", mark("Copier les lignes choisies")),
    ("Ctrl+L", mark("Verrouiller le poste")),
    ("Ctrl+1…9", mark("Aller à une partie de la barre de gauche")),
    ("Alt+1…9", mark("Aller à un critère de recherche")),
    ("F1", mark("Aide")),
)
_KEY_NAMES = {
    "Entrée": mark("Entrée"),
    "Échap": mark("Échap"),
    "Ctrl+PgDn": mark("Ctrl+Pg.suiv"),
    "Ctrl+Maj+N": mark("Ctrl+Maj+N"),
    "Ctrl+Maj+D": mark("Ctrl+Maj+D"),
    "Ctrl+Maj+A": mark("Ctrl+Maj+A"),
    "Ctrl+Maj+F": mark("Ctrl+Maj+F"),
}


class HelpPage(QWidget):
    """Two cards: what to do, and which keys do it."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("help_page")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 24)
        column.setSpacing(12)
        heading = title(tr("Aide"), "page_title", PAGE)
        heading.setMinimumHeight(36)
        column.addWidget(heading)
        content = QWidget()
        content.setProperty("clear", "true")
        row = QHBoxLayout(content)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(_steps(), 3, Qt.AlignmentFlag.AlignTop)
        row.addWidget(_keys(), 2, Qt.AlignmentFlag.AlignTop)
        scroll = QScrollArea()
        scroll.setObjectName("help_scroll")
        scroll.setAccessibleName(tr("Aide"))
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(content)
        column.addWidget(scroll, 1)


def _steps() -> Card:
    card = Card("help_steps")
    card.add_head(tr("Le travail de l'accueil"), icon_name="help")
    inner = QVBoxLayout()
    inner.setContentsMargins(16, 12, 16, 16)
    inner.setSpacing(4)
    for at, (name, text) in enumerate(_STEPS):
        if at:
            inner.addSpacing(12)
        inner.addWidget(label(tr(name), bold=True))
        inner.addWidget(label(tr(text), tone="muted", wrap=True))
    card.body.addLayout(inner)
    return card


def _keys() -> Card:
    card = Card("help_keys")
    card.add_head(tr("Raccourcis"), icon_name="info")
    grid = QGridLayout()
    grid.setContentsMargins(16, 12, 16, 16)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(8)
    grid.setColumnStretch(1, 1)
    for row, (key, does) in enumerate(_KEYS):
        grid.addWidget(Tag(tr(_KEY_NAMES[key]) if key in _KEY_NAMES else key), row, 0)
        grid.addWidget(muted(tr(does), px=14), row, 1)
    card.body.addLayout(grid)
    return card
