"""Each entry of the history in words: one sentence per key, in the reader's language (spec 3.4).

Entries keep plain values (cents, ISO days, ranks); here they become what people read. A test
fails for a key that a service writes and that has no sentence.
"""

import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from app.domain.contract import InstalmentState, PeriodUnit
from app.domain.ids import Rank
from app.domain.invoicing import PaymentMethod
from app.domain.prospects import FollowUpKind, Stage
from app.domain.rights import Role
from app.domain.vat_rates import parse_rate
from app.i18n import Language, Texts, mark
from app.messages import history_billing, history_dossiers, history_links, history_prospects
from app.messages.history_fields import FIELDS, OF_PLANS
from app.messages.words import word
from app.services.fields import ClientType, PaymentMode, PersonKind, PlanKind, ProposalRule
from app.services.views import HistoryRow

Facts = Mapping[str, object]

SENTENCES: dict[str, str] = {
    **history_billing.SENTENCES,
    **history_dossiers.SENTENCES,
    **history_links.SENTENCES,
    **history_prospects.SENTENCES,
    "sold": mark("Accès {plan} vendu, dès le {first_day}"),
    "suspended": mark("Report ajouté : {span}, {cause}. {debits}"),
    "suspension_modified": mark(
        "Report modifié : {span}, {cause}. {debits} Avant : {span_before}, {cause_before}. {debits_before}"
    ),
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
    "person_exported": mark("Données de la personne exportées dans un fichier"),
    "client_blocked": mark("Client bloqué : {reason}"),
    "client_unblocked": mark("Client débloqué : {reason}"),
    "client_blocked_by_rule": mark("Client bloqué par le programme : {reason}"),
    "client_released_by_rule": mark("Client débloqué par le programme : {reason}"),
    "client_deleted": mark("Client n° {number} supprimé : {name}"),
    "client_deactivated": mark("Client désactivé"),
    "client_deactivated_because": mark("Client désactivé : {reason}"),
    "client_reactivated": mark("Client réactivé"),
    "client_reactivated_because": mark("Client réactivé : {reason}"),
    "access_ended": mark("Accès {plan} terminé le {ended_on}, définitivement"),
    "identity_seen": mark("Données d'identité consultées"),
    "schedules_printed": mark("Échéanciers imprimés (clients : {papers}, pages : {pages})"),
    "selection_suspended": mark(
        "Sélection suspendue : {span}, {cause}. Accès suspendus : {done}, refusés : {refused}"
    ),
    "selection_stopped": mark(
        "Reports de la sélection arrêtés, retour le {return_day}. Accès : {done}, refusés : {refused}"
    ),
    "plan_created": mark("Formule {name} créée"),
    "plan_saved": mark("Formule {name} modifiée : {changes}"),
    "user_created": mark("Utilisateur {name} créé"),
    "user_saved": mark("Utilisateur {name} modifié : {changes}"),
    "code_changed": mark("Code changé : {user}"),
    "account_locked": mark("Compte verrouillé après {failures} codes faux : {user}"),
    "account_unlocked": mark("Compte déverrouillé : {user}"),
    "settings_saved": mark("Réglages du club modifiés : {changes}"),
    "segment_saved": mark("Segment {name} enregistré"),
    "segment_deleted": mark("Segment {name} supprimé"),
}


def told(row: HistoryRow, texts: Texts) -> str:
    """What happened, in one sentence; an entry of a newer program is shown by its key."""
    return _in_words(SENTENCES.get(row.what), row, texts)


def told_in_dossier(row: HistoryRow, texts: Texts) -> str:
    """The same on the page of the dossier itself: its name, which stands above, is left out."""
    return _in_words(history_dossiers.IN_DOSSIER.get(row.what) or SENTENCES.get(row.what), row, texts)


def _in_words(message: str | None, row: HistoryRow, texts: Texts) -> str:
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
        self["debits"], self["debits_before"] = _debits(row.after, texts), _debits(row.before, texts)
        self["price"] = _price(row.facts, texts)
        self["paid_for"] = history_billing.paid_for(after, texts)
        self["changes"] = _changes(row, texts)
        self["name"] = str(after.get("name") or row.before.get("name") or after.get("user") or "")
        self["user"] = str(after.get("user") or texts.tr("nom inconnu"))

    def __missing__(self, key: str) -> str:
        return "–"


_CENTS = frozenset(
    {
        "amount",
        "maintenance",
        "registration_fee",
        "default_maintenance",
        "price",
        "balance",
        "fee",
        "total",
        "expected_value",
    }
)
_RANKS = frozenset({"rank", "first_rank", "last_rank", "from_rank", "price_from_rank"})
_RATES = frozenset({"vat_rate", "default_vat_rate"})
_ISO_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(T[\d:.+]+)?")
_LISTS: dict[str, tuple[type[StrEnum], ...]] = {
    "role": (Role,),
    "kind": (PersonKind, PlanKind, FollowUpKind),
    "stage": (Stage,),
    "payment": (PaymentMode,),
    "method": (PaymentMethod,),
    "period_unit": (PeriodUnit,),
    "proposal_rule": (ProposalRule,),
    "state": (InstalmentState,),
    "client_type": (ClientType,),
}
"""Fields that hold a value of a closed list: the list, or those that share the name of the field."""


def plain(name: str, value: object, texts: Texts) -> str:
    """A stored value as people read it: cents as an amount, days as dd/MM/yyyy, list values as words."""
    if value is None or value in ("", []):
        return texts.tr("rien")
    if isinstance(value, bool):
        return texts.tr("oui") if value else texts.tr("non")
    if isinstance(value, int):
        return _number(name, value, texts)
    if isinstance(value, list) and name == "reminder_levels":
        return " ; ".join(_level(each, texts) for each in value)
    if isinstance(value, list):
        return ", ".join(str(each) for each in value)
    if _ISO_DAY.fullmatch(str(value)):
        return _day(value, texts)
    return _word(name, " ".join(str(value).split()), texts)


def _level(level: Facts, texts: Texts) -> str:
    """A level of reminders: après 21 jours, 7,50 €."""
    return texts.tr(
        "après {days} jours, {fee}", days=level.get("days"), fee=texts.money(int(str(level.get("fee"))))
    )


def _number(name: str, value: int, texts: Texts) -> str:
    if name in _CENTS:
        return texts.money(value)
    return rank_name(Rank(value), texts) if name in _RANKS else str(value)


def _word(name: str, value: str, texts: Texts) -> str:
    """The word for a value of a closed list, the own name of a language, a rate; any other text as it stands."""
    for listed in _LISTS.get(name, ()):
        if value in list(listed):
            return word(listed(value), texts)
    if name == "language" and value in list(Language):
        return Language(value).own_name
    rate = parse_rate(value) if name in _RATES else None
    return value if rate is None else texts.percent(rate)


def rank_name(rank: Rank, texts: Texts) -> str:
    """4, or A1 for the first instalment added by hand (ADR 3)."""
    return str(rank) if rank > 0 else texts.tr("A{n}", n=-rank)


def _day(value: object, texts: Texts) -> str:
    """The day of a date, or of a moment; anything else as it stands."""
    text = str(value)
    try:
        return texts.day(date.fromisoformat(text[:10]))
    except ValueError:
        return text


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


_MASKED = frozenset({"iban", "national_number", "identity_document"})
"""Kept only where they changed, and then masked: two of them may look alike."""


def _changes(row: HistoryRow, texts: Texts) -> str:
    """Each field that differs: Ville : Namur → Liège."""
    changed = [
        name
        for name in row.after
        if name in row.before and (name in _MASKED or row.before[name] != row.after[name])
    ]
    said = [
        texts.tr(
            "{field} : {before} → {after}",
            field=_name_in(row.what, name, texts),
            before=plain(name, row.before.get(name), texts),
            after=plain(name, row.after.get(name), texts),
        )
        for name in changed
    ]
    if "code" in row.after:
        said.append(texts.tr("nouveau code"))
    return " · ".join(said) or texts.tr("rien")


def _name_in(what: str, name: str, texts: Texts) -> str:
    """A plan is on sale where a person is active."""
    return texts.tr(OF_PLANS[name]) if what == "plan_saved" and name in OF_PLANS else field_name(name, texts)


def field_name(name: str, texts: Texts) -> str:
    """What a stored field is called on screen."""
    return texts.tr(FIELDS[name]) if name in FIELDS else name
