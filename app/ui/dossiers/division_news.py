"""Names what another desk changed of a division while it was looked at: activities, clients, shares (spec 3.3.6)."""

from collections.abc import Iterator

from app.i18n import money, tr
from app.services.dossiers.views import ActivityRow, DossierView

_MOST = 4
"""So many changes are named; of more, only that there are more."""


def what_changed(before: DossierView, after: DossierView) -> str:
    """What makes somebody pay another share than was shown, in sentences; empty where nothing does."""
    if before.division.shares == after.division.shares:
        return ""
    told = [*_activities(before, after), *_parties(before, after), *_shares(before, after)]
    named = [*told[:_MOST], "…"] if len(told) > _MOST else told
    return " ".join(named)


def _activities(before: DossierView, after: DossierView) -> Iterator[str]:
    was, now = _unbilled(before), _unbilled(after)
    for activity, row in now.items():
        old = was.get(activity)
        if old is None:
            yield tr("Ajouté par {who} : {what}, {amount}.", who=row.entered_by, **_named(row))
        elif (old.amount, old.client) != (row.amount, row.client):
            yield tr("Modifié : {what}, {amount}.", **_named(row))
    billed = {row.id for row in after.activities if row.is_billed}
    for activity, row in was.items():
        if activity in billed:
            yield tr("Déjà facturé : {what}, {amount}.", **_named(row))
        elif activity not in now:
            yield tr("Retiré : {what}, {amount}.", **_named(row))


def _unbilled(view: DossierView) -> dict[int, ActivityRow]:
    return {row.id: row for row in view.activities if not row.is_billed}


def _named(row: ActivityRow) -> dict[str, str]:
    return {"what": row.description, "amount": money(row.amount)}


def _parties(before: DossierView, after: DossierView) -> Iterator[str]:
    was = {row.client: row for row in before.parties}
    for row in after.parties:
        old = was.get(row.client)
        if old is not None and old.active and not row.active:
            yield tr("{name} est maintenant inactif.", name=row.name)
        elif row.active and (old is None or not old.active):
            yield tr("{name} est maintenant actif.", name=row.name)


def _shares(before: DossierView, after: DossierView) -> Iterator[str]:
    was = {part.client: part.total for part in before.division.parts}
    for part in after.division.parts:
        old = was.get(part.client)
        if old is not None and old != part.total:
            amounts = {"now": money(part.total), "before": money(old)}
            yield tr("{name} paie {now} au lieu de {before}.", name=part.name, **amounts)
