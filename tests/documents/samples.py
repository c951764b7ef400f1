"""Papers made by hand: the member of spec 1.6, and shapes that press against the page."""

from dataclasses import replace
from datetime import date, timedelta

from app.domain.cents import Cents
from app.domain.contract import DayRange, InstalmentState, Origin, Period, RankRange
from app.domain.ids import Rank
from app.domain.instalments import Instalment, Line
from app.i18n import Language
from app.services.documents.papers import (
    AccessSchedule,
    BeforeAfterLine,
    MoneyConsequences,
    PaperAccess,
    PaperClub,
    PaperDebit,
    PaperMandate,
    PaperMember,
    PaperSuspension,
    PaperTotal,
    ReceiptPaper,
    SchedulePaper,
    Stamp,
    TotalKind,
)
from app.services.fields import PaymentMode

CLUB = PaperClub(
    "Club Horizon",
    ("Rue des Prés 12, 5000 Namur", "081 00 00 00 · accueil@club-horizon.example", "TVA BE0123.456.749"),
    "Namur",
)
MEMBER = PaperMember(348, "LEFÈVRE Jean-Noël", ("Rue du Moulin 8 bte 3", "5000 Namur"))
STAMP = Stamp(date(2010, 7, 22), "ADMIN")
ACCESS = PaperAccess(
    plan_name="Illimité mensuel",
    payment=PaymentMode.DIRECT_DEBIT,
    days=DayRange(date(2010, 7, 5), None),
    end_open=False,
    sold_on=date(2010, 7, 1),
    period=Period(),
    normal_amount=Cents(5900),
    amount_at_once=None,
)
INJURY = PaperSuspension(
    DayRange(date(2010, 7, 22), date(2010, 9, 4)), 45, "Blessure", RankRange(Rank(2), Rank(2)), Cents(200)
)
MANDATE = PaperMandate("GC-000348-1", "BE68 •••• •••• 7034", "GKCCBEBB", date(2010, 7, 1))


def line(
    first: int,
    last: int | None,
    cents: int,
    first_due: date,
    last_due: date | None,
    state: InstalmentState = InstalmentState.PLANNED,
    origin: Origin = Origin.CONTRACT,
    instalments: tuple[Instalment, ...] = (),
) -> Line:
    """A line of the Echéancier; `last` None: without end."""
    count = None if last is None else last - first + 1
    rank = None if last is None else Rank(last)
    return Line(
        Cents(cents), state, origin, Rank(first), rank, first_due, last_due, count, None, False, instalments
    )


LINES = (
    line(1, 1, 5900, date(2010, 7, 5), date(2010, 7, 5), InstalmentState.COLLECTED),
    line(2, 2, 200, date(2010, 8, 5), date(2010, 8, 5), origin=Origin.SUSPENSION),
    line(3, None, 5900, date(2010, 9, 5), None),
)
SCHEDULE = AccessSchedule(
    access=ACCESS,
    next_debit=PaperDebit(date(2010, 8, 5), Cents(200), True),
    lines=LINES,
    suspensions=(INJURY,),
    suspended=INJURY,
    totals=(
        PaperTotal(TotalKind.COLLECTED, Cents(5900), 1),
        PaperTotal(TotalKind.NEXT_TWELVE, Cents(65100), 12),
    ),
    mandate=MANDATE,
)
PAPER = SchedulePaper(Language.FR, CLUB, MEMBER, STAMP, (SCHEDULE,), with_past=True)
RECEIPT = ReceiptPaper(
    language=Language.FR,
    club=CLUB,
    member=MEMBER,
    stamp=STAMP,
    access=ACCESS,
    suspension=INJURY,
    agreed_on=date(2010, 7, 20),
    before=(BeforeAfterLine(date(2010, 8, 5), None, Cents(5900), False),),
    after=(
        BeforeAfterLine(date(2010, 8, 5), 1, Cents(200), True),
        BeforeAfterLine(date(2010, 9, 5), None, Cents(5900), False),
    ),
    old_end=None,
    new_end=None,
    money=MoneyConsequences(less=Cents(5700)),
)
LONG_NAME = "VAN DEN BROUCKE-DE LA TOUR D’AUVERGNE-LAURAGUAIS " * 3 + "X" * 140


def of_lines(count: int) -> SchedulePaper:
    """The paper of a schedule of `count` lines, each of another amount."""
    states = tuple(InstalmentState)
    lines = tuple(
        line(
            rank,
            rank,
            1000 + rank,
            date(2011, 1, 5) + timedelta(days=30 * rank),
            date(2011, 1, 5) + timedelta(days=30 * rank),
            states[rank % len(states)],
            tuple(Origin)[rank % len(Origin)],
        )
        for rank in range(1, count + 1)
    )
    return replace(PAPER, schedules=(replace(SCHEDULE, lines=lines),))


def unfolded() -> SchedulePaper:
    """The paper with its endless line unfolded for two years."""
    coming = tuple(
        Instalment(Rank(rank), date(2010 + (rank + 5) // 12, (rank + 5) % 12 + 1, 5), Cents(5900))
        for rank in range(3, 27)
    )
    endless = replace(LINES[2], instalments=coming)
    return replace(PAPER, detail=True, schedules=(replace(SCHEDULE, lines=(*LINES[:2], endless)),))


def with_long_names() -> SchedulePaper:
    """Every text of the paper far too long."""
    access = replace(ACCESS, plan_name="Formule " + LONG_NAME)
    injury = replace(INJURY, cause="Raison " + LONG_NAME)
    return replace(
        PAPER,
        club=PaperClub(LONG_NAME, (LONG_NAME, "Namur"), LONG_NAME),
        member=PaperMember(348, LONG_NAME, (LONG_NAME, "5000 Namur")),
        stamp=Stamp(date(2010, 7, 22), "operateur.au.nom.tres.long" * 3),
        schedules=(
            replace(
                SCHEDULE,
                access=access,
                suspensions=(injury,),
                suspended=injury,
                mandate=replace(MANDATE, reference="R" * 70),
            ),
        ),
    )
