"""The columns of the reminders of a day: who gets one, who does not and why, and for which invoices."""

from collections.abc import Callable

from app.i18n import day, tr
from app.services.billing.refusals import LastReminderSent, ReminderOnHold, ReminderTooEarly
from app.services.billing.views import ReminderItem, ReminderRow
from app.ui.kit.columns import Cell, Column
from app.ui.kit.refused_words import why

TICK = "tick"
"""The column in which a reminder is chosen."""


def reminder_columns(is_ticked: Callable[[ReminderRow], bool]) -> list[Column]:
    """Who would get a letter, which one, and whether it is ticked."""

    def tick(row: ReminderRow) -> Cell:
        ticked = is_ticked(row)
        return Cell(
            tr("oui") if ticked else tr("non"),
            "accent_text" if ticked else "muted",
            icon="check" if ticked else "minus",
        )

    return [
        Column(TICK, tr("Envoyer"), "text", 92, sortable=False, value=tick),
        Column("client_number", tr("N°"), "number", 64),
        Column("client_name", tr("Client"), "bold", 180, stretch=True),
        Column("level", tr("Rappel"), "text", 100, value=_level),
        Column("fee", tr("Frais"), "money", 80),
        Column("total", tr("Réclamé"), "money", 100),
    ]


def _level(row: ReminderRow) -> Cell:
    return Cell(tr("n° {level}", level=row.level))


def other_columns() -> list[Column]:
    """Who gets none, and why."""
    return [
        Column("client_number", tr("N°"), "number", 64),
        Column("client_name", tr("Client"), "bold", 210),
        Column("items", tr("Pourquoi pas"), "text", 300, sortable=False, value=_why_not, stretch=True),
    ]


def _why_not(row: ReminderRow) -> Cell:
    reasons = dict.fromkeys(why(item.why_not) for item in row.items if item.why_not is not None)
    return Cell(" ".join(reasons), "muted", icon="info")


def item_columns() -> list[Column]:
    """The invoices of one client, and what each is reminded of."""
    return [
        Column("number", tr("N°"), "bold", 124, sortable=False),
        Column("due", tr("Échéance"), "date", 92, sortable=False),
        Column("left", tr("Reste"), "money", 88, sortable=False),
        Column("level", tr("Rappel"), "text", 120, sortable=False, value=_item_level, stretch=True),
    ]


def _item_level(item: ReminderItem) -> Cell:
    match item.why_not:
        case None:
            return Cell(tr("n° {level}", level=item.level))
        case ReminderOnHold():
            return Cell(tr("aucun : en attente"), "muted")
        case ReminderTooEarly():
            return Cell(tr("pas avant le {day}", day=day(item.why_not.on)), "muted")
        case LastReminderSent():
            return Cell(tr("le dernier est parti"), "muted")
    return Cell(why(item.why_not), "muted")
