"""The card of a client (fiche prospect, fiche client): head, key facts, accesses, fields, documents, activity."""

from app.ui.card.page import ClientPage

__all__ = ["ClientPage"]
