"""The texts of the refusals of prospects, one per type: short, in words, saying what to do (spec 3.2)."""

from app.domain import prospect_refusals as p
from app.domain import refusals as d
from app.domain.rights import Right
from app.i18n import mark

SENTENCES: dict[type[d.Refusal], str] = {
    p.StageMoveNotAllowed: mark("De « {stage} », une opportunité ne passe pas à « {to} »."),
    p.LossReasonMissing: mark("Indiquez pourquoi l'opportunité est perdue."),
    p.OpportunitySold: mark("Un devis de cette opportunité a été vendu : elle reste gagnée."),
    p.QuoteMoveNotAllowed: mark("Ce devis est « {state} » : il ne peut pas devenir « {to} »."),
    p.QuoteNotDraft: mark("Ce devis est « {state} » : reprenez-le comme brouillon pour le modifier."),
    p.QuoteExpired: mark(
        "Ce devis était valable jusqu'au {valid_until} : reprenez-le comme brouillon et prolongez-le."
    ),
    p.ValidUntilPast: mark("Un devis est valable jusqu'au {today} au moins : choisissez un jour à venir."),
    p.PlanChanged: mark(
        "La formule {plan} se vend maintenant à d'autres conditions : reprenez le devis comme brouillon."
    ),
    p.FollowUpClosed: mark("Ce suivi est déjà « {state} »."),
    p.DayImplausible: mark("Date invraisemblable : choisissez un jour du {earliest} au {latest}."),
    p.FeeImplausible: mark("Les frais d'inscription vont de 0 € à {maximum}."),
}

RIGHTS: dict[Right, str] = {
    Right.FOLLOW_UP: mark("Votre rôle ne permet pas de suivre les prospects."),
}

THINGS: dict[str, str] = {
    "opportunity": mark("Cette opportunité n'existe plus."),
    "quote": mark("Ce devis n'existe plus."),
    "follow_up": mark("Ce suivi n'existe plus."),
}
