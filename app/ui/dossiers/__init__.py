"""Dossiers: several clients in one contract, their activities and who pays what (spec 3.3)."""

from app.ui.dossiers.activity_dialog import ActivityDialog
from app.ui.dossiers.card_tab import ClientDossiersPage
from app.ui.dossiers.page import DossiersPage
from app.ui.dossiers.wizard import DossierWizard

__all__ = ["ActivityDialog", "ClientDossiersPage", "DossierWizard", "DossiersPage"]
