"""The sentences of the history that tell of opportunities, quotes and follow-ups (spec 3.2, 3.4)."""

from app.i18n import mark

SENTENCES: dict[str, str] = {
    "opportunity_created": mark("Opportunité notée : {title}, {expected_value}"),
    "opportunity_saved": mark("Opportunité {title} modifiée : {changes}"),
    "opportunity_moved": mark("Opportunité {title} : {stage_before} → {stage}"),
    "opportunity_lost": mark("Opportunité {title} perdue : {reason}"),
    "quote_created": mark("Devis {number} rédigé, valable jusqu'au {valid_until}"),
    "quote_saved": mark("Devis {number} modifié, valable jusqu'au {valid_until}"),
    "quote_sent": mark("Devis {number} remis au client"),
    "quote_accepted": mark("Devis {number} accepté"),
    "quote_refused": mark("Devis {number} refusé"),
    "quote_taken_back": mark("Devis {number} repris comme brouillon"),
    "quote_converted": mark(
        "Devis {number} transformé en vente. Accès vendus : {accesses}, facture : {invoice}"
    ),
    "follow_up_created": mark("Suivi prévu le {due_on} : {kind}, {subject}"),
    "follow_up_saved": mark("Suivi modifié, {subject} : {changes}"),
    "follow_up_done": mark("Suivi fait : {kind}, {subject}"),
    "follow_up_cancelled": mark("Suivi annulé : {kind}, {subject}"),
}

FIELDS: dict[str, str] = {
    "expected_value": mark("Valeur espérée"),
    "expected_on": mark("Conclusion espérée"),
    "source": mark("Origine"),
    "note": mark("Note"),
    "stage": mark("Étape"),
    "subject": mark("Objet"),
    "due_on": mark("Prévu le"),
    "due_at": mark("Heure"),
    "assignee": mark("Confié à"),
}
"""What the fields of opportunities and follow-ups are called."""
