"""Aujourd'hui: the desk's start page (spec 1.8)."""

from app.ui.today.page import TodayPage

__all__ = ["TodayPage"]
