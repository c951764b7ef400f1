"""Each entry of the history in words: one sentence per key, in the reader's language (spec 3.4).

Entries keep plain values (cents, ISO days, ranks); here they become what people read. A test
fails for a key that a service writes and that has no sentence.
"""

from collections.abc import Mapping
from datetime import date

from app.domain.ids import Rank
from app.i18n import Texts, mark
from app.messages.history_fields import FIELDS
from app.services.views import HistoryRow

Facts = Mapping[str, object]

SENTENCES: dict[str, str] = {
    "sold": mark("Accès {plan} vendu, dès le {first_day}"),
    "suspended": mark("Report ajouté : {span}, {cause}. {debits}"),
    "suspension_modified": mark("Report modifié : {span}, {cause}. {debits} Avant : {span_before}."),
    "suspension_stopped": mark(
        "Report arrêté, retour le {return_day}. Jours de carte bloquée : {days}. {price}"
    ),
    "suspension_cancelled": mark("Report annulé : {span_before}"),
    "suspension_reviewed": mark("Report illimité revu, il continue"),
    "proof_attached": mark("Justificatif joint : {name}"),
    "instalment_amount_changed": mark("Rang {rank} : {amount} au lieu de {amount_before}, à la main"),
    "instalment_date_changed": mark("Rang {rank} : débit le {due} au lieu du {due_before}, à la main"),
    "instalment_deleted": mark("Rang {rank} supprimé : {amount_before} du {due_before}"),
    "instalment_restored": mark("Rang {rank} rétabli : {amount} le {due}"),
    "instalment_held": mark("Rang {rank} mis en attente : {amount} du {due}"),
    "instalment_released": mark("Rang {rank} repris : {amount} le {due}"),
    "instalment_added": mark("Échéance {rank} ajoutée : {amount} le {due}"),
    "instalment_presented": mark("Rang {rank} présenté à la banque : {amount} du {due}"),
    "instalment_collected": mark("Rang {rank} encaissé : {amount} du {due}"),
    "instalment_rejected": mark("Rang {rank} rejeté par la banque : {amount} du {due}"),
    "instalment_settled": mark("Rang {rank} réglé après le rejet : {amount} du {due}"),
    "instalment_represented": mark("Rang {rank} présenté de nouveau à la banque : {amount} du {due}"),
    "debits_collected": mark("Débits encaissés jusqu'au {until} : {amount} en tout ({count})"),
    "client_created": mark("Fiche créée, n° {number}"),
    "client_saved": mark("Fiche modifiée : {changes}"),
    "photo_set": mark("Photo changée"),
    "photo_removed": mark("Photo retirée"),
    "client_blocked": mark("Client bloqué : {reason}"),
    "client_unblocked": mark("Client débloqué : {reason}"),
    "client_blocked_by_rule": mark("Client bloqué par le programme : {reason}"),
    "client_released_by_rule": mark("Client débloqué par le programme : {reason}"),
    "client_deactivated": mark("Client désactivé"),
    "client_deactivated_because": mark("Client désactivé : {reason}"),
    "client_reactivated": mark("Client réactivé"),
    "client_reactivated_because": mark("Client réactivé : {reason}"),
    "access_ended": mark("Accès {plan} terminé le {ended_on}, définitivement"),
    "identity_seen": mark("Données d'identité consultées"),
    "schedules_printed": mark("Échéanciers imprimés (clients : {papers}, pages : {pages})"),
    "selection_suspended": mark("Sélection suspendue : {span}, {cause}. Accès suspendus : {done}, refusés : {refused}"),
    "selection_stopped": mark("Reports de la sélection arrêtés, retour le {return_day}. Accès : {done}, refusés : {refused}"),
    "plan_created": mark("Formule {name} créée"),
    "plan_saved": mark("Formule {name} modifiée : {changes}"),
    "user_created": mark("Utilisateur {name} créé"),
    "user_saved": mark("Utilisateur {name} modifié : {changes}"),
    "code_changed": mark("Code changé : {user}"),
    "account_locked": mark("Compte verrouillé après {failures} codes faux"),
    "account_unlocked": mark("Compte déverrouillé : {user}"),
    "settings_saved": mark("Réglages du club modifiés : {changes}"),
    "segment_saved": mark("Segment {name} enregistré"),
    "segment_deleted": mark("Segment {name} supprimé"),
}


def told(row: HistoryRow, texts: Texts) -> str:
    """What happened, in one sentence; an entry of a newer program is shown by its key."""
    message = SENTENCES.get(row.what)
    if message is None:
        return row.what
    return texts.tr(message).format_map(_Words(row, texts)).strip()


class _Words(dict[str, str]):
    """The fields of a sentence in words; what an old entry did not keep is a dash."""

    def __init__(self, row: HistoryRow, texts: Texts) -> None:
        after = {**row.facts, **row.after}
        super().__init__({name: plain(name, value, texts) for name, value in after.items()})
        self.update({f"{name}_before": plain(name, value, texts) for name, value in row.before.items()})
        self["reason"] = row.reason
        self["cause"] = str(row.after.get("cause") or row.before.get("cause") or row.reason)
        self["span"], self["span_before"] = _span(row.after, texts), _span(row.before, texts)
        self["debits"], self["price"] = _debits(row.after, texts), _price(row.facts, texts)
        self["changes"] = _changes(row, texts)
        self["name"] = str(after.get("name") or row.before.get("name") or after.get("user") or "")

    def __missing__(self, key: str) -> str:
        return "–"


_CENTS = frozenset(
    {"amount", "maintenance", "registration_fee", "default_maintenance", "price", "balance", "fee", "total"}
)
_RANKS = frozenset({"rank", "first_rank", "last_rank", "from_rank", "price_from_rank"})


def plain(name: str, value: object, texts: Texts) -> str:
    """A stored value as people read it: cents as an amount, ISO days as dd/MM/yyyy, ranks as called."""
    if value is None or value == "":
        return texts.tr("rien")
    if isinstance(value, bool):
        return texts.tr("oui") if value else texts.tr("non")
    if isinstance(value, int) and name in _CENTS:
        return texts.money(value)
    if isinstance(value, int) and name in _RANKS:
        return rank_name(Rank(value), texts)
    if isinstance(value, list):
        return ", ".join(str(each) for each in value)
    return _day_or_text(str(value), texts)


def rank_name(rank: Rank, texts: Texts) -> str:
    """4, or A1 for the first instalment added by hand (ADR 3)."""
    return str(rank) if rank > 0 else texts.tr("A{n}", n=-rank)


def _day_or_text(text: str, texts: Texts) -> str:
    try:
        return texts.day(date.fromisoformat(text)) if len(text) == 10 else text
    except ValueError:
        return text


def _day(value: object, texts: Texts) -> str:
    return _day_or_text(str(value), texts)


def _span(told_: Facts, texts: Texts) -> str:
    """Du 22/07/2010 au 04/09/2010 (45 jours), or from a day on without end."""
    first, last, days = told_.get("first_day"), told_.get("last_day"), told_.get("days")
    if first is None:
        return ""
    if last is None:
        return texts.tr("dès le {first}, illimité", first=_day(first, texts))
    count = days if isinstance(days, int) else 0
    return texts.ntr(
        "du {first} au {last} ({n} jour)",
        "du {first} au {last} ({n} jours)",
        count,
        first=_day(first, texts),
        last=_day(last, texts),
    )


def _debits(told_: Facts, texts: Texts) -> str:
    """Rangs 2 à 6 à 2,00 €."""
    first, last, amount = told_.get("first_rank"), told_.get("last_rank"), told_.get("maintenance")
    if not isinstance(first, int) or not isinstance(amount, int):
        return texts.tr("Aucun débit changé.")
    if not isinstance(last, int):
        return texts.tr("{amount} dès le rang {first}, illimité.", amount=texts.money(amount), first=first)
    if first == last:
        return texts.tr("Rang {first} à {amount}.", first=first, amount=texts.money(amount))
    return texts.tr("Rangs {first} à {last} à {amount}.", first=first, last=last, amount=texts.money(amount))


def _price(facts: Facts, texts: Texts) -> str:
    """The new price recorded at a stop, if the operator gave another one than the contract's."""
    amount, rank = facts.get("amount"), facts.get("price_from_rank")
    if not isinstance(rank, int) or not isinstance(amount, int):
        return ""
    return texts.tr("Nouveau prix : {amount} dès le rang {rank}.", amount=texts.money(amount), rank=rank)


def _changes(row: HistoryRow, texts: Texts) -> str:
    """Each field that differs: Ville Namur → Liège."""
    changed = [name for name in row.after if name in row.before and row.before[name] != row.after[name]]
    said = [
        texts.tr(
            "{field} {before} → {after}",
            field=field_name(name, texts),
            before=plain(name, row.before.get(name), texts),
            after=plain(name, row.after.get(name), texts),
        )
        for name in changed
    ]
    return ", ".join(said) or texts.tr("rien")


def field_name(name: str, texts: Texts) -> str:
    """What a stored field is called on screen."""
    return texts.tr(FIELDS[name]) if name in FIELDS else name
