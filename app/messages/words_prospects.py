"""One word for each stage, state and kind of prospects, merged into `app.messages.words` (spec 3.2)."""

from enum import StrEnum

from app.domain.prospects import FollowUpKind, FollowUpState, QuoteState, Stage
from app.i18n import mark
from app.services.prospects.views import FollowUpList

PROSPECT_WORDS: dict[type[StrEnum], dict[StrEnum, str]] = {
    Stage: {
        Stage.NEW: mark("Nouveau"),
        Stage.CONTACTED: mark("Contacté"),
        Stage.VISIT: mark("Visite, essai"),
        Stage.QUOTED: mark("Devis remis"),
        Stage.WON: mark("Gagné"),
        Stage.LOST: mark("Perdu"),
    },
    QuoteState: {
        QuoteState.DRAFT: mark("Brouillon"),
        QuoteState.SENT: mark("Remis"),
        QuoteState.ACCEPTED: mark("Accepté"),
        QuoteState.REFUSED: mark("Refusé"),
        QuoteState.EXPIRED: mark("Expiré"),
        QuoteState.CONVERTED: mark("Vendu"),
    },
    FollowUpKind: {
        FollowUpKind.CALL: mark("Appel"),
        FollowUpKind.TASK: mark("Tâche"),
        FollowUpKind.VISIT: mark("Visite"),
        FollowUpKind.EMAIL: mark("E-mail"),
    },
    FollowUpState: {
        FollowUpState.OPEN: mark("À faire"),
        FollowUpState.DONE: mark("Fait"),
        FollowUpState.CANCELLED: mark("Annulé"),
    },
    FollowUpList: {
        FollowUpList.OPEN: mark("À faire"),
        FollowUpList.MINE: mark("Les miens"),
        FollowUpList.CLOSED: mark("Terminés"),
    },
}
