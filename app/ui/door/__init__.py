"""Contrôle d'accès: the window at the desk or the turnstile (spec 1.7)."""

from app.ui.door.page import DoorPage

__all__ = ["DoorPage"]
