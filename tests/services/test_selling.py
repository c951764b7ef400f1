"""Selling: proposed from the plan, changed by the desk, refused to whom it must be (spec 1.4, 3.1)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
import sqlalchemy as sa

from app.domain.cents import Cents
from app.domain.ids import ClientId
from app.domain.refusals import (
    AmountNotPositive,
    ClientBlocked,
    IbanMissing,
    MandateMissing,
    MandateReferenceTaken,
    Refused,
    StartImplausible,
)
from app.domain.rights import Role
from app.models import Access, Client, Mandate
from app.services.billing.queries import invoice_view, invoices_of
from app.services.billing.refusals import PaidByDebit
from app.services.bulk_sales import sell_many
from app.services.check import check_database
from app.services.clients import block_client, unblock_client
from app.services.desk import Desk
from app.services.fields import MandateFields
from app.services.plans import save_plan
from app.services.queries.access import accesses
from app.services.refusals import BadIban, NotFound, PlanNotSold
from app.services.requests import BlockClient, SavePlan, UnblockClient
from app.services.sales import preview_sale, propose_sale, sell, sell_and_bill
from app.services.unit_of_work import reading
from tests.databases import TODAY
from tests.services.club import AT_ONCE, IBAN, TWELVE_MONTHS, UNLIMITED, Club, new_command


def _refusals(act: Callable[[], object]) -> tuple[object, ...]:
    with pytest.raises(Refused) as refused:
        act()
    return tuple(refused.value.refusals)


def test_the_plan_proposes_the_next_debit_day_and_a_mandate(club: Club) -> None:
    client = club.client()
    proposal = propose_sale(club.desk, client, club.plan(), date(2010, 7, 10))
    assert (proposal.first_due, proposal.anchor_day, proposal.amount) == (date(2010, 8, 5), 5, 5900)
    assert proposal.last_day is None
    assert proposal.mandate is not None
    assert (proposal.mandate.iban, proposal.mandate.signed_on) == (IBAN, TODAY)
    fixed = propose_sale(club.desk, client, club.plan(TWELVE_MONTHS), date(2011, 1, 1))
    assert (fixed.last_day, fixed.instalments) == (date(2011, 12, 31), 12)
    at_once = propose_sale(club.desk, client, club.plan(AT_ONCE), TODAY)
    assert (at_once.last_day, at_once.mandate) == (date(2010, 8, 18), None)


def test_the_preview_is_what_gets_sold(club: Club) -> None:
    request = replace(
        club.sale(club.client(), date(2010, 7, 5), date(2010, 7, 5)), registration_fee=Cents(2500)
    )
    preview = preview_sale(club.desk, request)
    access = sell(club.desk, request).access
    shown = [(each.rank, each.amount) for each in preview.instalments(3)]
    assert shown == [(rank, amount) for rank, _, amount in club.rows(access, 3)]
    assert shown[0] == (1, 8400)


def test_what_was_sold_keeps_its_terms_when_the_plan_changes(club: Club) -> None:
    access = club.sold()
    save_plan(
        club.desk,
        SavePlan(new_command(), club.plan(), 1, replace(UNLIMITED, amount=Cents(9900), name="Autre")),
    )
    row = club.access(access)
    assert (row.amount, row.plan_name) == (5900, "Illimité mensuel")


def test_an_access_paid_at_once_has_no_instalments(club: Club) -> None:
    access = club.sold(TODAY, None, AT_ONCE)
    assert club.rows(access, 99) == []
    assert club.access(access).current_last == date(2010, 8, 18)


def test_what_is_paid_at_once_is_billed_with_the_sale(club: Club) -> None:
    client = club.client(vat_rate="6 %")
    request = replace(club.sale(client, TODAY, None, AT_ONCE), registration_fee=Cents(2500))
    sold = sell_and_bill(club.desk, request)
    view = invoice_view(club.desk, sold.invoice)
    assert [(each.line.description, each.amount, each.line.vat_rate) for each in view.lines] == [
        ("Trente jours, du 20/07/2010 au 18/08/2010", Cents(6500), Decimal(6)),
        ("Frais d'inscription, Trente jours", Cents(2500), Decimal(6)),
    ]
    assert (view.row.left, view.row.number) == (9000, sold.number)
    again = sell_and_bill(club.desk, request)
    assert (again.invoice, again.repeated) == (sold.invoice, True)
    assert len(invoices_of(club.desk, client)) == 1


def test_what_the_bank_collects_is_not_billed_and_not_sold_so(club: Club) -> None:
    client = club.client()
    request = club.sale(client, date(2010, 7, 5), date(2010, 7, 5))
    assert _refusals(lambda: sell_and_bill(club.desk, request)) == (PaidByDebit(),)
    assert invoices_of(club.desk, client) == ()
    assert accesses(club.desk, client) == ()


def test_a_client_becomes_active_with_the_first_access(club: Club) -> None:
    client = club.client()
    with reading(club.desk) as session:
        assert session.get_one(Client, client).state == "prospect"
    club.sold(client=client)
    with reading(club.desk) as session:
        assert session.get_one(Client, client).state == "active"


def test_a_block_set_by_another_desk_a_second_ago_stops_the_sale(club: Club) -> None:
    client = club.client()
    request = club.sale(client, date(2010, 7, 5), date(2010, 7, 5))
    propose_sale(club.desk, client, request.plan, request.start)
    block_client(club.desk, BlockClient(new_command(), client, "paiement en retard"))
    blocked = (ClientBlocked("paiement en retard"),)
    assert _refusals(lambda: sell(club.desk, request)) == blocked
    assert _refusals(lambda: propose_sale(club.desk, client, request.plan, request.start)) == blocked
    unblock_client(club.desk, UnblockClient(new_command(), client, "payé"))
    assert sell(club.desk, request).access


def test_everything_wrong_is_said_at_once(club: Club) -> None:
    request = club.sale(club.client(), date(2010, 7, 5), date(2010, 7, 5))
    wrong = replace(
        request,
        amount=Cents(0),
        start=date(1, 1, 1),
        mandate=MandateFields("BE00 1234", "", "R1", TODAY),
    )
    kinds = {type(one) for one in _refusals(lambda: sell(club.desk, wrong))}
    assert {AmountNotPositive, StartImplausible, BadIban} <= kinds
    with reading(club.desk) as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(Access)) == 0
        assert session.scalar(sa.select(sa.func.count()).select_from(Mandate)) == 0


def test_a_direct_debit_needs_a_mandate_with_an_account(club: Club) -> None:
    request = club.sale(club.client(), date(2010, 7, 5), date(2010, 7, 5))
    assert _refusals(lambda: sell(club.desk, replace(request, mandate=None))) == (MandateMissing(),)
    empty = MandateFields(" ", "", "R1", TODAY)
    assert _refusals(lambda: sell(club.desk, replace(request, mandate=empty))) == (IbanMissing(),)


def test_a_mandate_reference_belongs_to_one_client_whatever_its_case(club: Club) -> None:
    first = club.sale(club.client(), date(2010, 7, 5), date(2010, 7, 5))
    sell(club.desk, replace(first, mandate=MandateFields(IBAN, "", "Club-1", TODAY)))
    other = club.sale(club.client("Dupont", "Anne"), date(2010, 7, 5), date(2010, 7, 5))
    taken = replace(other, mandate=MandateFields(IBAN, "", "CLUB-1", TODAY))
    assert _refusals(lambda: sell(club.desk, taken)) == (MandateReferenceTaken("CLUB-1"),)
    again = club.sale(first.client, date(2010, 7, 5), date(2010, 7, 5))
    assert sell(club.desk, replace(again, mandate=MandateFields(IBAN, "", "club-1", TODAY))).access


def test_a_masked_account_that_comes_back_keeps_what_it_hides(
    club: Club, desk_of: Callable[..., Desk]
) -> None:
    client = club.client()
    reception = desk_of(Role.RECEPTION)
    proposal = propose_sale(reception, client, club.plan(), date(2010, 7, 5))
    assert proposal.mandate is not None
    assert "5390" not in proposal.mandate.iban
    request = replace(club.sale(client, date(2010, 7, 5), date(2010, 7, 5)), mandate=proposal.mandate)
    sell(reception, request)
    with reading(club.desk) as session:
        assert session.scalars(sa.select(Mandate.iban)).one() == IBAN


def test_a_plan_that_is_no_longer_sold_is_refused(club: Club) -> None:
    request = club.sale(club.client(), date(2010, 7, 5), date(2010, 7, 5))
    save_plan(club.desk, SavePlan(new_command(), club.plan(), 1, replace(UNLIMITED, active=False)))
    assert _refusals(lambda: sell(club.desk, request)) == (PlanNotSold(),)


def test_a_client_who_is_gone_is_said(club: Club) -> None:
    request = club.sale(club.client(), date(2010, 7, 5), date(2010, 7, 5))
    gone = replace(request, client=type(request.client)(4711))
    assert _refusals(lambda: sell(club.desk, gone)) == (NotFound("client"),)


def test_the_same_sale_sent_twice_acts_once(club: Club) -> None:
    request = club.sale(club.client(), date(2010, 7, 5), date(2010, 7, 5))
    assert sell(club.desk, request).access == sell(club.desk, request).access
    with reading(club.desk) as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(Access)) == 1


def test_many_accesses_are_sold_as_one_by_one(club: Club) -> None:
    clients = [club.client(f"Client {number}") for number in range(3)]
    requests = [
        club.sale(clients[0], date(2010, 7, 5), date(2010, 7, 5)),
        club.sale(clients[1], date(2010, 1, 1), date(2010, 1, 5), TWELVE_MONTHS),
        club.sale(clients[2], TODAY, None, AT_ONCE),
        club.sale(clients[0], date(2010, 7, 5), date(2010, 7, 5)),
    ]
    command = new_command()
    many = sell_many(club.desk, command, requests).accesses
    single = [sell(club.desk, replace(request, command=new_command())).access for request in requests]
    assert [club.rows(one, 99) for one in many] == [club.rows(one, 99) for one in single]
    assert [club.access(one).current_last for one in many] == [
        club.access(one).current_last for one in single
    ]
    assert sell_many(club.desk, command, requests).accesses == many
    assert check_database(club.desk.store, TODAY).is_whole


def test_of_many_sales_all_are_made_or_none(club: Club) -> None:
    good = club.sale(club.client(), date(2010, 7, 5), date(2010, 7, 5))
    for wrong in (
        replace(good, amount=Cents(0)),
        replace(good, mandate=MandateFields("BE00 1234", "", "R1", TODAY)),
        replace(good, client=club.client("Dupont")),
        replace(good, client=ClientId(4711)),
    ):
        with pytest.raises(Refused):
            sell_many(club.desk, new_command(), [good, wrong])
    with reading(club.desk) as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(Access)) == 0
