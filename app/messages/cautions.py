"""The sentence of every caution: what a person should know before Ok although nothing is refused."""

from app.domain.cautions import (
    AboveNormal,
    Caution,
    DeletedLeft,
    FactLeft,
    ManualKept,
    ManualReplaced,
    PostponementLost,
    SetAboveNormal,
    ShortNotice,
)
from app.domain.contract import InstalmentState
from app.i18n import Texts, mark

_LEFT = {
    InstalmentState.PRESENTED: mark("Rang {rank} déjà présenté à la banque : laissé à {amount}."),
    InstalmentState.COLLECTED: mark("Rang {rank} déjà encaissé : laissé à {amount}."),
    InstalmentState.REJECTED: mark("Rang {rank} rejeté par la banque : laissé à {amount}."),
}
_FALLBACK = mark("Rang {rank} : laissé à {amount}.")


def caution_text(caution: Caution, texts: Texts) -> str:
    """What the caution says, in the language of these texts."""
    match caution:
        case FactLeft():
            sentence = _LEFT.get(caution.state, _FALLBACK)
            return texts.tr(sentence, rank=_rank(caution.rank, texts), amount=texts.money(caution.amount))
        case DeletedLeft():
            return texts.tr("Rang {rank} supprimé : il le reste.", rank=_rank(caution.rank, texts))
        case ShortNotice():
            return _short_notice(caution, texts)
        case ManualKept():
            return texts.tr(
                "Rang {rank} changé à la main : laissé à {amount}.",
                rank=_rank(caution.rank, texts),
                amount=texts.money(caution.amount),
            )
        case ManualReplaced():
            return texts.tr(
                "Rang {rank} : le montant mis à la main, {amount}, est remplacé.",
                rank=_rank(caution.rank, texts),
                amount=texts.money(caution.amount),
            )
        case AboveNormal():
            return texts.tr(
                "Le maintien de {amount} dépasse le montant normal de {normal}.",
                amount=texts.money(caution.amount),
                normal=texts.money(caution.normal),
            )
        case SetAboveNormal():
            return texts.tr(
                "Rang {rank} : {amount} dépasse le montant normal de {normal}.",
                rank=_rank(caution.rank, texts),
                amount=texts.money(caution.amount),
                normal=texts.money(caution.normal),
            )
        case PostponementLost():
            return texts.tr(
                "Rang {rank} : son plein tarif n'est plus reporté en fin de contrat.",
                rank=_rank(caution.rank, texts),
            )
    raise KeyError(type(caution).__name__)


def _short_notice(caution: ShortNotice, texts: Texts) -> str:
    fields = {"day": texts.day(caution.due), "days": caution.notice_days}
    if caution.old is None and caution.new is not None:
        return texts.tr(
            "Débit du {day}, nouveau : moins de {days} jours de préavis, prévenez le membre.", **fields
        )
    if caution.new is None:
        return texts.tr(
            "Débit du {day} retiré : moins de {days} jours de préavis, prévenez le membre.", **fields
        )
    if caution.old == caution.new:
        return texts.tr(
            "Débit déplacé au {day} : moins de {days} jours de préavis, prévenez le membre.", **fields
        )
    return texts.tr(
        "Débit du {day} changé à {amount} : moins de {days} jours de préavis, prévenez le membre.",
        amount=texts.money(caution.new),
        **fields,
    )


def _rank(rank: int, texts: Texts) -> str:
    return str(rank) if rank > 0 else texts.tr("A{n}", n=-rank)
