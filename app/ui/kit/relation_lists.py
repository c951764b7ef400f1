"""What is linked to a client who leaves or comes back, line by line, in words (spec 3.2.2, 3.2.4, 3.2.7)."""

from collections.abc import Sequence

from app.domain.cents import Cents
from app.i18n import day, money, ntr, tr
from app.services.billing.views import InvoiceRow
from app.services.company_links import LinkRow
from app.services.fields import PersonKind
from app.services.views import AccessItem
from app.ui.kit.access_words import end_text

MOST = 30
"""So many lines of a kind are listed one by one, and so many names; the rest is counted."""


def access_line(item: AccessItem) -> str:
    """Illimité mensuel, dès le 05/07/2010, sans fin."""
    return tr(
        "{plan}, dès le {first}, {end}",
        plan=item.plan_name,
        first=day(item.first_day),
        end=tr("jusqu'au {last}", last=day(item.last_day))
        if item.last_day is not None
        else end_text(None, item.end_open),
    )


def invoice_line(row: InvoiceRow) -> str:
    """2010-000012 du 05/07/2010, à payer pour le 19/07/2010 : 45,00 €."""
    return tr(
        "{number} du {issued}, à payer pour le {due} : {left}",
        number=row.number,
        issued=day(row.issued_on),
        due=day(row.due),
        left=money(row.left),
    )


def access_lines(items: Sequence[AccessItem]) -> list[str]:
    """The first accesses, and how many more there are."""
    lines = [access_line(item) for item in items[:MOST]]
    more = len(items) - MOST
    return [*lines, ntr("et {n} autre", "et {n} autres", more)] if more > 0 else lines


def invoice_lines(rows: Sequence[InvoiceRow]) -> list[str]:
    """The first invoices, and how many more there are for how much."""
    lines = [invoice_line(row) for row in rows[:MOST]]
    rest = rows[MOST:]
    if not rest:
        return lines
    total = money(total_of(rest))
    return [*lines, ntr("et {n} autre : {total}", "et {n} autres : {total}", len(rest), total=total)]


def total_of(rows: Sequence[InvoiceRow]) -> Cents:
    """What is left to pay of these invoices, in cents."""
    return Cents(sum(row.left for row in rows))


def staying_line(links: Sequence[LinkRow]) -> str:
    """Who stays active although this one leaves, by name; nothing where nobody is linked."""
    if not links:
        return ""
    names = ", ".join(link.name for link in links[:MOST])
    more = len(links) - MOST
    if more > 0:
        names = ntr("{names} et {n} autre", "{names} et {n} autres", more, names=names)
    if links[0].kind is PersonKind.LEGAL:
        return ntr(
            "Sa société reste active : {names}.",
            "Ses sociétés restent actives : {names}.",
            len(links),
            names=names,
        )
    return ntr(
        "La personne de cette société reste active : {names}.",
        "Les personnes de cette société restent actives : {names}.",
        len(links),
        names=names,
    )


def held_line(rows: Sequence[InvoiceRow]) -> str:
    """What stays en attente when the client comes back; nothing where nothing is."""
    if not rows:
        return ""
    return ntr(
        "{n} facture reste en attente ({total}) : elle se reprend à la main, dans Factures & paiements.",
        "{n} factures restent en attente ({total}) : chacune se reprend à la main, dans Factures & paiements.",
        len(rows),
        total=money(total_of(rows)),
    )
