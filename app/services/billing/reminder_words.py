"""What a reminder says: the club's own text of the level, else the program's, in the client's language."""

from app.i18n import Language, mark, texts
from app.services.fields import ReminderLevel

_FIRST = mark(
    "Sauf erreur de notre part, les factures ci-dessous ne sont pas encore payées. C'est peut-être un oubli : "
    "merci de les régler dans les prochains jours. Si vous venez de payer, ne tenez pas compte de ce rappel."
)
_AGAIN = mark(
    "Malgré notre rappel précédent, les factures ci-dessous restent impayées. Merci de les régler dans les huit jours. "
    "Si un paiement en plusieurs fois vous aide, parlez-nous-en à l'accueil."
)
_LAST = mark(
    "C'est notre dernier rappel : les factures ci-dessous restent impayées. Sans paiement ou contact dans les quinze "
    "jours, l'accès au club peut être bloqué et le dossier confié à un service de recouvrement."
)


def reminder_text(level: int, levels: tuple[ReminderLevel, ...], language: Language) -> str:
    """The text of this level (counted from 1); the program has one for the first, the last and those between."""
    own = {
        Language.FR: levels[level - 1].text_fr,
        Language.NL: levels[level - 1].text_nl,
        Language.EN: levels[level - 1].text_en,
    }[language]
    if own:
        return own
    is_last = level == len(levels)
    return texts(language).tr(_FIRST if level == 1 else _LAST if is_last else _AGAIN)
