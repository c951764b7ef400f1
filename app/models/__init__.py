"""SQLAlchemy mappings and Alembic migrations; no rules."""

from app.models.accesses import (
    Access,
    Fact,
    Instalment,
    ManualChange,
    Plan,
    PriceChange,
    Suspension,
)
from app.models.base import Base
from app.models.billing import (
    BilledItem,
    Invoice,
    NumberSeries,
    PaidPart,
    Payment,
    RemindedInvoice,
    Reminder,
)
from app.models.clients import Client, ClientPhoto, Document, Mandate, Segment
from app.models.door import DoorPassage
from app.models.dossiers import (
    Activity,
    ActivityShare,
    Dossier,
    DossierIntervenant,
    DossierInvoice,
    DossierParty,
    PortalPage,
)
from app.models.journal import ClubSetting, Command, History, HistoryHead, Meta
from app.models.links import CompanyLink
from app.models.people import SignInAttempt, User
from app.models.prospects import FollowUp, Opportunity, Quote, QuoteInvoice, QuoteLine, QuoteSeries

__all__ = [
    "Access",
    "Activity",
    "ActivityShare",
    "Base",
    "BilledItem",
    "Client",
    "ClientPhoto",
    "ClubSetting",
    "Command",
    "CompanyLink",
    "Document",
    "DoorPassage",
    "Dossier",
    "DossierIntervenant",
    "DossierInvoice",
    "DossierParty",
    "Fact",
    "FollowUp",
    "History",
    "HistoryHead",
    "Instalment",
    "Invoice",
    "Mandate",
    "ManualChange",
    "Meta",
    "NumberSeries",
    "Opportunity",
    "PaidPart",
    "Payment",
    "Plan",
    "PortalPage",
    "PriceChange",
    "Quote",
    "QuoteInvoice",
    "QuoteLine",
    "QuoteSeries",
    "RemindedInvoice",
    "Reminder",
    "Segment",
    "SignInAttempt",
    "Suspension",
    "User",
]
