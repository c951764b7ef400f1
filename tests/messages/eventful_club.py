"""A small club in which everything happens once that the history tells of."""

import io
import itertools
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from app.domain.cents import Cents
from app.domain.contract import RankRange
from app.domain.ids import AccessId, ClientId, Rank, SuspensionId
from app.domain.invoicing import PaymentMethod
from app.domain.prospects import QuoteState, Stage
from app.domain.refusals import Refused
from app.domain.rights import Role
from app.services import bank_facts, company_links, instalments, states
from app.services import requests as asked
from app.services.billing.requests import PrepareInvoiceMail, PrepareReminderMails
from app.services.bulk.applying import apply_stop, apply_suspension
from app.services.bulk.rehearsing import rehearse_stop, rehearse_suspension
from app.services.bulk.requests import BulkStop, BulkSuspend
from app.services.clients import block_client, save_client, set_photo, unblock_client
from app.services.clock import FixedClock
from app.services.club import club_settings, save_club_settings
from app.services.criteria import Criteria
from app.services.deleting import DeleteClient, delete_client
from app.services.desk import Desk
from app.services.documents.mailing import prepare_invoice_mail, prepare_reminder_mails
from app.services.documents.papers import SelectionChoices
from app.services.documents.selection import PrintSelection, schedules_of_selection
from app.services.fields import ClubSettings, PersonKind, ProposalRule
from app.services.person_export import export_person
from app.services.plans import plans, save_plan
from app.services.queries.card import client_card
from app.services.segments import delete_segment, save_segment
from app.services.signing_in import change_code, sign_in
from app.services.suspensions import attach_proof, cancel_suspension, modify_suspension, review_suspension
from app.services.training.base import Club as InventedClub
from app.services.training.base import deactivate
from app.services.training.debits import collect_past
from app.services.users import save_user, unlock_user, users
from tests.messages.eventful_dossiers import live_in_dossiers
from tests.services.billing_club import DRINK, Books, for_debit, for_invoice, rejected
from tests.services.club import TWELVE_MONTHS, Club, new_command
from tests.services.prospect_club import LESSON, TOWEL, ProspectClub

BACK = date(2010, 12, 28)


@dataclass
class EventfulClub:
    """Makes everything happen, one part of the desk's work after the other."""

    club: Club
    folder: Path

    @property
    def desk(self) -> Desk:
        """The administrator's desk."""
        return self.club.desk

    def live(self) -> None:
        """Everything, once."""
        self.run_the_club()
        member = self.keep_a_card()
        access = self.club.sold(client=member)
        self.suspend(access)
        self.change_instalments(access)
        self.deal_with_the_bank(access)
        self.treat_a_selection()
        self.follow_a_prospect()
        self.bill()
        self.end(member)
        self.link_people(member)
        live_in_dossiers(self.club)

    def follow_a_prospect(self) -> None:
        """An opportunity, its quotes and its follow-ups, until one is sold and another lost."""
        prospects = ProspectClub(self.club)
        client = self.club.client("Peeters", "Lotte", language="nl")
        won = prospects.opportunity(client, source="Salon")
        prospects.changed(won, title="Douze mois", expected_value=Cents(48000))
        prospects.moved(won, Stage.VISIT)
        call = prospects.follow_up(client, opportunity=won)
        prospects.put_off(call, BACK)
        prospects.done(call, "intéressée")
        prospects.called_off(prospects.follow_up(client), "rappelle elle-même")
        quote = prospects.quote(prospects.plan_line(TWELVE_MONTHS), TOWEL, client=client, opportunity=won)
        prospects.rewritten(quote, prospects.plan_line(TWELVE_MONTHS), LESSON)
        for state in (QuoteState.SENT, QuoteState.REFUSED, QuoteState.DRAFT, QuoteState.ACCEPTED):
            prospects.answered(quote, state)
        prospects.converted(quote)
        prospects.moved(prospects.opportunity(client), Stage.LOST, "trop cher")

    def bill(self) -> None:
        """Invoices issued, put on hold, credited, paid, refunded and reminded; a payment that is undone."""
        books, client = Books(self.desk), self.club.client("Claes", "Marie", email="marie.claes@example.org")
        first, second = books.billed(client), books.billed(client, DRINK)
        for reason in ("", "litige"):
            books.held(first, second, reason=reason)
            books.released(first, second, reason=reason)
        access = rejected(self.club, client)
        both = (for_invoice(first, 7000), for_debit(access, 1, 5900))
        books.undone(books.payment(client, *both, method=PaymentMethod.CHEQUE).payment)
        books.paid(second)
        books.credited(second, (1, 250), reason="une boisson rendue")
        books.refunded(second, 250, "rendu au comptoir")
        books.later(22).reminded()
        letters = books.later(40).reminded().letters
        mails = PrepareReminderMails(new_command(), letters, self.folder)
        prepare_reminder_mails(self.desk, mails, lambda done, of: None, lambda: False)
        prepare_invoice_mail(self.desk, PrepareInvoiceMail(new_command(), second, self.folder))
        books.later(40).fees_waived(first, "geste commercial")

    def run_the_club(self) -> None:
        """Plans, users, settings, segments."""
        self.club.plan()
        row = plans(self.desk)[0]
        changed = replace(row.fields, amount=Cents(6100), active=False)
        save_plan(self.desk, asked.SavePlan(new_command(), row.id, row.version, changed))
        again = asked.SavePlan(new_command(), row.id, row.version + 1, replace(row.fields, active=True))
        save_plan(self.desk, again)
        self._users()
        self._decide(
            name="Club Horizon",
            language="nl",
            proposal_rule=ProposalRule.BY_DUE_DATES,
            default_maintenance=Cents(500),
            causes=("blessure", "maladie"),
            max_suspensions_per_year=9,
            blocks_on_reject=True,
        )
        self._decide(language="fr")
        segment = save_segment(
            self.desk, asked.SaveSegment(new_command(), None, "Gantois", Criteria(town="Gand"))
        )
        delete_segment(self.desk, asked.DeleteSegment(new_command(), segment.segment))

    def _users(self) -> None:
        """A colleague, whose code is tried in vain, and who leaves."""
        desk, role = self.desk, Role.MANAGER
        made = asked.SaveUser(new_command(), None, 0, "SARAH", role, True, "un toit, trois chats")
        sarah = save_user(desk, made).user
        change_code(desk, asked.ChangeCode(new_command(), "ADMIN", "cinq pommes vertes"))
        for name, _ in itertools.product(("SARAH", "Personne"), range(5)):
            with pytest.raises(Refused):
                sign_in(desk.store, desk.clock, "ACCUEIL-1", name, "faux")
        unlock_user(desk, asked.UnlockUser(new_command(), sarah))
        version = next(row.version for row in users(desk) if row.id == sarah)
        code = "quatre murs bleus"
        save_user(desk, asked.SaveUser(new_command(), sarah, version, "SARAH", Role.RECEPTION, False, code))

    def _decide(self, **changed: Any) -> None:
        settings, version = club_settings(self.desk)
        decided: ClubSettings = replace(settings, **changed)
        save_club_settings(self.desk, asked.SaveClubSettings(new_command(), version, decided))

    def keep_a_card(self) -> ClientId:
        """A card that is made, filled in, looked at, blocked and released."""
        member = self.club.client()
        card = client_card(self.desk, member)
        filled = replace(
            card.fields,
            birth_date=date(1976, 3, 14),
            town="Namur",
            language="nl",
            kind=PersonKind.LEGAL,
            company="Lefèvre SPRL",
            remark="Genou\nà ménager",
            show_remark=True,
            show_identity=True,
            national_number="76.03.14-123.45",
        )
        save_client(self.desk, asked.SaveClient(new_command(), member, card.version, filled))
        card = client_card(self.desk, member)
        other = replace(card.fields, national_number="76.03.14-123.64", town="Gand")
        save_client(self.desk, asked.SaveClient(new_command(), member, card.version, other))
        picture = io.BytesIO()
        Image.new("RGB", (40, 40), "white").save(picture, "PNG")
        set_photo(self.desk, asked.SetPhoto(new_command(), member, picture.getvalue()))
        set_photo(self.desk, asked.SetPhoto(new_command(), member, None))
        export_person(self.desk, asked.ExportPerson(new_command(), member, self.folder / "donnees.zip"))
        block_client(self.desk, asked.BlockClient(new_command(), member, "paiement en retard"))
        unblock_client(self.desk, asked.UnblockClient(new_command(), member, "paiement reçu"))
        return member

    def suspend(self, access: AccessId) -> None:
        """A report that is changed, proved and cancelled; an unlimited one, reviewed and stopped."""
        first = self.club.suspended(access).suspension
        self._modify(first, days=60, ranks=RankRange(Rank(2), Rank(3)), cause="jambe cassée")
        self._modify(first, days=20, ranks=None, maintenance=None, cause="jambe cassée")
        proof = self.folder / "certificat.pdf"
        proof.write_bytes(b"%PDF-1.4\n%%EOF\n")
        attach_proof(self.desk, asked.AttachProof(new_command(), first, proof))
        cancel_suspension(self.desk, asked.CancelSuspension(new_command(), first, self._version(first)))
        unlimited = self.club.suspended(access, days=None, ranks=(2, None), cause="grossesse").suspension
        review_suspension(
            self.desk, asked.ReviewSuspension(new_command(), unlimited, self._version(unlimited))
        )
        later = replace(self.desk, clock=FixedClock(BACK))
        self.club.stopped(unlimited, BACK, amount=5500, desk=later)

    def _modify(self, suspension: SuspensionId, **terms: Any) -> None:
        values = {"first_day": date(2010, 7, 22), "maintenance": Cents(300), **terms}
        version = self._version(suspension)
        modify_suspension(self.desk, asked.ModifySuspension(new_command(), suspension, version, **values))

    def _version(self, suspension: SuspensionId) -> int:
        return self.club.suspension(suspension).version

    def change_instalments(self, access: AccessId) -> None:
        """Every change by hand."""
        self._by_hand(access, instalments.change_amount, asked.ChangeInstalmentAmount, Rank(9), Cents(4000))
        due = date(2011, 3, 8)
        self._by_hand(access, instalments.change_date, asked.ChangeInstalmentDate, Rank(9), due)
        for mark in ("delete", "restore", "hold", "release"):
            self._by_hand(access, getattr(instalments, f"{mark}_instalment"), asked.MarkInstalment, Rank(10))
        due = date(2011, 4, 20)
        self._by_hand(access, instalments.add_instalment, asked.AddInstalment, due, Cents(1500))

    def _by_hand(self, access: AccessId, act: Any, request: Any, *values: object) -> None:
        act(self.desk, request(new_command(), access, self.club.access(access).version, *values))

    def deal_with_the_bank(self, access: AccessId) -> None:
        """A debit collected; one rejected, presented again, rejected, settled; and a past brought in."""
        day = date(2010, 7, 6)
        for rank, acts in ((1, ("presented", "collected")), (2, ("presented", "rejected", "represented"))):
            for act in acts:
                self._bank(act, access, rank, day)
        self._bank("rejected", access, 2, day)
        self._bank("settled", access, 2, day)
        past = self.club.sold(date(2010, 5, 1), date(2010, 5, 5), client=self.club.client("Dupont", "Anna"))
        collect_past(self.desk, new_command(), [past])

    def _bank(self, act: str, access: AccessId, rank: int, day: date) -> None:
        getattr(bank_facts, f"record_{act}")(self.desk, new_command(), access, Rank(rank), day)

    def treat_a_selection(self) -> None:
        """A whole selection printed, suspended and let back."""
        choices = SelectionChoices(self.folder / "tous.pdf", one_file=True)
        request = PrintSelection(new_command(), Criteria(), choices)
        schedules_of_selection(self.desk, request, _unseen, _never)
        start = self.desk.today() + timedelta(days=400)
        suspending = BulkSuspend(Criteria(), start, 31, "fermeture pour travaux")
        rehearsed = rehearse_suspension(self.desk, suspending, _unseen, _never)
        apply_suspension(self.desk, new_command(), rehearsed, _unseen, _never)
        during = replace(self.desk, clock=FixedClock(start + timedelta(days=9)))
        stopping = rehearse_stop(during, BulkStop(Criteria(), during.today()), _unseen, _never)
        apply_stop(during, new_command(), stopping, _unseen, _never)

    def end(self, member: ClientId) -> None:
        """A relation that ends for good and is taken up again, twice; another ended long ago; a card made twice."""
        for left, back in (("déménagement", "de retour à Namur"), ("", "")):
            ends = states.DeactivateClient(new_command(), member, self._card(member), True, True, left)
            states.deactivate(self.desk, ends)
            returns = states.ReactivateClient(new_command(), member, self._card(member), back)
            states.reactivate(self.desk, returns)
        invented = InventedClub(self.desk.store, itertools.count(1))
        deactivate(invented, {member: date(2011, 12, 31)})
        twin = self.club.client("Lefèvre", "Jean")
        delete_client(self.desk, DeleteClient(new_command(), twin, self._card(twin)))

    def link_people(self, firm: ClientId) -> None:
        """A person is linked to a company as its accountant, parted, and linked without a word."""
        person = self.club.client("Adam", "Anne")
        for role in ("comptable", ""):
            made = company_links.link(self.desk, company_links.LinkClients(new_command(), person, firm, role))
            if role:
                company_links.part(self.desk, company_links.PartClients(new_command(), made.link, 1))

    def _card(self, member: ClientId) -> int:
        return client_card(self.desk, member).version


def _unseen(_done: int, _of: int) -> None:
    """Nobody looks at the progress."""


def _never() -> bool:
    return False
