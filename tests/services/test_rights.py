"""Every verb asks for its right: each service function is called by each role (spec 1.1, 5.3).

The functions are found by looking: every public function of `app.services` whose first parameter
is a desk. One that is not in the table below fails the test, so that no verb is forgotten.
"""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest

import app.services
from app.domain.refusals import NotAllowed, Refused
from app.domain.rights import Right, Role, rights_of
from app.services.desk import Desk

NEEDS: dict[str, Right | None] = {
    "backup.restore_backup": Right.RESTORE,
    "backup.save_backup": Right.BACKUP,
    "bank_facts.record_collected": Right.PREPARE_DEBITS,
    "bank_facts.record_presented": Right.PREPARE_DEBITS,
    "bank_facts.record_rejected": Right.PREPARE_DEBITS,
    "bank_facts.record_represented": Right.PREPARE_DEBITS,
    "bank_facts.record_settled": Right.PREPARE_DEBITS,
    "billing.crediting.credit_invoice": Right.CREDIT,
    "billing.crediting.waive_fees": Right.CREDIT,
    "billing.holding.hold_invoices": Right.HOLD_INVOICE,
    "billing.holding.release_invoices": Right.HOLD_INVOICE,
    "billing.issuing.issue_invoice": Right.BILL,
    "billing.issuing.issue_many": Right.BILL,
    "billing.paying.refund_invoice": Right.CREDIT,
    "billing.paying.reverse_payment": Right.CREDIT,
    "billing.paying.take_payment": Right.TAKE_PAYMENT,
    "billing.queries.account_of": Right.SEE_CARD,
    "billing.queries.invoice_page": Right.SEE_CARD,
    "billing.queries.invoice_sums": Right.SEE_CARD,
    "billing.queries.invoice_view": Right.SEE_CARD,
    "billing.queries.invoices_of": Right.SEE_CARD,
    "billing.queries.with_names": Right.SEE_CARD,
    "billing.reminding.rehearse_reminders": Right.REMIND,
    "billing.reminding.send_reminders": Right.REMIND,
    "billing.reminding_many.send_many_reminders": Right.REMIND,
    "billing.selection.issue_bills": Right.BILL,
    "billing.selection.rehearse_bills": Right.BILL,
    "documents.invoice_paper.invoice_pdf": Right.PRINT,
    "documents.invoice_paper.invoices_pdf": Right.PRINT,
    "documents.mailing.letter_ways": Right.REMIND,
    "documents.mailing.prepare_invoice_mail": Right.PRINT,
    "documents.mailing.prepare_reminder_mails": Right.REMIND,
    "documents.receipt_of_payment.receipt_pdf": Right.PRINT,
    "documents.reminder_paper.reminders_pdf": Right.PRINT,
    "bulk.applying.apply_stop": Right.BULK_SUSPEND,
    "bulk.applying.apply_suspension": Right.BULK_SUSPEND,
    "bulk.members.clients_of": None,
    "bulk.rehearsing.ground_of": None,
    "bulk.rehearsing.rehearse_stop": Right.BULK_SUSPEND,
    "bulk.rehearsing.rehearse_suspension": Right.BULK_SUSPEND,
    "bulk.rehearsing.running_causes": Right.BULK_SUSPEND,
    "bulk_sales.sell_many": Right.SELL,
    "clients.block_client": Right.BLOCK,
    "clients.save_client": Right.EDIT_CARD,
    "clients.set_photo": Right.EDIT_CARD,
    "clients.unblock_client": Right.UNBLOCK,
    "club.checked_settings": None,
    "club.club_settings": None,
    "club.save_club_settings": Right.MANAGE_SETTINGS,
    "company_links.link": Right.EDIT_CARD,
    "company_links.links_of": Right.SEE_CARD,
    "company_links.links_view": Right.SEE_CARD,
    "company_links.part": Right.EDIT_CARD,
    "deleting.delete_client": Right.DELETE_CLIENT,
    "documents.bulk_paper.print_bulk_result": Right.PRINT,
    "documents.printing.print_receipt": Right.PRINT,
    "documents.printing.print_schedule": Right.PRINT,
    "documents.printing.stamp_of": None,
    "documents.quote_paper.quote_pdf": Right.PRINT,
    "documents.today_paper.print_today": Right.PRINT,
    "documents.selection.schedules_of_selection": Right.PRINT_SELECTION,
    "door.logbook.latest_passages": Right.CONTROL_DOOR,
    "door.logbook.passages_today": Right.CONTROL_DOOR,
    "door.passing.decide_passage": Right.CONTROL_DOOR,
    "dossiers.activities.change_activity": Right.ENTER_ACTIVITY,
    "dossiers.activities.checked_activity": None,
    "dossiers.activities.delete_activity": Right.ENTER_ACTIVITY,
    "dossiers.activities.enter_activity": Right.ENTER_ACTIVITY,
    "dossiers.deleting.delete_dossier": Right.DELETE_DOSSIER,
    "dossiers.history.history_of_dossier": Right.SEE_CARD,
    "dossiers.intervening.name_intervenants": Right.NAME_INTERVENANTS,
    "dossiers.invoicing.invoice_dossier": Right.BILL,
    "dossiers.invoicing.invoice_dossiers": Right.BILL,
    "dossiers.invoicing_many.invoice_many_dossiers": Right.BILL,
    "dossiers.keeping.save_dossier": Right.KEEP_DOSSIER,
    "dossiers.page.dossier_view": Right.SEE_CARD,
    "dossiers.papers.print_division": Right.PRINT,
    "dossiers.papers.print_proforma": Right.PRINT,
    "dossiers.parties.set_party_active": Right.KEEP_DOSSIER,
    "dossiers.publishing.catch_up": None,
    "dossiers.following.mark_touched": None,
    "dossiers.queries.activity_form": Right.SEE_CARD,
    "dossiers.queries.count_dossiers": Right.SEARCH,
    "dossiers.queries.dossier_page": Right.SEARCH,
    "dossiers.queries.dossiers_of": Right.SEE_CARD,
    "dossiers.queries.found_dossiers": Right.SEARCH,
    "dossiers.queries.offered_dossiers": Right.ENTER_ACTIVITY,
    "dossiers.queries.party_rows": Right.SEE_CARD,
    "dossiers.queries.possible_intervenants": Right.NAME_INTERVENANTS,
    "dossiers.queries.transfer_targets": Right.KEEP_DOSSIER,
    "dossiers.queries.usual_activities": Right.ENTER_ACTIVITY,
    "dossiers.rehearsing.rehearse_dossiers": Right.BILL,
    "dossiers.rules.why_not_entered": None,
    "dossiers.rules.why_not_here": None,
    "dossiers.sharing.share_dossier": Right.SHARE_DOSSIER,
    "dossiers.transferring.transfer_activities": Right.KEEP_DOSSIER,
    "instalments.add_instalment": Right.CHANGE_INSTALMENT,
    "instalments.change_amount": Right.CHANGE_INSTALMENT,
    "instalments.change_date": Right.CHANGE_INSTALMENT,
    "instalments.delete_instalment": Right.DELETE_INSTALMENT,
    "instalments.hold_instalment": Right.CHANGE_INSTALMENT,
    "instalments.release_instalment": Right.CHANGE_INSTALMENT,
    "instalments.restore_instalment": Right.CHANGE_INSTALMENT,
    "own_database.back_up_now": Right.BACKUP,
    "own_database.backup_rows": Right.BACKUP,
    "own_database.check_now": Right.BACKUP,
    "own_database.database_facts": Right.MANAGE_SETTINGS,
    "own_database.found_club": Right.MANAGE_SETTINGS,
    "own_database.join_place": Right.MANAGE_SETTINGS,
    "own_database.prepare_restore": Right.RESTORE,
    "own_database.prove_backup": Right.BACKUP,
    "person_export.export_person": Right.SEE_IDENTITY,
    "plans.plans": Right.SEARCH,
    "plans.save_plan": Right.MANAGE_PLANS,
    "prospects.converting.convert_quote": Right.SELL,
    "prospects.converting.propose_conversion": Right.SELL,
    "prospects.follow_up_queries.client_prospects": Right.SEE_CARD,
    "prospects.follow_up_queries.colleagues": Right.FOLLOW_UP,
    "prospects.follow_up_queries.follow_up_page": Right.FOLLOW_UP,
    "prospects.follow_up_queries.follow_up_view": Right.FOLLOW_UP,
    "prospects.follow_up_queries.follow_ups_of_opportunity": Right.FOLLOW_UP,
    "prospects.follow_up_queries.follow_ups_of_day": Right.SEARCH,
    "prospects.follow_ups.cancel_follow_up": Right.FOLLOW_UP,
    "prospects.follow_ups.finish_follow_up": Right.FOLLOW_UP,
    "prospects.follow_ups.save_follow_up": Right.FOLLOW_UP,
    "prospects.offers.plan_choices": Right.FOLLOW_UP,
    "prospects.offers.rates_for": Right.FOLLOW_UP,
    "prospects.opportunities.move_opportunity": Right.FOLLOW_UP,
    "prospects.opportunities.save_opportunity": Right.FOLLOW_UP,
    "prospects.queries.client_named": Right.FOLLOW_UP,
    "prospects.queries.opportunity_page": Right.FOLLOW_UP,
    "prospects.queries.opportunity_view": Right.FOLLOW_UP,
    "prospects.queries.pipeline_sums": Right.FOLLOW_UP,
    "prospects.queries.quote_page": Right.FOLLOW_UP,
    "prospects.queries.quote_view": Right.FOLLOW_UP,
    "prospects.queries.quotes_of_opportunity": Right.FOLLOW_UP,
    "prospects.queries.usual_sources": Right.FOLLOW_UP,
    "prospects.quotes.move_quote": Right.FOLLOW_UP,
    "prospects.quotes.save_quote": Right.FOLLOW_UP,
    "queries.access.access_view": Right.SEE_CARD,
    "queries.access.accesses": Right.SEE_CARD,
    "queries.access.rules": Right.SEE_CARD,
    "queries.card.client_card": Right.SEE_CARD,
    "queries.card.client_glance": Right.SEE_CARD,
    "queries.card.document_content": Right.SEE_CARD,
    "queries.card.documents": Right.SEE_CARD,
    "queries.history.history_about": Right.SEE_CARD,
    "queries.history.history_of_access": Right.SEE_CARD,
    "queries.history.history_of_client": Right.SEE_CARD,
    "queries.history.history_of_client_since": Right.SEE_CARD,
    "queries.history.newest_about_client": Right.SEE_CARD,
    "queries.search.client_with_card": Right.SEARCH,
    "queries.search.count_clients": Right.SEARCH,
    "queries.search.rows_of": Right.SEARCH,
    "queries.search.search_clients": Right.SEARCH,
    "sales.preview_sale": Right.SELL,
    "sales.propose_sale": Right.SELL,
    "sales.sell": Right.SELL,
    "sales.sell_and_bill": Right.SELL,
    "segments.delete_segment": Right.SAVE_SEGMENT,
    "segments.save_segment": Right.SAVE_SEGMENT,
    "segments.segments": Right.SEARCH,
    "signing_in.change_code": None,
    "signing_in.check_code": None,
    "states.deactivate": Right.DEACTIVATE,
    "states.deactivation_facts": Right.SEE_CARD,
    "states.reactivate": Right.REACTIVATE,
    "suspensions.attach_proof": Right.SUSPEND,
    "suspensions.cancel_suspension": Right.SUSPEND,
    "suspensions.modify_suspension": Right.SUSPEND,
    "suspensions.review_suspension": Right.SUSPEND,
    "suspensions.stop_suspension": Right.STOP,
    "suspensions.suspend": Right.SUSPEND,
    "today.due.debits_of_day": Right.SEARCH,
    "today.queries.today_at": Right.SEARCH,
    "training.debits.collect_past": Right.PREPARE_DEBITS,
    "unit_of_work.reading": None,
    "unit_of_work.writing": None,
    "users.save_user": Right.MANAGE_USERS,
    "users.unlock_user": Right.MANAGE_USERS,
    "users.users": Right.MANAGE_USERS,
}
"""The right of each verb; None: everybody who is signed in, or a step that a verb takes."""


def _verbs() -> Iterator[tuple[str, Callable[..., Any]]]:
    for module in pkgutil.walk_packages(app.services.__path__, "app.services."):
        for name, function in vars(importlib.import_module(module.name)).items():
            if name.startswith("_") or not inspect.isfunction(function):
                continue
            parameters = list(inspect.signature(function).parameters.values())
            if function.__module__ == module.name and parameters and parameters[0].name == "desk":
                yield f"{module.name.removeprefix('app.services.')}.{name}", function


VERBS = dict(_verbs())


class Anything:
    """Stands for any argument: a verb without the right must refuse before it looks at it."""

    def __getattr__(self, name: str) -> object:
        raise LookupError(f"looked at {name} before asking for the right")


def _call(verb: Callable[..., Any], desk: Desk) -> str:
    parameters = list(inspect.signature(verb).parameters.values())[1:]
    needed = [Anything() for one in parameters if one.default is one.empty]
    try:
        verb(desk, *needed)
    except Refused as refused:
        return "refused" if isinstance(refused.refusals[0], NotAllowed) else "allowed"
    except Exception:  # the verb went on with an argument that means nothing
        return "allowed"
    return "allowed"


def test_every_verb_is_in_the_table() -> None:
    assert dict.fromkeys(VERBS) == dict.fromkeys(NEEDS)


@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("verb", [name for name, right in NEEDS.items() if right and name in VERBS])
def test_a_verb_is_refused_exactly_to_those_without_its_right(
    verb: str, role: Role, desk_of: Callable[..., Desk]
) -> None:
    right = NEEDS[verb]
    expected = "allowed" if right in rights_of(role) else "refused"
    assert _call(VERBS[verb], desk_of(role)) == expected


def test_a_role_may_all_that_the_one_before_it_may() -> None:
    reception, manager, administrator = (rights_of(role) for role in Role)
    assert reception < manager < administrator == frozenset(Right)
