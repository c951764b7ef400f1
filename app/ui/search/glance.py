"""What the preview pane says of a client, in words: may she come in, until when, what is debited next."""

from dataclasses import dataclass
from datetime import date, timedelta

from app.i18n import current, day, money, ntr, short_day, tr
from app.messages.words import word
from app.services.fields import PlanKind
from app.services.views import AccessItem, AccessState, ClientCard, ClientState
from app.ui.kit.state_chips import CLIENT_CHIPS
from app.ui.search.result_columns import AT_RESUMPTION, WITHOUT_END


@dataclass(frozen=True, slots=True)
class Line:
    """A label and its value; `ruled`: a hairline above."""

    key: str
    name: str
    value: str
    tone: str = "text"
    bold: bool = True
    ruled: bool = True
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Glance:
    """Everything the pane shows of one client."""

    surname: str
    first_name: str
    who: str
    kind: str
    state: str
    state_detail: str
    lines: tuple[Line, ...]
    remark: str


def glance_of(card: ClientCard, today: date) -> Glance:
    """Put one card into the words of the pane."""
    fields = card.fields
    return Glance(
        fields.surname or fields.company,
        fields.first_name,
        _who(card),
        CLIENT_CHIPS[card.state],
        word(card.state, current()),
        _state_detail(card),
        (*_entry(card), *_access(card), *_debits(card), *_money(card), *_contact(card)),
        fields.remark,
    )


def _who(card: ClientCard) -> str:
    if card.age is None:
        return tr("n° {number}", number=card.number)
    return ntr("n° {number} · {n} an", "n° {number} · {n} ans", card.age, number=card.number)


def _state_detail(card: ClientCard) -> str:
    if card.state is ClientState.BLOCKED and card.block is not None:
        return card.block.reason
    if card.state is ClientState.DEACTIVATED and card.deactivated_on is not None:
        return tr("depuis le {day}", day=day(card.deactivated_on))
    if card.state is ClientState.SUSPENDED and card.suspension is not None:
        last = card.suspension.last_day
        return tr("jusqu'au {day} inclus", day=day(last)) if last else tr("sans date de fin")
    if card.state is ClientState.PROSPECT:
        return tr("rien d'acheté encore")
    return ""


def _entry(card: ClientCard) -> list[Line]:
    """Peut entrer: only somebody active may; a suspended card opens again on a known day."""
    may = card.state is ClientState.ACTIVE
    answer = (tr("Oui"), "active", "check-circle") if may else (tr("Non"), "blocked", "x-circle")
    lines = [Line("may_enter", tr("Peut entrer"), answer[0], answer[1], ruled=False, icon=answer[2])]
    last = card.suspension.last_day if card.suspension else None
    if card.state is ClientState.SUSPENDED and last is not None:
        lines.append(Line("opens", tr("Carte ouverte dès"), day(last + timedelta(days=1))))
    return lines


def _access(card: ClientCard) -> list[Line]:
    running = next((item for item in card.accesses if item.state is not AccessState.ENDED), None)
    if running is None:
        ended = tr("terminé") if card.accesses else tr("aucun")
        return [Line("access", tr("Accès"), ended, "muted", bold=False)]
    return [Line("access", tr("Accès"), _access_words(running))]


def _access_words(item: AccessItem) -> str:
    if item.kind is PlanKind.UNLIMITED and item.last_day is None:
        return tr("Illimité, {end}", end=tr(WITHOUT_END))
    if item.end_open or item.last_day is None:
        return tr("Fin {end}", end=tr(AT_RESUMPTION))
    return tr("jusqu'au {day}", day=day(item.last_day))


def _debits(card: ClientCard) -> list[Line]:
    debit = card.next_debit
    if debit is None:
        return (
            [Line("debit", tr("Prochain débit"), tr("aucun"), "muted", bold=False)] if card.accesses else []
        )
    tone = "suspended" if debit.is_maintenance else "text"
    lines = [Line("debit", tr("Débit du {day}", day=day(debit.due)), money(debit.amount), tone)]
    if debit.then_from is not None and debit.then_amount is not None:
        name = tr("puis dès le {day}", day=short_day(debit.then_from))
        lines.append(Line("then", name, money(debit.then_amount), ruled=False))
    return lines


def _money(card: ClientCard) -> list[Line]:
    if not card.accesses and card.overdue == 0:
        return []
    return [Line("overdue", tr("Impayé"), money(card.overdue), "blocked" if card.overdue > 0 else "text")]


def _contact(card: ClientCard) -> list[Line]:
    fields = card.fields
    phone = fields.mobile or fields.phone
    listed = [
        ("card_number", tr("Carte"), fields.card_number),
        ("phone", tr("Téléphone"), phone),
        ("town", tr("Ville"), fields.town),
    ]
    filled = [(key, name, value) for key, name, value in listed if value]
    return [Line(key, name, value, bold=False, ruled=at == 0) for at, (key, name, value) in enumerate(filled)]
