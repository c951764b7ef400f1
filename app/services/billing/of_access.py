"""Bills an access that is paid at once: no debit will ever ask for that money (spec 1.4, 3.2)."""

from decimal import Decimal
from typing import Any

from app.domain.cents import Cents
from app.domain.ids import ClientId
from app.domain.invoicing import InvoiceLine
from app.domain.vat_rates import rates_offered
from app.i18n import Language, Texts, texts
from app.models import Access, Client
from app.services.billing.issuing import issue_in
from app.services.billing.views import Issued
from app.services.club_rules import settings_of
from app.services.unit_of_work import UnitOfWork

_ONE = Decimal(1)


def bill_access_in(work: UnitOfWork[Any], access: Access) -> Issued:
    """Issue the invoice of an access inside the transaction that sold it: its price and its fee, at the
    client's own VAT rate or else the club's. Refuses as `issue_in`."""
    club, client = settings_of(work.session), work.session.get_one(Client, access.client_id)
    rate = rates_offered(club.country, (client.vat_rate, club.default_vat_rate))[0]
    lines = _lines(access, rate, texts(Language(client.language)))
    return issue_in(work, ClientId(access.client_id), lines)


def _lines(access: Access, rate: Decimal, spoken: Texts) -> list[InvoiceLine]:
    first, last = spoken.day(access.first_day), access.last_day
    if last is None:
        what = spoken.tr("{plan}, dès le {first}", plan=access.plan_name, first=first)
    else:
        what = spoken.tr(
            "{plan}, du {first} au {last}", plan=access.plan_name, first=first, last=spoken.day(last)
        )
    lines = [InvoiceLine(what, _ONE, Cents(access.amount), rate)]
    if access.registration_fee:
        fee = spoken.tr("Frais d'inscription, {plan}", plan=access.plan_name)
        lines.append(InvoiceLine(fee, _ONE, Cents(access.registration_fee), rate))
    return lines
