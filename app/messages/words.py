"""One word for each value of a closed list: states, kinds, modes, fields; the place where they are translated.

An icon never stands alone: the word comes from here (spec 1.2).
"""

from enum import StrEnum

from app.domain.contract import InstalmentState, Origin, PeriodUnit
from app.domain.rights import Role
from app.i18n import Texts, mark
from app.messages.words_billing import BILLING_WORDS
from app.messages.words_prospects import PROSPECT_WORDS
from app.services.criteria import ConditionField, SortColumn, StateFilter
from app.services.fields import ClientType, PaymentMode, PersonKind, PlanKind, ProposalRule
from app.services.views import AccessState, ClientState
from app.settings import Mode

WORDS: dict[type[StrEnum], dict[StrEnum, str]] = {
    **BILLING_WORDS,
    **PROSPECT_WORDS,
    ClientState: {
        ClientState.PROSPECT: mark("Prospect"),
        ClientState.ACTIVE: mark("Actif"),
        ClientState.SUSPENDED: mark("Suspendu"),
        ClientState.BLOCKED: mark("Bloqué"),
        ClientState.DEACTIVATED: mark("Désactivé"),
        ClientState.FORMER: mark("Ancien"),
    },
    AccessState: {
        AccessState.UPCOMING: mark("À venir"),
        AccessState.RUNNING: mark("En cours"),
        AccessState.SUSPENDED: mark("Suspendu"),
        AccessState.ENDED: mark("Terminé"),
    },
    InstalmentState: {
        InstalmentState.PLANNED: mark("Prévue"),
        InstalmentState.ON_HOLD: mark("En attente"),
        InstalmentState.PRESENTED: mark("Présentée"),
        InstalmentState.COLLECTED: mark("Encaissée"),
        InstalmentState.REJECTED: mark("Rejetée"),
        InstalmentState.DELETED: mark("Supprimée"),
    },
    Origin: {
        Origin.CONTRACT: mark("Contrat"),
        Origin.FIRST_AMOUNT: mark("Premier montant"),
        Origin.PRICE_STEP: mark("Changement de tarif"),
        Origin.PRICE_CHANGE: mark("Changement de prix"),
        Origin.SUSPENSION: mark("Maintien"),
        Origin.POSTPONED: mark("Échéance reportée"),
        Origin.MANUAL: mark("Changée à la main"),
        Origin.ADDED: mark("Ajoutée à la main"),
    },
    Role: {
        Role.RECEPTION: mark("Réception"),
        Role.MANAGER: mark("Responsable"),
        Role.ADMINISTRATOR: mark("Administrateur"),
    },
    PersonKind: {
        PersonKind.NATURAL: mark("Personne physique"),
        PersonKind.LEGAL: mark("Personne morale"),
    },
    ClientType: {
        ClientType.PRIVATE: mark("Particulier"),
        ClientType.YOUTH: mark("Jeune"),
        ClientType.STUDENT: mark("Étudiant"),
        ClientType.SENIOR: mark("Senior"),
        ClientType.FAMILY: mark("Famille"),
        ClientType.BUSINESS: mark("Entreprise"),
        ClientType.STAFF: mark("Personnel"),
    },
    PaymentMode: {
        PaymentMode.DIRECT_DEBIT: mark("Prélèvement"),
        PaymentMode.AT_ONCE: mark("Au comptant"),
    },
    PlanKind: {
        PlanKind.UNLIMITED: mark("Illimité"),
        PlanKind.MONTHS: mark("Mois"),
        PlanKind.DAYS: mark("Jours"),
    },
    PeriodUnit: {
        PeriodUnit.MONTH: mark("Mois"),
        PeriodUnit.WEEK: mark("Semaines"),
    },
    ProposalRule: {
        ProposalRule.BY_30_DAYS: mark("Une échéance par 30 jours de report"),
        ProposalRule.BY_DUE_DATES: mark("Les échéances qui tombent dans les jours de report"),
    },
    StateFilter: {
        StateFilter.ALL: mark("Tous"),
        StateFilter.PROSPECTS: mark("Prospects"),
        StateFilter.CLIENTS: mark("Clients"),
        StateFilter.ACTIVE: mark("Actifs"),
        StateFilter.SUSPENDED: mark("Suspendus"),
        StateFilter.BLOCKED: mark("Bloqués"),
        StateFilter.DEACTIVATED: mark("Désactivés"),
        StateFilter.OVERDUE: mark("Impayés"),
    },
    ConditionField: {
        ConditionField.ACTIVE: mark("Actif"),
        ConditionField.STATE: mark("État"),
        ConditionField.SUSPENDED_OPEN_SINCE: mark("Suspension illimitée depuis plus de (jours)"),
        ConditionField.ACCESS_ENDS: mark("Fin d'accès"),
        ConditionField.PLAN: mark("Formule"),
        ConditionField.TOWN: mark("Ville"),
        ConditionField.POSTAL_CODE: mark("Code postal"),
        ConditionField.LANGUAGE: mark("Langue"),
        ConditionField.CLIENT_TYPE: mark("Type de client"),
        ConditionField.ADVISER: mark("Conseiller commercial"),
        ConditionField.BIRTH_MONTH: mark("Mois de naissance"),
        ConditionField.AGE_AT_LEAST: mark("Âge, au moins (ans)"),
        ConditionField.AGE_AT_MOST: mark("Âge, au plus (ans)"),
        ConditionField.BALANCE_AT_LEAST: mark("Impayé, au moins"),
        ConditionField.NO_EMAIL: mark("Sans adresse e-mail"),
        ConditionField.CREATED_SINCE: mark("Créé depuis au plus (jours)"),
    },
    SortColumn: {
        SortColumn.NUMBER: mark("N°"),
        SortColumn.SURNAME: mark("Nom"),
        SortColumn.FIRST_NAME: mark("Prénom"),
        SortColumn.BIRTH_DATE: mark("Naissance"),
        SortColumn.PHONE: mark("Téléphone"),
        SortColumn.TOWN: mark("Ville"),
        SortColumn.STATE: mark("État"),
        SortColumn.ACCESS_LAST: mark("Fin d'accès"),
        SortColumn.BALANCE: mark("Solde"),
    },
    Mode: {
        Mode.LIGHT: mark("Clair"),
        Mode.DARK: mark("Sombre"),
        Mode.SYSTEM: mark("Comme le système"),
    },
}
"""By class first: members of two lists may be written alike ("suspended") and are then equal."""


def word(value: StrEnum, texts: Texts) -> str:
    """The word for one value, in the language of these texts."""
    return texts.tr(WORDS[type(value)][value])


def type_words(client_type: str, texts: Texts) -> str:
    """The type of a client in words; one that a club typed itself as it stands."""
    return word(ClientType(client_type), texts) if client_type in list(ClientType) else client_type


def words(listed: type[StrEnum], texts: Texts) -> dict[StrEnum, str]:
    """All values of a list with their words, in the order of the list: for a drop-down."""
    return {value: word(value, texts) for value in listed}
