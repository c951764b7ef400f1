"""Recherche: criteria, segments, the result table and its preview."""

from app.ui.search.page import SearchPage

__all__ = ["SearchPage"]
