"""The page of the day in its window: lines open cards, a review takes a line away (spec 1.8)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.domain.cents import Cents
from app.domain.rights import Role
from app.i18n import Language, set_language, texts
from app.services.clock import FixedClock
from app.services.desk import Desk
from app.services.documents.papers import PaperChoices
from app.services.plans import plans
from app.services.today.views import DebitDay
from app.ui.kit.runner import PoolRunner
from app.ui.kit.theme import Mode
from app.ui.today import TodayPage
from app.ui.today.due_dialog import DueDialog
from app.ui.today.page import list_on_paper
from tests.documents.reading import read_pages
from tests.services.club import Club
from tests.services.prospect_club import ProspectClub
from tests.ui.door.conftest import CARDS, give_cards, pass_earlier
from tests.ui.noted_workplace import NotedWorkplace

Open = Callable[[QWidget], None]


def club_at(desk: Desk) -> Club:
    """The known club with the plans it has already."""
    return Club(desk, {row.fields.name: row.id for row in plans(desk)})


@pytest.fixture
def full(noted: NotedWorkplace) -> NotedWorkplace:
    """A club where every list has a line, on 28/07/2010."""
    give_cards(noted.desk)
    pass_earlier(noted.desk, CARDS["Inès"])
    in_may = club_at(replace(noted.desk, clock=FixedClock(date(2010, 5, 1))))
    daniel = in_may.sold(date(2010, 5, 1), date(2010, 5, 5), client=in_may.client("OKOYE", "Daniel"))
    in_may.suspended(daniel, first_day=date(2010, 5, 17), days=None, ranks=(2, None))
    today = club_at(noted.desk)
    for name, first, days in (("DUPUIS", 28, None), ("MOREAU", 20, 9), ("PETIT", 20, 10)):
        member = in_may.sold(date(2010, 5, 1), date(2010, 5, 5), client=in_may.client(name, "Antoine"))
        club = in_may if first == 20 else today
        club.suspended(member, first_day=date(2010, 7, first), days=days, ranks=None, cause="chantier")
    return noted


def opened(page: TodayPage, show: Open, qtbot: QtBot) -> TodayPage:
    """The page, shown and read."""
    page.resize(1240, 843)
    show(page)
    qtbot.waitUntil(lambda: page._page is not None)
    return page


def said(page: TodayPage, key: str) -> list[tuple[str, str, str]]:
    """The lines of a list as they are read."""
    return [(line.who, line.detail, line.fact) for line in page.lists[key].model.rows()]


def text(page: QWidget, name: str) -> str:
    """The text of a label."""
    found = page.findChild(QLabel, name)
    assert found is not None
    return found.text()


def test_1_8_the_page_says_what_staff_ask_every_morning(
    full: NotedWorkplace, open_window: Open, qtbot: QtBot
) -> None:
    page = opened(TodayPage(full), open_window, qtbot)
    assert text(page, "today_date") == "mercredi 28\u00a0juillet 2010"
    assert text(page, "today_as_of").startswith("Actualisé à ")
    assert said(page, "turns") == [
        ("DUPUIS Antoine", "commence, chantier", "sans fin"),
        ("MOREAU Antoine", "finit, revient demain", "9 jours"),
    ]
    assert [line[0::2] for line in said(page, "back")] == [
        ("MOREAU Antoine", "demain"),
        ("PETIT Antoine", "30/07"),
    ]
    assert said(page, "review") == [("OKOYE Daniel", "non revue depuis 72 jours", "17/05")]
    assert [(who, detail) for who, detail, _ in said(page, "blocked")] == [
        ("LECLERCQ Inès", "paiement en retard")
    ]
    assert text(page, "today_suspended_value") == "5"


def test_1_8_each_line_opens_its_card_by_enter_double_click_and_arrow(
    full: NotedWorkplace, open_window: Open, qtbot: QtBot
) -> None:
    page = opened(TodayPage(full), open_window, qtbot)
    table = page.lists["turns"].table
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Return)
    spot = table.visualRect(table.model().index(1, 1)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert len(full.ways) == 1
    qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    arrow = table.visualRect(table.model().index(1, 3)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(arrow))
    names = [line.person.client for line in page.lists["turns"].model.rows() if line.person]
    assert full.ways == [("client", names[0]), ("client", names[1]), ("client", names[1])]


def test_1_8_a_day_of_debits_opens_its_debits_and_each_of_them_its_card(
    full: NotedWorkplace, open_window: Open, qtbot: QtBot
) -> None:
    full.desk = replace(full.desk, clock=FixedClock(date(2010, 8, 4)))
    page = opened(TodayPage(full), open_window, qtbot)
    assert [line[0] for line in said(page, "days")] == ["jeudi 5\u00a0août 2010"]
    table = page.lists["days"].table
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Return)
    dialog = full.window.findChild(DueDialog, "due_dialog")
    assert dialog is not None
    qtbot.waitUntil(lambda: bool(dialog.model.rows()))
    assert text(dialog, "due_dialog_title") == "Débits du jeudi 5\u00a0août 2010"
    rows = dialog.model.rows()
    assert len(rows) == int(text(dialog, "due_dialog_subtitle").split()[0])
    assert [row.person.name for row in rows] == sorted(row.person.name for row in rows)
    assert full.ways == []
    qtbot.keyClick(dialog.table, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.table, Qt.Key.Key_Return)
    assert full.ways == [("client", rows[1].person.client)]
    assert not dialog.isVisible()


def test_1_8_a_day_without_debits_left_says_so(full: NotedWorkplace, open_window: Open, qtbot: QtBot) -> None:
    dialog = DueDialog(full, DebitDay(date(2010, 8, 7), 3, 0, Cents(17700)))
    open_window(dialog)
    qtbot.waitUntil(lambda: "plus prévu" in text(dialog, "due_empty_sentence"))
    assert not dialog._card.isEnabled()
    dialog.reject()


@pytest.mark.parametrize("language", list(Language))
def test_no_text_of_the_debits_of_a_day_is_cut(
    full: NotedWorkplace,
    open_window: Open,
    qtbot: QtBot,
    each_look: Mode,
    language: Language,
    assert_no_cut_text: Callable[[QWidget], None],
    grab: Callable[[QWidget, str], QImage],
) -> None:
    set_language(language)
    try:
        dialog = DueDialog(full, DebitDay(date(2010, 8, 5), 9, 1, Cents(53100)))
        open_window(dialog)
        qtbot.waitUntil(lambda: bool(dialog.model.rows()))
        assert_no_cut_text(dialog)
        grab(dialog, f"due-{each_look.value}-{language.value}")
        dialog.reject()
    finally:
        set_language(Language.FR)


def test_1_8_a_review_takes_the_suspension_off_the_list(
    full: NotedWorkplace, open_window: Open, qtbot: QtBot
) -> None:
    page = opened(TodayPage(full), open_window, qtbot)
    button = page.findChild(QAbstractButton, "today_reviewed")
    assert button is not None
    assert not button.isEnabled()
    page.lists["review"].table.setFocus()
    assert button.isEnabled()
    button.click()
    qtbot.waitUntil(lambda: said(page, "review") == [])
    assert [(way, message) for way, _, message in full.ways] == [
        ("announced", "Suspension de OKOYE Daniel revue.")
    ]


def test_f5_and_coming_to_the_front_read_again(full: NotedWorkplace, open_window: Open, qtbot: QtBot) -> None:
    page = opened(TodayPage(full), open_window, qtbot)
    pass_earlier(full.desk, CARDS["Inès"])
    club = club_at(full.desk)
    club.suspended(club.sold(client=club.client("ABEL")), first_day=full.desk.today())
    qtbot.keyClick(page, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: len(said(page, "turns")) == 3)


def test_the_list_can_be_printed(full: NotedWorkplace, open_window: Open, qtbot: QtBot) -> None:
    page = opened(TodayPage(full), open_window, qtbot)
    qtbot.keyClick(page, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    ((way, produce, heading),) = full.ways
    assert (way, heading) == ("paper", "Liste du jour")
    paper = produce(PaperChoices())
    assert paper.file_name == "Liste-du-jour-2010-07-28.pdf"
    (sheet,) = read_pages(paper.content, with_ink=True)
    for said in ("mercredi 28 juillet 2010", "DUPUIS Antoine commence, chantier sans fin", "OKOYE Daniel"):
        assert said in sheet.words
    assert "Page 1 / 1" in sheet.words


@pytest.mark.parametrize("language", [Language.NL, Language.EN])
def test_the_list_is_printed_in_the_language_chosen(full: NotedWorkplace, language: Language) -> None:
    paper = list_on_paper(full.desk, PaperChoices(language=language))
    assert paper.language is language
    assert (
        texts(language).weekday_day(full.desk.today()).replace("\u00a0", " ")
        in read_pages(paper.content)[0].words
    )


def test_an_ordinary_day_says_what_would_fill_each_list(
    desk_at: Callable[..., Desk], runner: PoolRunner, open_window: Open, qtbot: QtBot
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    quiet_day = NotedWorkplace(desk_at(Role.RECEPTION, date(2010, 6, 10)), runner, window)
    page = opened(TodayPage(quiet_day), open_window, qtbot)
    assert all(said(page, key) == [] for key in page.lists)
    assert len([each for each in page.findChildren(QLabel, "empty_sentence") if each.isVisible()]) == 7


@pytest.mark.parametrize("size", [(1240, 843), (936, 543)])
def test_no_text_of_the_day_is_cut(
    full: NotedWorkplace,
    open_window: Open,
    qtbot: QtBot,
    each_look: Mode,
    size: tuple[int, int],
    assert_no_cut_text: Callable[[QWidget], None],
    grab: Callable[[QWidget, str], QImage],
) -> None:
    page = opened(TodayPage(full), open_window, qtbot)
    page.resize(*size)
    grab(page, f"today-{each_look.value}-{size[0]}")
    assert_no_cut_text(page)


def test_1_8_a_follow_up_is_listed_opens_its_card_and_its_window(
    full: NotedWorkplace, open_window: Open, qtbot: QtBot
) -> None:
    prospects = ProspectClub(club_at(full.desk))
    client = prospects.club.client("LEJEUNE", "Camille")
    late = prospects.follow_up(client, date(2010, 7, 27), subject="Fixer un essai")
    prospects.follow_up(client, due_at=time(14, 30), subject="Envoyer les horaires")
    page = opened(TodayPage(full), open_window, qtbot)
    assert said(page, "follow_ups") == [
        ("LEJEUNE Camille", "Appel, Fixer un essai", "hier"),
        ("LEJEUNE Camille", "Appel, Envoyer les horaires", "14:30"),
    ]
    table, done = page.lists["follow_ups"].table, page.findChild(QAbstractButton, "today_follow_up_done")
    assert done is not None
    assert done.toolTip() == "Choisissez d'abord un suivi."
    table.setFocus()
    table.select(0)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    done.click()
    add = page.findChild(QAbstractButton, "today_follow_up_add")
    assert add is not None
    add.click()
    assert full.ways[-3:] == [("client", client), ("follow-up", late), ("new follow-up", None, None)]
