"""The sentences that the history tells of dossiers (spec 3.3, 3.4)."""

from app.i18n import mark

SENTENCES: dict[str, str] = {
    "dossier_created": mark("Dossier {dossier} créé : {clients}"),
    "dossier_saved": mark("Dossier {dossier} modifié : {changes}"),
    "dossier_deleted": mark("Dossier {dossier} supprimé : {clients}"),
    "party_activated": mark("Dossier {dossier} : {client} rendu actif"),
    "party_inactivated": mark("Dossier {dossier} : {client} rendu inactif"),
    "intervenants_named": mark("Dossier {dossier} : {changes}"),
    "activity_entered": mark("Dossier {dossier}, activité ajoutée pour {client} : {description}, {amount}"),
    "common_activity_entered": mark(
        "Dossier {dossier}, activité ajoutée en commun : {description}, {amount}"
    ),
    "activity_changed": mark("Dossier {dossier}, activité {what} modifiée : {changes}"),
    "activity_deleted": mark("Dossier {dossier}, activité supprimée : {description_before}, {amount_before}"),
    "activity_deleted_because": mark(
        "Dossier {dossier}, activité supprimée : {description_before}, {amount_before}. Raison : {reason}"
    ),
    "activities_transferred_away": mark(
        "Activités transférées vers le dossier {target} : {total} en tout (nombre : {count})"
    ),
    "activities_transferred_here": mark(
        "Activités reçues du dossier {source} : {total} en tout (nombre : {count})"
    ),
    "dossier_billed": mark("Dossier {dossier} facturé, {total} en tout : {numbers} ({clients})"),
    "dossier_shared": mark("Dossier {dossier} partagé sur le portail"),
    "dossier_unshared": mark("Dossier {dossier} retiré du portail"),
    "dossier_unshared_by_inactive": mark(
        "Dossier {dossier} retiré du portail : {client} a été rendu inactif"
    ),
}

IN_DOSSIER: dict[str, str] = {
    "dossier_created": mark("Créé : {clients}"),
    "dossier_saved": mark("Modifié : {changes}"),
    "party_activated": mark("{client} rendu actif"),
    "party_inactivated": mark("{client} rendu inactif"),
    "intervenants_named": "{changes}",
    "activity_entered": mark("Activité ajoutée pour {client} : {description}, {amount}"),
    "common_activity_entered": mark("Activité ajoutée en commun : {description}, {amount}"),
    "activity_changed": mark("Activité {what} modifiée : {changes}"),
    "activity_deleted": mark("Activité supprimée : {description_before}, {amount_before}"),
    "activity_deleted_because": mark(
        "Activité supprimée : {description_before}, {amount_before}. Raison : {reason}"
    ),
    "dossier_billed": mark("Facturé, {total} en tout : {numbers} ({clients})"),
    "dossier_shared": mark("Partagé sur le portail"),
    "dossier_unshared": mark("Retiré du portail"),
    "dossier_unshared_by_inactive": mark("Retiré du portail : {client} a été rendu inactif"),
}
"""The same on the page of the dossier itself, which says its name above."""
