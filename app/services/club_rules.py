"""The club's settings as they are stored, and the rules that follow from them for the domain."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.rules import ClubRules, ProposalRule
from app.models import ClubSetting
from app.services.fields import ClubSettings
from app.services.json_values import from_json


def settings_of(session: Session) -> ClubSettings:
    """The settings of the club this database belongs to."""
    return from_json(ClubSettings, session.execute(sa.select(ClubSetting.settings)).scalar_one())


def rules_of(settings: ClubSettings) -> ClubRules:
    """What the settings mean for suspensions (spec 2.2, 2.5)."""
    return ClubRules(
        proposal=ProposalRule(settings.proposal_rule.value),
        max_suspension_days=settings.max_suspension_days,
        year_max_days=settings.max_days_per_year,
        year_max_suspensions=settings.max_suspensions_per_year,
        shortest_days=settings.shortest_suspension_days,
        notice_days=settings.notice_days or 0,
        prenotification_days=settings.prenotification_days,
        maintenance=settings.default_maintenance,
    )


def club_rules(session: Session) -> ClubRules:
    """The rules of this club."""
    return rules_of(settings_of(session))
