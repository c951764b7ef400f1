"""What refers to a client, in words: accès : 2, mandats : 1."""

from app.i18n import Texts, mark
from app.services.state_refusals import Uses

USES: dict[str, str] = {
    "access": mark("accès : {n}"),
    "mandate": mark("mandats : {n}"),
    "document": mark("documents : {n}"),
    "invoice": mark("factures : {n}"),
    "payment": mark("paiements : {n}"),
    "reminder": mark("rappels : {n}"),
    "opportunity": mark("opportunités : {n}"),
    "quote": mark("devis : {n}"),
    "follow_up": mark("suivis : {n}"),
    "dossier_party": mark("dossiers : {n}"),
    "activity": mark("activités : {n}"),
    "activity_share": mark("activités facturées : {n}"),
    "door_passage": mark("passages à la porte : {n}"),
    "company_link": mark("liens avec une société ou une personne : {n}"),
}


def uses_told(uses: Uses, texts: Texts) -> str:
    """Every kind of thing that refers to the client, and how many."""
    return ", ".join(texts.tr(USES.get(name, name), n=texts.number(count)) for name, count in uses.listed)
