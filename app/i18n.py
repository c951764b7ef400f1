"""Texts, amounts and dates as people read them, in three languages and without Qt.

The French sentence in the code is the message identifier; Dutch and English come from the gettext
catalogues in `resources/translations`. Windows use the module functions (`tr`, `money`, `day` …),
which follow the language of the desk; papers take `texts(language)` of the person who receives them.
"""

import gettext
import io
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from functools import cache
from pathlib import Path

NO_BREAK_SPACE = "\u00a0"
NARROW_NO_BREAK_SPACE = "\u202f"
CATALOGUE = "gestion"
TRANSLATIONS = Path(__file__).resolve().parent.parent / "resources" / "translations"


class Language(StrEnum):
    """The languages of the desk and of its members; French is the source."""

    FR = "fr"
    NL = "nl"
    EN = "en"

    @property
    def own_name(self) -> str:
        """The name of the language in that language, as a list of languages shows it."""
        return {"fr": "Français", "nl": "Nederlands", "en": "English"}[self.value]


_MONTHS = {
    Language.FR: "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    Language.NL: "januari februari maart april mei juni juli augustus september oktober november december",
    Language.EN: "January February March April May June July August September October November December",
}
_SHORT_MONTHS = {
    Language.FR: "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.",
    Language.NL: "jan. feb. mrt. apr. mei juni juli aug. sep. okt. nov. dec.",
    Language.EN: "Jan Feb Mar Apr May June July Aug Sept Oct Nov Dec",
}
_WEEKDAYS = {
    Language.FR: "lundi mardi mercredi jeudi vendredi samedi dimanche",
    Language.NL: "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    Language.EN: "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
}
_GROUP_MARK = {Language.FR: NARROW_NO_BREAK_SPACE, Language.NL: ".", Language.EN: ","}


class _Source(gettext.NullTranslations):
    """The French of the code itself, with the French plural: 0 and 1 are singular."""

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return msgid2 if abs(n) > 1 else msgid1


def _catalogue(language: Language) -> gettext.NullTranslations:
    """The compiled catalogue, or the text one where that is newer (a checkout being translated)."""
    if language is Language.FR:
        return _Source()
    written = TRANSLATIONS / language / "LC_MESSAGES" / f"{CATALOGUE}.po"
    compiled = written.with_suffix(".mo")
    if compiled.exists() and not (written.exists() and written.stat().st_mtime > compiled.stat().st_mtime):
        content = compiled.read_bytes()
    elif written.exists():
        content = compile_catalogue(written)
    else:
        return _Source()
    catalogue = gettext.GNUTranslations(io.BytesIO(content))
    catalogue.add_fallback(_Source())
    return catalogue


def compile_catalogue(written: Path) -> bytes:
    """The `.mo` form of a `.po` file; entries marked fuzzy are left out."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with written.open("rb") as source:
        catalogue = read_po(source)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    return compiled.getvalue()


class Texts:
    """Everything that is put into words for one language; made once per language by `texts()`."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._catalogue = _catalogue(language)
        self._months = _MONTHS[language].split()
        self._short_months = _SHORT_MONTHS[language].split()
        self._weekdays = _WEEKDAYS[language].split()
        self._group_mark = _GROUP_MARK[language]

    def tr(self, message: str, /, **fields: object) -> str:
        """The message in this language, its `{named}` fields filled in."""
        text = self._catalogue.gettext(message) if message else ""
        return text.format_map(fields) if fields else text

    def ptr(self, context: str, message: str, /) -> str:
        """A word that means two things in French, as it is meant in this context."""
        return self._catalogue.pgettext(context, message)

    def ntr(self, singular: str, plural: str, n: int, /, **fields: object) -> str:
        """The form that goes with `n`; the number itself is the field `{n}`."""
        return self._catalogue.ngettext(singular, plural, n).format_map({"n": self.number(n), **fields})

    def number(self, value: int) -> str:
        """1 234 567 in French, 1.234.567 in Dutch, 1,234,567 in English; never wraps."""
        return f"{value:,}".replace(",", self._group_mark)

    def decimal(self, value: Decimal) -> str:
        """1,5 in French and Dutch, 1.5 in English; no zeros that say nothing."""
        plain = f"{value:f}"
        if "." in plain:
            plain = plain.rstrip("0").rstrip(".")
        return plain if self.language is Language.EN else plain.replace(".", ",")

    def percent(self, value: Decimal | int) -> str:
        """5,5 % in French, 5,5% in Dutch, 5.5% in English; never wraps."""
        between = NO_BREAK_SPACE if self.language is Language.FR else ""
        return f"{self.decimal(Decimal(value))}{between}%"

    def money(self, cents: int) -> str:
        """Whole cents as 1 234,56 € (French), 1.234,56 € (Dutch), €1,234.56 (English); never wraps."""
        euros, rest = divmod(abs(cents), 100)
        sign = "-" if cents < 0 else ""
        if self.language is Language.EN:
            return f"{sign}€{euros:,}.{rest:02}"
        whole = str(euros) if euros < 1000 else f"{euros:,}".replace(",", self._group_mark)
        return f"{sign}{whole},{rest:02}{NO_BREAK_SPACE}€"

    def day(self, value: date) -> str:
        """05/08/2010, in every language."""
        return f"{value.day:02}/{value.month:02}/{value.year:04}"

    def short_day(self, value: date) -> str:
        """05/08, where the year stands elsewhere."""
        return f"{value.day:02}/{value.month:02}"

    def near_day(self, value: date, today: date) -> str:
        """05/08 in the year of `today`, else 05/08/2010."""
        return self.short_day(value) if value.year == today.year else self.day(value)

    def month(self, value: date) -> str:
        """juillet 2010."""
        return f"{self._months[value.month - 1]}{NO_BREAK_SPACE}{value.year:04}"

    def short_month(self, value: date) -> str:
        """juil."""
        return self._short_months[value.month - 1]

    def weekday_day(self, value: date) -> str:
        """mercredi 28 juillet 2010."""
        first = value.day == 1 and self.language is Language.FR
        day = "1er" if first else str(value.day)
        month = self._months[value.month - 1]
        return f"{self._weekdays[value.weekday()]} {day}{NO_BREAK_SPACE}{month} {value.year:04}"

    def instant(self, value: datetime) -> str:
        """22/07/2010 14:05 on the clock of this workstation, from an instant that carries its zone."""
        if value.tzinfo is None:
            raise ValueError("an instant without a time zone has no local time")
        local = value.astimezone()
        return f"{self.day(local)}{NO_BREAK_SPACE}{local.hour:02}:{local.minute:02}"

    def clock(self, value: datetime) -> str:
        """14:05:32 on the clock of this workstation, where seconds count; never before `value`."""
        local = (value + timedelta(seconds=1, microseconds=-1)).astimezone()
        return f"{local.hour:02}:{local.minute:02}:{local.second:02}"


@cache
def texts(language: Language) -> Texts:
    """The texts of one language, loaded at first use and kept."""
    return Texts(language)


class _Desk:
    """The language the windows speak at this workstation."""

    def __init__(self) -> None:
        self.texts = texts(Language.FR)


_desk = _Desk()


def set_language(language: Language) -> None:
    """Let the windows made from now on speak this language."""
    _desk.texts = texts(language)


def current() -> Texts:
    """The texts of the language the windows speak."""
    return _desk.texts


def mark(message: str) -> str:
    """The message itself, marked for the catalogues: for tables whose texts are translated when shown."""
    return message


def tr(message: str, /, **fields: object) -> str:
    """The message in the language of the desk, its `{named}` fields filled in."""
    return _desk.texts.tr(message, **fields)


def ptr(context: str, message: str, /) -> str:
    """A word that means two things in French (Annuler: leave, or undo), as it is meant in this context."""
    return _desk.texts.ptr(context, message)


def ntr(singular: str, plural: str, n: int, /, **fields: object) -> str:
    """The form that goes with `n`, in the language of the desk; the number is the field `{n}`."""
    return _desk.texts.ntr(singular, plural, n, **fields)


def number(value: int) -> str:
    """See `Texts.number`."""
    return _desk.texts.number(value)


def percent(value: Decimal | int) -> str:
    """See `Texts.percent`."""
    return _desk.texts.percent(value)


def money(cents: int) -> str:
    """See `Texts.money`."""
    return _desk.texts.money(cents)


def day(value: date) -> str:
    """See `Texts.day`."""
    return _desk.texts.day(value)


def short_day(value: date) -> str:
    """See `Texts.short_day`."""
    return _desk.texts.short_day(value)


def month(value: date) -> str:
    """See `Texts.month`."""
    return _desk.texts.month(value)


def short_month(value: date) -> str:
    """See `Texts.short_month`."""
    return _desk.texts.short_month(value)


def weekday_day(value: date) -> str:
    """See `Texts.weekday_day`."""
    return _desk.texts.weekday_day(value)


def instant(value: datetime) -> str:
    """See `Texts.instant`."""
    return _desk.texts.instant(value)
