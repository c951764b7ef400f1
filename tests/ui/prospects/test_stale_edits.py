"""Another desk saves what is being typed here: both versions are shown, nothing typed is lost (spec 5.2)."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtWidgets import QDialog

from app.domain.prospects import Stage
from app.services.prospects.follow_up_queries import follow_up_view
from app.services.prospects.queries import opportunity_view, quote_view
from app.ui.prospects import FollowUpDialog, OpportunityDialog, QuoteDialog
from app.ui.prospects.convert_dialog import ConvertDialog
from tests.services.prospect_club import LESSON, TOWEL, ProspectClub
from tests.ui.prospects.conftest import DRAFT, FAMILY, NOW, ProspectClerk, prospects_at

Change = Callable[[ProspectClub], None]


def _opportunity(clerk: ProspectClerk) -> QDialog:
    return OpportunityDialog(clerk.noted, opportunity=FAMILY)


def _quote(clerk: ProspectClerk) -> QDialog:
    return QuoteDialog(clerk.noted, quote=DRAFT)


def _follow_up(clerk: ProspectClerk) -> QDialog:
    return FollowUpDialog(clerk.noted, follow_up=NOW)


WINDOWS: dict[str, tuple[Callable[[ProspectClerk], QDialog], str, str, Change, str]] = {
    "an opportunity": (
        _opportunity,
        "opportunity_title",
        "opportunity_save",
        lambda club: club.changed(FAMILY, title="Celui de l'autre"),
        "Celui de l'autre, Nouveau, 1 560,00 €, 20/08/2010, Parrainage, ADMIN",
    ),
    "a quote": (
        _quote,
        "quote_lines_description_2",
        "quote_save",
        lambda club: club.rewritten(DRAFT, LESSON),
        LESSON.description,
    ),
    "a follow-up": (
        _follow_up,
        "follow_up_subject",
        "follow_up_keep",
        lambda club: club.put_off(NOW, date(2010, 8, 9)),
        "E-mail, Envoyer les horaires, 09/08/2010, 14:30, ADMIN",
    ),
}


@pytest.mark.parametrize("kind", WINDOWS)
def test_both_versions_are_shown_and_the_next_save_is_made_knowingly(clerk: ProspectClerk, kind: str) -> None:
    dialog, field, save, change, theirs = WINDOWS[kind]
    clerk.open(dialog(clerk))
    clerk.type(field, "Tapé ici")
    change(prospects_at(clerk.desk))
    clerk.press(save)
    assert "ADMIN" in clerk.text("message_text")
    assert theirs in clerk.text("message_detail")
    clerk.press("message_close")
    assert clerk.text(field) == "Tapé ici"
    clerk.press(save)
    assert not clerk.sees("message_close")
    assert "Tapé ici" in _stored(clerk)


def test_a_step_that_another_desk_made_first_shows_where_it_stands(clerk: ProspectClerk) -> None:
    clerk.open(_opportunity(clerk))
    prospects_at(clerk.desk).moved(FAMILY, Stage.VISIT)
    clerk.press("opportunity_to_contacted")
    clerk.press("message_close")
    assert "Visite" in clerk.text("opportunity_stage")
    assert opportunity_view(clerk.desk, FAMILY).stage is Stage.VISIT
    clerk.press("opportunity_to_contacted")
    assert opportunity_view(clerk.desk, FAMILY).stage is Stage.CONTACTED


def test_a_sale_of_a_quote_that_another_desk_rewrote_shows_the_new_price(clerk: ProspectClerk) -> None:
    clerk.open(ConvertDialog(clerk.noted, DRAFT))
    club = prospects_at(clerk.desk)
    club.rewritten(DRAFT, club.plan_line(unit_price=4900), TOWEL)
    before = clerk.text("convert_price_1")
    clerk.type("convert_iban", "BE68 5390 0754 7034")
    clerk.press("convert_save")
    assert "49,00" in clerk.text("message_detail")
    clerk.press("message_close")
    assert (before.startswith("59,00"), clerk.text("convert_price_1")[:5]) == (True, "49,00")
    clerk.press("convert_save")
    assert quote_view(clerk.desk, DRAFT).converted_on is not None


def _stored(clerk: ProspectClerk) -> str:
    rows: list[Any] = [
        opportunity_view(clerk.desk, FAMILY),
        quote_view(clerk.desk, DRAFT).lines,
        follow_up_view(clerk.desk, NOW),
    ]
    return repr(rows)
