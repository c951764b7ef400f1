"""Suspend a whole selection at once, or stop its suspensions: asked, rehearsed, applied, printed."""

from app.ui.bulk.dialog import BulkDialog, Task

__all__ = ["BulkDialog", "Task"]
