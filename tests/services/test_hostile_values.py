"""Wrong, empty, huge and hostile values are refused with a reason and change nothing (spec 2.5, issue 2)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa

from app.domain.cents import LARGEST, Cents
from app.domain.contract import RankRange
from app.domain.ids import AccessId, Rank
from app.domain.refusals import Refused
from app.i18n import Language, texts
from app.messages.refusals import sentence
from app.models import Access, Client, History
from app.services.bank_facts import record_presented, record_rejected
from app.services.check import check_database
from app.services.fields import MandateFields
from app.services.instalments import add_instalment, change_amount, change_date, hold_instalment
from app.services.requests import (
    AddInstalment,
    ChangeInstalmentAmount,
    ChangeInstalmentDate,
    MarkInstalment,
)
from app.services.sales import sell
from app.services.suspensions import suspend
from app.services.unit_of_work import reading
from tests.databases import TODAY
from tests.services.club import Club, new_command

on_sqlite = pytest.mark.parametrize("place", ["sqlite"], indirect=True)

TEXTS = ["", "   ", "a\nb", "x" * 10_000, "\u202eabc", "a\x00b", "\u200b"]
NUMBERS = [0, -1, -(10**12), 10**11, 10**12, 10**30]
DATES = [date.min, date.max, date(1, 12, 31), date(9999, 1, 1)]


@pytest.fixture
def access(club: Club) -> AccessId:
    """59,00 € a month from 05/07/2010, without end."""
    return club.sold()


def _refused(club: Club, act: Callable[[], object]) -> None:
    """It is refused, every reason has a sentence, and nothing is changed."""

    def state() -> tuple[int | None, ...]:
        with reading(club.desk) as session:
            return tuple(
                session.scalar(sa.select(sa.func.count()).select_from(kind)) for kind in (History, Access)
            )

    before = state()
    with pytest.raises(Refused) as refused:
        act()
    assert refused.value.refusals
    assert all(sentence(one, texts(Language.FR)) for one in refused.value.refusals)
    assert state() == before


@on_sqlite
@pytest.mark.parametrize(
    "wrong",
    [
        *({"days": days} for days in NUMBERS),
        *({"first_day": day, "ranks": None, "maintenance": None} for day in DATES),
        *({"maintenance": Cents(amount)} for amount in NUMBERS),
        *({"ranks": RankRange(Rank(rank), Rank(rank))} for rank in (0, -1, 10**12, 10**30)),
        *({"ranks": RankRange(Rank(2), Rank(rank))} for rank in (1, 0, -5, 10**12)),
        *({"cause": cause} for cause in TEXTS),
    ],
    ids=repr,
)
def test_a_suspension_that_cannot_be_meant(club: Club, access: AccessId, wrong: dict[str, Any]) -> None:
    _refused(club, lambda: suspend(club.desk, replace(club.request(access), **wrong)))


@on_sqlite
def test_a_cause_is_text_and_nothing_else(club: Club, access: AccessId) -> None:
    cause = "'; DROP TABLE client; -- <b>&amp; Zoé d'Été 😀"
    made = suspend(club.desk, replace(club.request(access), cause=cause)).suspension
    assert club.suspension(made).cause == cause


@on_sqlite
@pytest.mark.parametrize("amount", NUMBERS)
def test_an_amount_that_is_no_debit(club: Club, access: AccessId, amount: int) -> None:
    version = club.access(access).version
    by_hand = ChangeInstalmentAmount(new_command(), access, version, Rank(3), Cents(amount))
    added = AddInstalment(new_command(), access, version, TODAY, Cents(amount))
    _refused(club, lambda: change_amount(club.desk, by_hand))
    _refused(club, lambda: add_instalment(club.desk, added))
    sale = club.sale(club.client(), TODAY, TODAY)
    _refused(club, lambda: sell(club.desk, replace(sale, amount=Cents(amount))))
    if amount != 0:
        _refused(club, lambda: sell(club.desk, replace(sale, registration_fee=Cents(amount))))


@on_sqlite
@pytest.mark.parametrize("day", DATES)
def test_a_day_that_cannot_be_meant(club: Club, access: AccessId, day: date) -> None:
    version = club.access(access).version
    moved = ChangeInstalmentDate(new_command(), access, version, Rank(3), day)
    added = AddInstalment(new_command(), access, version, day, Cents(100))
    _refused(club, lambda: change_date(club.desk, moved))
    _refused(club, lambda: add_instalment(club.desk, added))
    sale = club.sale(club.client(), TODAY, TODAY)
    _refused(club, lambda: sell(club.desk, replace(sale, start=day)))
    _refused(club, lambda: sell(club.desk, replace(sale, first_due=day)))


@on_sqlite
@pytest.mark.parametrize("rank", [0, -1, 10**9, 10**30])
def test_a_rank_that_does_not_exist(club: Club, access: AccessId, rank: int) -> None:
    version = club.access(access).version
    _refused(
        club, lambda: hold_instalment(club.desk, MarkInstalment(new_command(), access, version, Rank(rank)))
    )


@on_sqlite
@pytest.mark.parametrize(
    "mandate",
    [
        *(MandateFields(iban, "", "R1", TODAY) for iban in [*TEXTS, "BE68 5390 0754 7035", "XX00", "é"]),
        *(MandateFields("BE68539007547034", bic, "R1", TODAY) for bic in ["ABC", "a\nb", "😀", "x" * 999]),
        *(MandateFields("BE68539007547034", "", text, TODAY) for text in [*TEXTS, "é", "a//b", "/a", "😀"]),
        *(MandateFields("BE68539007547034", "", "R1", day) for day in (date.max, date(2010, 7, 21))),
    ],
    ids=repr,
)
def test_a_mandate_that_cannot_be_meant(club: Club, mandate: MandateFields) -> None:
    sale = club.sale(club.client(), TODAY, TODAY)
    _refused(club, lambda: sell(club.desk, replace(sale, mandate=mandate)))


@on_sqlite
@pytest.mark.parametrize("day", [0, -1, 32, 10**12])
def test_a_debit_day_that_no_month_has(club: Club, day: int) -> None:
    sale = club.sale(club.client(), TODAY, TODAY)
    _refused(club, lambda: sell(club.desk, replace(sale, anchor_day=day)))


def test_the_largest_amount_is_kept_to_the_cent(club: Club) -> None:
    sale = club.sale(club.client(), date(2010, 7, 5), date(2010, 7, 5))
    access = sell(club.desk, replace(sale, amount=LARGEST)).access
    for record in (record_presented, record_rejected):
        record(club.desk, new_command(), access, Rank(1), TODAY)
        record(club.desk, new_command(), access, Rank(2), TODAY)
    assert club.rows(access, 1) == [(1, "05/07/2010", 99_999_999_999)]
    with reading(club.desk) as session:
        assert session.scalars(sa.select(Client.balance)).one() == 2 * LARGEST
    assert check_database(club.desk.store, TODAY).is_whole
