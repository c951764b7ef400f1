"""Users, roles, plans, club and workstation settings, the database and its backups."""

from app.ui.maintenance.page import MaintenancePage

__all__ = ["MaintenancePage"]
