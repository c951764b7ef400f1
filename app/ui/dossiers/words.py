"""What the windows of dossiers say in words: who takes part, amounts, what a switch warns of (spec 3.3)."""

from collections.abc import Sequence

from app.domain.dossier_refusals import PartyBlocked, PartyDeactivated
from app.domain.refusals import ClientBlocked, ClientDeactivated
from app.i18n import current, day, money, ntr, tr
from app.messages.dossiers import UNBILLED_WARNING
from app.services.dossiers.views import ActivityRow, DossierView, OfferedParty, PartyRow
from app.services.dossiers.words import rule_told
from app.services.views import ClientCard
from app.ui.kit.refused_words import why

MOST_NAMES = 4


def unbilled_warning() -> str:
    """What hovering over Actif says while the client has unbilled activities (spec 3.3.3)."""
    return tr(UNBILLED_WARNING)


def names(clients: tuple[str, ...]) -> str:
    """LEFÈVRE Jean-Noël, LEFÈVRE Margaux et 3 autres."""
    listed = ", ".join(clients[:MOST_NAMES])
    rest = len(clients) - MOST_NAMES
    if rest <= 0:
        return listed
    return ntr("{names} et {n} autre", "{names} et {n} autres", rest, names=listed)


def active_of(active: int, parties: int) -> str:
    """2 sur 3."""
    return tr("{active} sur {all}", active=active, all=parties)


def clients_text(view: DossierView) -> str:
    """3 clients, dont 2 actifs."""
    active = sum(each.active for each in view.parties)
    clients = ntr("{n} client", "{n} clients", len(view.parties))
    if active == len(view.parties):
        return clients
    return ntr("{clients}, dont {n} actif", "{clients}, dont {n} actifs", active, clients=clients)


def head_line(view: DossierView) -> str:
    """3 clients, dont 2 actifs · créé le 20/07/2010 par ADMIN · Intervenants : SARAH."""
    parts = [
        clients_text(view),
        tr("créé le {day} par {name}", day=day(view.created_on), name=view.created_by),
    ]
    if view.intervenants:
        parts.append(tr("Intervenants : {names}", names=", ".join(each.name for each in view.intervenants)))
    return " · ".join(parts)


def whom(row: ActivityRow) -> str:
    """For whom an activity is."""
    return row.client_name if row.client is not None else tr("En commun")


def invoice_numbers(row: ActivityRow) -> str:
    """The invoice that bills an activity, or how many do: the tab Factures names them."""
    numbers = list(dict.fromkeys(each.number for each in row.billed))
    return numbers[0] if len(numbers) == 1 else ntr("{n} facture", "{n} factures", len(numbers))


def party_line(party: PartyRow, to_pay: int | None) -> str:
    """n° 2 · 5,00 € à facturer."""
    parts = [tr("n° {number}", number=party.number)]
    if party.weight != 1:
        parts.append(ntr("{n} part", "{n} parts", party.weight))
    if to_pay:
        parts.append(tr("{amount} à facturer", amount=money(to_pay)))
    elif not party.active and party.unbilled:
        parts.append(tr("{amount} en attente", amount=money(party.unbilled_amount)))
    return " · ".join(parts)


def common_rule(parties: Sequence[OfferedParty]) -> str:
    """How what is in common is divided among these active clients."""
    return rule_told(any(each.weight != 1 for each in parties), current())


def name_of_card(card: ClientCard) -> str:
    """LEFÈVRE Jean-Noël, or the company."""
    return f"{card.fields.surname.upper()} {card.fields.first_name}".strip() or card.fields.company


def stop_of_card(card: ClientCard) -> str:
    """Why nothing new can begin with this client, with the reason; empty where all is well (spec 3.1)."""
    if card.block is not None:
        return why(PartyBlocked(name_of_card(card), card.block.reason))
    if card.deactivated_on is not None:
        return why(PartyDeactivated(name_of_card(card), card.deactivated_on))
    return ""


def stop_of_party(party: OfferedParty) -> str:
    """The same of a client who would pay an activity."""
    for each in party.stopped:
        if isinstance(each, ClientBlocked):
            return why(PartyBlocked(party.name, each.reason))
        if isinstance(each, ClientDeactivated) and each.since is not None:
            return why(PartyDeactivated(party.name, each.since))
    return ""
