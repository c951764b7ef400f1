"""The Accès dialog: suspension, stop, schedule, history."""

from app.ui.access.dialog import AccessDialog

__all__ = ["AccessDialog"]
