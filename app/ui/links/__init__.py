"""The tab Liens of the card: the companies of a person, the persons of a company."""

from app.ui.links.page import LinksPage

__all__ = ["LinksPage"]
