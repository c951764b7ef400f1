"""Every window of prospects in both looks and two languages: no text is cut; kept as pictures where asked."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QDialog, QLabel, QWidget

from app.i18n import Language, set_language
from app.ui.prospects import FollowUpDialog, FollowUpTab, OpportunityDialog, ProspectsPage, QuoteDialog
from app.ui.prospects.convert_dialog import ConvertDialog
from tests.ui.noted_workplace import NotedWorkplace
from tests.ui.prospects.conftest import BASTIEN, DRAFT, FAMILY, LATE, SENT, ProspectClerk

NoCut = Callable[[QWidget], None]
Grab = Callable[[QWidget, str], QImage]
DIALOGS: dict[str, Callable[[NotedWorkplace], QDialog]] = {
    "opportunity": lambda noted: OpportunityDialog(noted, opportunity=FAMILY),
    "opportunity-new": lambda noted: OpportunityDialog(noted),
    "quote-draft": lambda noted: QuoteDialog(noted, quote=DRAFT),
    "quote-sent": lambda noted: QuoteDialog(noted, quote=SENT),
    "convert": lambda noted: ConvertDialog(noted, DRAFT),
    "follow-up": lambda noted: FollowUpDialog(noted, follow_up=LATE),
}


@pytest.fixture(params=[Language.FR, Language.NL])
def spoken(request: pytest.FixtureRequest) -> Iterator[Language]:
    set_language(request.param)
    yield request.param
    set_language(Language.FR)


@pytest.mark.parametrize("page", ["pipeline", "quotes", "follow_ups"])
def test_the_page(
    page: str,
    clerk: ProspectClerk,
    assert_no_cut_text: NoCut,
    grab: Grab,
    each_look: object,
    spoken: Language,
) -> None:
    clerk.show(ProspectsPage(clerk.noted))
    clerk.page.tabs.show_page(page)
    clerk.settle()
    grab(clerk.noted.window, f"prospects-{page}-{spoken}-{each_look}")
    assert_no_cut_text(clerk.noted.window)


@pytest.mark.parametrize("name", DIALOGS)
def test_the_dialogs(
    name: str,
    clerk: ProspectClerk,
    assert_no_cut_text: NoCut,
    grab: Grab,
    each_look: object,
    spoken: Language,
) -> None:
    clerk.open(DIALOGS[name](clerk.noted))
    grab(clerk.dialog, f"{name}-{spoken}-{each_look}")
    assert_no_cut_text(clerk.dialog)


def test_the_tab_of_the_card(
    clerk: ProspectClerk, assert_no_cut_text: NoCut, grab: Grab, each_look: object, spoken: Language
) -> None:
    clerk.show(FollowUpTab(clerk.noted, BASTIEN), (1192, 620))
    grab(clerk.noted.window, f"card-follow-up-{spoken}-{each_look}")
    assert_no_cut_text(clerk.noted.window)


def test_the_smallest_window(
    clerk: ProspectClerk, assert_no_cut_text: NoCut, grab: Grab, each_look: object
) -> None:
    clerk.show(ProspectsPage(clerk.noted), (800, 546))
    grab(clerk.noted.window, f"prospects-narrow-{each_look}")
    assert_no_cut_text(clerk.page)
    tops = {tile.y() for tile in clerk.page.pipeline.tiles.tiles}
    assert len(tops) == 2
    clerk.noted.window.resize(1248, 843)
    clerk.settle()
    assert len({tile.y() for tile in clerk.page.pipeline.tiles.tiles}) == 1


def test_nothing_beside_the_pipeline_is_squeezed_in_a_low_window(clerk: ProspectClerk) -> None:
    clerk.show(ProspectsPage(clerk.noted), (1216, 560))
    clerk.page.pipeline.table.select(0)
    clerk.settle()
    labels = [each for each in clerk.control(QWidget, "prospect_glance").findChildren(QLabel) if each.text()]
    seen = [each for each in labels if each.isVisible()]
    assert len(seen) > 5
    for each in seen:
        needed = each.heightForWidth(each.width()) if each.wordWrap() else each.sizeHint().height()
        assert each.height() >= needed, each.text()
