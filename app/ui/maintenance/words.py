"""Words of the maintenance pages: sizes, lengths of plans, states of users."""

from app.i18n import current, instant, mark, ntr, tr
from app.messages.words import word
from app.services.check import ProblemKind
from app.services.fields import PlanFields, PlanKind
from app.services.views import UserRow
from app.ui.kit.columns import Chip

PROBLEMS = {
    ProblemKind.FILE: mark("Fichier de la base abîmé"),
    ProblemKind.SCHEDULE: mark("Échéancier enregistré différent du calcul"),
    ProblemKind.HORIZON: mark("Échéancier illimité trop court"),
    ProblemKind.ACCESS_END: mark("Fin d'accès différente du calcul"),
    ProblemKind.SUMMARY: mark("État de la fiche différent du calcul"),
    ProblemKind.OVERLAP: mark("Reports qui se chevauchent"),
    ProblemKind.IMPOSSIBLE: mark("Échéancier impossible à calculer"),
    ProblemKind.HISTORY: mark("Historique interrompu"),
}
_KILO = 1024


def size_told(size: int) -> str:
    """A size in bytes as people say it: 812 Ko, 1,4 Mo."""
    if size < _KILO * _KILO:
        return tr("{n} Ko", n=max(1, round(size / _KILO)))
    tenths = round(size * 10 / _KILO / _KILO)
    if tenths >= 1000:
        return tr("{n} Mo", n=tenths // 10)
    point = "." if current().language == "en" else ","
    return tr("{n} Mo", n=f"{tenths // 10}{point}{tenths % 10}")


def length_told(fields: PlanFields) -> str:
    """Illimité, 12 mois, 30 jours."""
    if fields.kind is PlanKind.UNLIMITED or fields.length is None:
        return word(PlanKind.UNLIMITED, current())
    if fields.kind is PlanKind.MONTHS:
        return ntr("{n} mois", "{n} mois", fields.length)
    return ntr("{n} jour", "{n} jours", fields.length)


def user_state(row: UserRow) -> Chip:
    """Whether a user may sign in now."""
    if not row.active:
        return Chip("inactive", tr("Inactif"))
    if row.locked_until is not None:
        return Chip("blocked", tr("Verrouillé"))
    return Chip("active", tr("Actif"))


def last_seen(row: UserRow) -> str:
    """When somebody signed in last."""
    return tr("jamais") if row.last_sign_in is None else instant(row.last_sign_in)
