"""What the windows of dossiers say in one place: the warning at the button, the rule of the shares (spec 3.3)."""

from app.i18n import Texts, mark
from app.services.dossiers.views import Division
from app.services.dossiers.words import rule_told as rule_of_shares

UNBILLED_WARNING = mark("Attention : le dossier contient des activités non facturées liées à ce client")
"""What the button Actif / Inactif says of a client with unbilled activities (spec 3.3.3)."""


def rule_told(division: Division, texts: Texts) -> str:
    """The rule by which this division was made (spec 3.3.6)."""
    return rule_of_shares(division.is_weighted, texts)
