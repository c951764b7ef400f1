"""The door's decisions in words: the reason in large letters, what follows from it, the line of the log (spec 1.7)."""

from datetime import date

from app.domain.door import ClosedBy, Closure
from app.i18n import Texts, mark

GROUP = 3
_BARE = {
    ClosedBy.DEACTIVATED: mark("Désactivé"),
    ClosedBy.BLOCKED: mark("Bloqué"),
    ClosedBy.SUSPENDED: mark("Suspendu"),
    ClosedBy.NOT_STARTED: mark("Pas encore commencé"),
    ClosedBy.EXPIRED: mark("Expiré"),
    ClosedBy.NO_ACCESS: mark("Aucun accès"),
    ClosedBy.UNKNOWN_CARD: mark("Carte inconnue"),
}
_NEXT = {
    ClosedBy.DEACTIVATED: mark("La relation est terminée : un responsable peut réactiver le client."),
    ClosedBy.BLOCKED: mark("La carte n'ouvre pas tant que le blocage n'est pas levé."),
    ClosedBy.SUSPENDED: mark("La carte n'ouvre pas tant que la suspension n'est pas arrêtée."),
    ClosedBy.NOT_STARTED: mark("La carte n'ouvre pas avant le premier jour de l'accès."),
    ClosedBy.EXPIRED: mark("L'accès est terminé : il faut en vendre un nouveau."),
    ClosedBy.NO_ACCESS: mark("Ce client n'a encore acheté aucun accès."),
    ClosedBy.UNKNOWN_CARD: mark(
        "Personne n'a cette carte : vérifiez le numéro, ou cherchez le client par son nom."
    ),
}


def reason_line(closure: Closure, texts: Texts) -> str:
    """The reason as it is said aloud: Suspendu du 22/07/2010 au 04/09/2010 inclus."""
    match closure:
        case Closure(by=ClosedBy.SUSPENDED, first=date() as first, last=date() as last):
            return texts.tr(
                "Suspendu du {first} au {last} inclus", first=texts.day(first), last=texts.day(last)
            )
        case Closure(by=ClosedBy.SUSPENDED, first=date() as first):
            return texts.tr("Suspendu depuis le {first}, sans date de fin", first=texts.day(first))
        case Closure(by=ClosedBy.BLOCKED, text=why) if why:
            return texts.tr("Bloqué : {reason}", reason=" ".join(why.split()))
        case Closure(by=ClosedBy.DEACTIVATED, first=date() as first):
            return texts.tr("Désactivé le {day}", day=texts.day(first))
        case Closure(by=ClosedBy.EXPIRED, last=date() as last):
            return texts.tr("Expiré le {day}", day=texts.day(last))
        case Closure(by=ClosedBy.NOT_STARTED, first=date() as first):
            return texts.tr("Pas encore commencé : dès le {day}", day=texts.day(first))
    return texts.tr(_BARE[closure.by])


def consequence(closure: Closure, opens_again_on: date | None, texts: Texts) -> str:
    """What can be said to the member: when the card opens again, or who decides."""
    if opens_again_on is not None:
        return texts.tr("La carte ouvre de nouveau le {day}.", day=texts.day(opens_again_on))
    return texts.tr(_NEXT[closure.by])


def way_in(access_name: str, last: date | None, end_open: bool, texts: Texts) -> str:
    """By which access the door opened: Illimité mensuel, sans fin."""
    if last is not None:
        return texts.tr("{access}, jusqu'au {day}", access=access_name, day=texts.day(last))
    if end_open:
        return texts.tr("{access}, fin à la reprise", access=access_name)
    return texts.tr("{access}, sans fin", access=access_name)


def card_text(digits: str, texts: Texts) -> str:
    """00 348 112; a reading without any number is said in words."""
    if not digits:
        return texts.tr("illisible")
    first = len(digits) % GROUP
    groups = [digits[:first]] if first else []
    return "\u00a0".join([*groups, *(digits[at : at + GROUP] for at in range(first, len(digits), GROUP))])
