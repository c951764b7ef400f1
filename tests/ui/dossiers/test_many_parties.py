"""A dossier of very many clients: only the lines in view are made, and nobody is lost by it (spec 3.3, 5.1)."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QScrollArea

from app.domain.ids import DossierId
from app.services.desk import Desk
from app.services.dossiers.keeping import save_dossier
from app.services.dossiers.requests import PartyFields, SaveDossier
from app.services.dossiers.views import DivisionLine
from app.ui.dossiers import division_rows, parties_card, party_draft
from app.ui.dossiers.lines_scroll import LinesScroll
from app.ui.dossiers.party_draft import PartyLine
from app.ui.dossiers.wizard import DossierWizard
from app.ui.kit.client_picker import ClientPicker
from app.ui.kit.table import Table
from tests.services.club import Club, new_command
from tests.ui.dossiers.conftest import AtDossiers, DossierClerk, client_numbered, entered

MANY = 60
FIRST, LAST = 9, 8 + MANY
"""The numbers of the clients made here, after the eight of the known club."""


@pytest.fixture
def crowd(desk: Desk) -> DossierId:
    """A dossier of sixty clients, each with two parts."""
    club = Club(desk)
    parties = tuple(PartyFields(club.client("Foule", f"Membre {at}"), weight=2) for at in range(MANY))
    return save_dossier(desk, SaveDossier(new_command(), None, 0, "Foule", parties)).dossier


def to_the_end(clerk: DossierClerk, scroll: str) -> QScrollArea:
    """Scroll as far as there is, with the wheel."""
    area = clerk.control(LinesScroll, scroll)
    bar = area.verticalScrollBar()
    while bar.value() < bar.maximum():
        bar.setValue(bar.maximum())
        QApplication.processEvents()
    return area


def test_the_page_makes_the_lines_that_are_in_view(at_dossiers: AtDossiers, crowd: DossierId) -> None:
    clerk = at_dossiers()
    clerk.open(crowd)
    area = clerk.control(LinesScroll, "dossier_parties_list")
    assert len(area.findChildren(parties_card.PartyLine)) < MANY // 2
    to_the_end(clerk, "dossier_parties_list")
    clerk.press(f"dossier_party_{LAST}_switch")
    assert clerk.statuses(crowd)[LAST] is False
    assert clerk.sees(f"dossier_party_{LAST}_inactive")


def test_modifier_les_parties_keeps_whom_nobody_looked_at(at_dossiers: AtDossiers, crowd: DossierId) -> None:
    clerk = at_dossiers()
    clerk.open(crowd)
    clerk.press("dossier_edit_parties")
    wizard = clerk.control(DossierWizard, "dossier_wizard")
    assert len(wizard.findChildren(party_draft.PartyLine)) < MANY // 2
    clerk.press(f"party_{FIRST}_remove")
    clerk.press("dossier_save")
    left = clerk.view(crowd).parties
    assert [each.number for each in left] == list(range(FIRST + 1, LAST + 1))
    assert {each.weight for each in left} == {2}


def test_the_last_one_is_moved_changed_and_followed_by_a_new_one(
    at_dossiers: AtDossiers, crowd: DossierId
) -> None:
    clerk = at_dossiers()
    clerk.open(crowd)
    clerk.press("dossier_edit_parties")
    to_the_end(clerk, "dossier_parties_scroll")
    assert not clerk.is_allowed(f"party_{LAST}_down")
    clerk.press(f"party_{LAST}_up")
    assert clerk.is_allowed(f"party_{LAST}_down")
    clerk.press(f"party_{LAST}_status")
    clerk.type(f"party_{LAST}_weight", "5")
    picker = clerk.control(ClientPicker, "dossier_picker")
    clerk.type("dossier_picker", "overbye")
    clerk.settle()
    clerk.key(Qt.Key.Key_Down, clerk.field("dossier_picker"))
    clerk.key(Qt.Key.Key_Return, clerk.field("dossier_picker"))
    clerk.settle()
    assert picker.value() is None
    clerk.press("dossier_save")
    parties = clerk.view(crowd).parties
    assert [(each.number, each.active, each.weight) for each in parties[-3:]] == [
        (LAST, False, 5),
        (LAST - 1, True, 2),
        (6, True, 1),
    ]
    assert parties[-1].client == client_numbered(clerk.desk, 6)


def test_tab_walks_on_into_the_lines_that_were_not_in_view(at_dossiers: AtDossiers, crowd: DossierId) -> None:
    clerk = at_dossiers()
    clerk.open(crowd)
    clerk.press("dossier_edit_parties")
    wizard = clerk.control(DossierWizard, "dossier_wizard")
    clerk.control(PartyLine, f"party_{FIRST}").weight.setFocus()
    seen: list[str] = []
    for _ in range(6 * 30):
        clerk.key(Qt.Key.Key_Tab, wizard.focusWidget())
        name = wizard.focusWidget().objectName()
        if name.endswith("_status"):
            seen.append(name)
        if len(seen) == 25:
            break
    assert seen == [f"party_{n}_status" for n in range(FIRST, FIRST + 25)]


def test_the_division_makes_the_lines_of_a_client_when_they_are_unfolded(
    at_dossiers: AtDossiers, desk: Desk, crowd: DossierId, monkeypatch: pytest.MonkeyPatch
) -> None:
    for price in (1000, 2000):
        entered(desk, crowd, price)
    made: list[int] = []
    real = division_rows._line_row

    def counted(key: int, line: DivisionLine) -> division_rows.DivisionRow:
        made.append(key)
        return real(key, line)

    monkeypatch.setattr(division_rows, "_line_row", counted)
    clerk = at_dossiers()
    clerk.open(crowd)
    clerk.press("dossier_division")
    assert (len(clerk.table("division")), made) == (MANY, [])
    model = clerk.control(Table, "division").rows_model()
    model.toggle(0)  # type: ignore[attr-defined]
    assert len(made) == 2
    assert len(clerk.table("division")) == MANY + 2
