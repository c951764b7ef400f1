"""Prospects: the pipeline, quotes that become sales, follow-ups, and the tab Suivi of the card (spec 3.2)."""

from app.ui.prospects.card_tab import FollowUpTab
from app.ui.prospects.follow_up_dialog import FollowUpDialog
from app.ui.prospects.opportunity_dialog import OpportunityDialog
from app.ui.prospects.page import ProspectsPage
from app.ui.prospects.quote_dialog import QuoteDialog

__all__ = ["FollowUpDialog", "FollowUpTab", "OpportunityDialog", "ProspectsPage", "QuoteDialog"]
