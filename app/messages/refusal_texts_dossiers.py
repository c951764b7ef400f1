"""The texts of the refusals of dossiers, one per type: short, in words, saying what to do (spec 3.3)."""

from app.domain import dossier_refusals as o
from app.domain import refusals as d
from app.domain.rights import Right
from app.i18n import mark

SENTENCES: dict[type[d.Refusal], str] = {
    o.DossierWithoutParties: mark(
        "Ce dossier n'a pas de client : ajoutez-en un dans « Modifier les parties »."
    ),
    o.OnlyPartyInactive: mark(
        "Le seul client de ce dossier y est inactif : rendez-le actif dans « Modifier les parties »."
    ),
    o.AllPartiesInactive: mark(
        "Tous les clients de ce dossier y sont inactifs : rendez-en un actif dans « Modifier les parties »."
    ),
    o.PartyInactive: mark(
        "{name} est inactif dans ce dossier : aucune activité ne peut y être ajoutée pour lui."
    ),
    o.NotAParty: mark("Ce client ne fait pas partie du dossier."),
    o.PartyTwice: mark("{name} est déjà dans ce dossier : un client n'y figure qu'une fois."),
    o.PartyMissing: mark("Un dossier a au moins un client : ajoutez-en un."),
    o.TooManyParties: mark("Trop de clients : un dossier en contient {maximum} au plus."),
    o.PartyWeightImplausible: mark("La part est un nombre entier de 1 à {maximum}."),
    o.PartyInUse: mark(
        "{name} a des activités ou des factures dans ce dossier ({activities}) : rendez-le inactif au lieu de le retirer."
    ),
    o.PartyBlocked: mark("{name} est bloqué : {reason}. Un responsable peut lever le blocage."),
    o.PartyDeactivated: mark("{name} est désactivé depuis le {since} : réactivez d'abord sa fiche."),
    o.PayerNotActive: mark("Celui qui paie pour tous doit être un client actif du dossier."),
    o.ActivityBilled: mark("Cette activité est facturée ({invoices}) : elle ne change plus."),
    o.ActivityDayImplausible: mark("Date invraisemblable : choisissez un jour du {earliest} au {latest}."),
    o.ActivityQuantityImplausible: mark(
        "La quantité doit dépasser 0, avec trois décimales au plus ({maximum} au plus)."
    ),
    o.DivisionChanged: mark(
        "Le dossier a changé entre-temps : le total à facturer est maintenant de {total}. Relisez la répartition, puis recommencez."
    ),
    o.NothingToBill: mark("Rien à facturer : les clients actifs n'ont aucune activité non facturée."),
    o.NothingChosen: mark("Rien n'est choisi : cochez au moins une ligne."),
    o.SameDossier: mark("Ces activités sont déjà dans ce dossier : choisissez-en un autre."),
    o.NotAnIntervenant: mark(
        "Seuls les intervenants de ce dossier ({names}) et les responsables y ajoutent des activités."
    ),
    o.DossierInUse: mark(
        "Ce dossier ne peut pas être supprimé. Factures : {invoices} ({numbers}) ; activités : {activities} ({named})."
    ),
    o.AlreadyShared: mark("Ce dossier est déjà partagé sur le portail."),
    o.NotShared: mark("Ce dossier n'est pas partagé sur le portail."),
    o.PortalFolderMissing: mark(
        "Plusieurs postes partagent la base : un administrateur doit d'abord indiquer le répertoire du portail dans les réglages du club."
    ),
    o.PortalAddressUnusable: mark(
        "« {address} » n'est pas une adresse publique : tapez-la en entier, comme https://www.club.be/portail."
    ),
    o.PortalFolderUnusable: mark("« {path} » n'est pas un chemin complet : choisissez un dossier existant."),
}
_MANAGER = mark("Cette opération est réservée aux responsables.")
RIGHTS: dict[Right, str] = {
    Right.ENTER_ANY_ACTIVITY: _MANAGER,
    Right.NAME_INTERVENANTS: mark("Seul un responsable peut nommer les intervenants d'un dossier."),
    Right.SHARE_DOSSIER: mark("Seul un responsable peut partager un dossier sur le portail."),
    Right.DELETE_DOSSIER: mark("Seul un responsable peut supprimer un dossier."),
}
THINGS = {
    "dossier": mark("Ce dossier n'existe plus."),
    "activity": mark("Cette activité n'existe plus."),
}
