"""Several dossiers billed at once: what it would come to, what is left out and why, what was made (spec 3.3.6)."""

import pytest

from app.domain.dossier_refusals import NothingChosen, NothingToBill, OnlyPartyInactive
from app.domain.dossiers import Share
from app.domain.ids import DossierId
from app.services.documents.invoice_paper import invoices_pdf
from app.services.dossiers import invoicing_many
from app.services.dossiers.invoicing import DossiersInvoiced, invoice_dossiers
from app.services.dossiers.invoicing_many import invoice_many_dossiers
from app.services.dossiers.rehearsing import DossierBills, rehearse_dossiers
from app.services.refusals import NotFound
from tests.databases import ON_ONE_DATABASE
from tests.documents.reading import read_pages
from tests.services.club import Club, new_command
from tests.services.dossier_club import DossierClub, refused_with


@pytest.fixture
def front(club: Club) -> DossierClub:
    """The club with its dossiers."""
    return DossierClub(club)


def with_activity(front: DossierClub, name: str, *active: bool, price: int = 1000) -> DossierId:
    dossier, _ = front.of(*active, name=name)
    front.entered(dossier, None, price)
    return dossier


def as_shown(front: DossierClub, bills: DossierBills) -> DossiersInvoiced:
    """Ok below the dry run."""
    shown = {row.id: row.shares for row in bills.accepted}
    return invoice_dossiers(front.desk, new_command(), list(shown), shown=shown)


def test_3_3_6_the_dry_run_says_what_would_be_made_and_what_not_and_saves_nothing(front: DossierClub) -> None:
    one, two = with_activity(front, "Un", True, True, price=1001), with_activity(front, "Deux", True)
    empty, _ = front.of(True, name="Vide")
    asleep, clients = front.of(True, name="Endormi")
    front.entered(asleep, None, 1000)
    front.click(asleep, clients[0], False)
    seen: list[tuple[int, int]] = []
    made = rehearse_dossiers(front.desk, (one, empty, two, asleep, one), lambda at, of: seen.append((at, of)))
    assert [(row.name, row.invoices, row.total) for row in made.accepted] == [
        ("Un", 2, 1001),
        ("Deux", 1, 1000),
    ]
    assert made.accepted[0].clients == ("Lefèvre Marie", "Dupont Jean")
    assert [(row.name, row.why_not) for row in made.refused] == [
        ("Vide", NothingToBill()),
        ("Endormi", OnlyPartyInactive()),
    ]
    assert (made.invoices, made.total, seen[-1]) == (3, 2001, (4, 4))
    assert [front.view(each).invoices for each in (one, two)] == [(), ()]


def test_3_3_6_what_is_made_is_what_the_dry_run_showed(front: DossierClub) -> None:
    chosen = [with_activity(front, name, True, True, price=1001) for name in ("Un", "Deux")]
    shown = rehearse_dossiers(front.desk, chosen)
    done = as_shown(front, shown)
    assert (len(done.invoices), done.total) == (shown.invoices, shown.total)
    assert (done.left_out, done.changed) == ((), ())
    billed = front.billed(done.invoices)
    assert [Share(client, amount) for client, amount in billed] == [  # type: ignore[arg-type]
        share for row in shown.accepted for share in row.shares
    ]
    assert [row.why_not for row in rehearse_dossiers(front.desk, chosen).rows] == [NothingToBill()] * 2


@pytest.mark.parametrize("change", ["another activity", "a client made inactive"])
def test_3_3_6_a_dossier_that_changed_since_it_was_shown_is_left_out_and_the_others_billed(
    front: DossierClub, change: str
) -> None:
    moved, clients = front.of(True, True, name="Un")
    front.entered(moved, None, 1000)
    still = with_activity(front, "Deux", True)
    shown = rehearse_dossiers(front.desk, (moved, still))
    if change == "another activity":
        front.entered(moved, None, 500)
    else:
        front.click(moved, clients[1], False)
    done = as_shown(front, shown)
    assert (done.changed, done.left_out, done.total) == ((moved,), (), 1000)
    assert front.view(moved).invoices == ()
    assert len(front.view(still).invoices) == 1


def test_3_3_6_a_dossier_billed_at_another_desk_meanwhile_is_left_out(front: DossierClub) -> None:
    chosen = [with_activity(front, name, True) for name in ("Un", "Deux")]
    shown = rehearse_dossiers(front.desk, chosen)
    front.invoiced(chosen[0])
    done = as_shown(front, shown)
    assert (done.left_out, done.changed, len(done.invoices)) == ((chosen[0],), (), 1)


@ON_ONE_DATABASE
def test_3_3_6_the_dry_run_needs_dossiers_that_are_there(front: DossierClub) -> None:
    assert refused_with(lambda: rehearse_dossiers(front.desk, ())) == (NothingChosen(),)
    assert refused_with(lambda: rehearse_dossiers(front.desk, (DossierId(99),))) == (NotFound("dossier"),)


@ON_ONE_DATABASE
def test_the_invoices_of_a_batch_are_one_paper_each_with_its_own_pages(front: DossierClub) -> None:
    chosen = [with_activity(front, name, True, True) for name in ("Un", "Deux")]
    done = as_shown(front, rehearse_dossiers(front.desk, chosen))
    pages = read_pages(invoices_pdf(front.desk, done.invoices).content)
    assert len(pages) == 4
    assert refused_with(lambda: invoices_pdf(front.desk, ())) == (NotFound("invoice"),)


def test_3_3_6_many_are_billed_some_at_a_time_and_the_same_command_goes_on(
    front: DossierClub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(invoicing_many, "AT_ONCE", 2)
    chosen = [with_activity(front, name, True, True, price=1001) for name in ("Un", "Deux", "Trois")]
    bills = rehearse_dossiers(front.desk, chosen)
    shown, command = {row.id: row.shares for row in bills.accepted}, new_command()
    asked = iter([False, True])
    part = invoice_many_dossiers(front.desk, command, shown, lambda *of: None, lambda: next(asked))
    assert (len(part.invoices), part.left) == (4, (chosen[2],))
    assert [len(front.view(each).invoices) for each in chosen] == [2, 2, 0]
    whole = invoice_many_dossiers(front.desk, command, shown, lambda *of: None, lambda: False)
    assert (whole.invoices[:4], whole.total, whole.left) == (part.invoices, bills.total, ())
    assert [len(front.view(each).invoices) for each in chosen] == [2, 2, 2]


def test_3_3_6_other_desks_get_in_between_two_portions(
    front: DossierClub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(invoicing_many, "AT_ONCE", 1)
    chosen = [with_activity(front, name, True) for name in ("Un", "Deux")]
    shown = {row.id: row.shares for row in rehearse_dossiers(front.desk, chosen).accepted}

    def enter_another(done: int, _of: int) -> None:
        if done == 1:
            front.entered(chosen[1])

    done = invoice_many_dossiers(front.desk, new_command(), shown, enter_another, lambda: False)
    assert (len(done.invoices), done.changed) == (1, (chosen[1],))
