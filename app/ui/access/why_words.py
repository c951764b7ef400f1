"""The reasons of an amount with their icons, as the panel *Pourquoi ce montant ?* shows them; no widget."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from app.domain import explain as e
from app.domain.contract import InstalmentState, RankRange
from app.i18n import day, money, tr
from app.services.views import AccessView
from app.ui.kit.access_words import period_text, rank_name, span_text


@dataclass(frozen=True, slots=True)
class ReasonTold:
    """One step of the answer: icon, bold line, quiet detail."""

    icon: str
    title: str
    detail: str


def reasons_told(reasons: Sequence[e.Reason], view: AccessView) -> tuple[ReasonTold, ...]:
    """Every reason in words, in the order in which they were made."""
    return tuple(_WORDS[type(reason)](reason, view) for reason in reasons)


def _contract(reason: e.ContractAmount, view: AccessView) -> ReasonTold:
    terms = view.contract.terms
    period = period_text(terms.period) if terms is not None else ""
    detail = tr(
        "{plan}, vendu le {day}. {period}.", plan=view.item.plan_name, day=day(view.sold_on), period=period
    )
    return ReasonTold("folder", tr("Contrat : {amount}", amount=money(reason.amount)), detail)


def _first(reason: e.FirstAmount, _view: AccessView) -> ReasonTold:
    title = tr("Premier montant : {amount}", amount=money(reason.amount))
    return ReasonTold("folder", title, tr("Prorata ou frais d'inscription, fixés à la vente."))


def _step(reason: e.PriceStepApplied, _view: AccessView) -> ReasonTold:
    title = tr("Nouveau tarif : {amount}", amount=money(reason.amount))
    return ReasonTold("euro", title, tr("Dès les débits du {day}.", day=day(reason.from_due)))


def _change(reason: e.PriceChangeApplied, _view: AccessView) -> ReasonTold:
    title = tr("Nouveau prix : {amount}", amount=money(reason.amount))
    detail = tr("Dès le rang {rank}, convenu à la reprise.", rank=rank_name(reason.from_rank))
    return ReasonTold("euro", title, detail)


def _postponed(reason: e.PostponedFrom, _view: AccessView) -> ReasonTold:
    title = tr("Reportée du rang {rank} : {amount}", rank=rank_name(reason.rank), amount=money(reason.amount))
    return ReasonTold(
        "arrow-right", title, tr("Le plein tarif remplacé par le maintien s'ajoute en fin de contrat.")
    )


def _suspended(reason: e.Suspended, _view: AccessView) -> ReasonTold:
    detail = _replaced(reason.ranks)
    if reason.days is not None:
        span = span_text(reason.days)
        detail = tr("{span}, {cause}. {ranks}", span=span, cause=reason.cause, ranks=detail)
    return ReasonTold("pause-circle", tr("Suspension : {amount}", amount=money(reason.amount)), detail)


def _replaced(ranks: RankRange | None) -> str:
    if ranks is None:
        return tr("Aucun rang au maintien.")
    if ranks.last is None:
        return tr("Au maintien dès le rang {rank}.", rank=rank_name(ranks.first))
    if ranks.first == ranks.last:
        return tr("Rang {rank} au maintien.", rank=rank_name(ranks.first))
    return tr("Rangs {first} à {last} au maintien.", first=rank_name(ranks.first), last=rank_name(ranks.last))


def _returned(reason: e.ReturnedEarly, _view: AccessView) -> ReasonTold:
    detail = tr("Échue après le retour : de nouveau le montant du contrat.")
    if reason.days.last is not None:
        title = tr("Suspension arrêtée, dernier jour {day}", day=day(reason.days.last))
        return ReasonTold("check", title, detail)
    return ReasonTold("check", tr("Suspension arrêtée"), detail)


def _added(reason: e.AddedByHand, _view: AccessView) -> ReasonTold:
    title = tr("Ajoutée à la main : {amount}", amount=money(reason.amount))
    return ReasonTold("plus", title, tr("Débit du {day}, hors contrat.", day=day(reason.due)))


def _set(reason: e.SetByHand, _view: AccessView) -> ReasonTold:
    title = tr("Changée à la main : {amount}", amount=money(reason.amount))
    return ReasonTold("pencil", title, tr("Ce changement l'emporte sur ce qui précède."))


def _gave_way(reason: e.HandGaveWay, _view: AccessView) -> ReasonTold:
    title = tr("Montant à la main remplacé : {amount}", amount=money(reason.amount))
    return ReasonTold("pencil", title, tr("La suspension, faite plus tard, a été confirmée."))


def _moved(reason: e.MovedByHand, _view: AccessView) -> ReasonTold:
    title = tr("Déplacée à la main au {day}", day=day(reason.due))
    return ReasonTold("calendar", title, tr("Le contrat dit le {day}.", day=day(reason.contractual_due)))


def _held(_reason: e.HeldByHand, _view: AccessView) -> ReasonTold:
    return ReasonTold("pause-circle", tr("En attente"), tr("Ne part pas à la banque avant d'être reprise."))


def _deleted(_reason: e.DeletedByHand, _view: AccessView) -> ReasonTold:
    return ReasonTold("trash", tr("Supprimée"), tr("Elle n'est pas débitée ; son rang reste."))


def _at_bank(reason: e.AtTheBank, _view: AccessView) -> ReasonTold:
    title = {
        InstalmentState.PRESENTED: tr("Présentée à la banque : ne change plus"),
        InstalmentState.COLLECTED: tr("Encaissée : ne change plus"),
        InstalmentState.REJECTED: tr("Rejetée par la banque : ne change plus"),
    }.get(reason.state, tr("À la banque : ne change plus"))
    detail = tr("Débit de {amount} du {day}.", amount=money(reason.amount), day=day(reason.due))
    return ReasonTold("lock", title, detail)


_WORDS: dict[type[e.Reason], Callable[[Any, AccessView], ReasonTold]] = {
    e.ContractAmount: _contract,
    e.FirstAmount: _first,
    e.PriceStepApplied: _step,
    e.PriceChangeApplied: _change,
    e.PostponedFrom: _postponed,
    e.Suspended: _suspended,
    e.ReturnedEarly: _returned,
    e.AddedByHand: _added,
    e.SetByHand: _set,
    e.HandGaveWay: _gave_way,
    e.MovedByHand: _moved,
    e.HeldByHand: _held,
    e.DeletedByHand: _deleted,
    e.AtTheBank: _at_bank,
}
