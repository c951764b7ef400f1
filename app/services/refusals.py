"""Why the service layer refuses: what the rules of the schedule know nothing about.

Only types here, without sentences (`app.messages.refusals` has those) and without SQLAlchemy.
Amount-, day- and rank-wise refusals are `app.domain.refusals`; a missing right is `NotAllowed` there.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from app.domain.refusals import CardFieldRefusal, Refusal

# People and codes (spec 1.1, 5.3)


@dataclass(frozen=True, slots=True)
class WrongNameOrCode(Refusal):
    """Wrong name or wrong code: one answer for both, so that names cannot be guessed."""

    field: ClassVar[str] = "code"


@dataclass(frozen=True, slots=True)
class AccountLocked(Refusal):
    """Too many wrong codes in a row; the next try counts from this moment (UTC)."""

    field: ClassVar[str] = "code"
    until: datetime


@dataclass(frozen=True, slots=True)
class CodeTooShort(Refusal):
    """A new code needs at least this many characters."""

    field: ClassVar[str] = "new"
    minimum: int


@dataclass(frozen=True, slots=True)
class CodeTooLong(Refusal):
    """A new code has at most this many characters."""

    field: ClassVar[str] = "new"
    maximum: int


@dataclass(frozen=True, slots=True)
class CodeTooCommon(Refusal):
    """The new code is one that everybody tries first."""

    field: ClassVar[str] = "new"


@dataclass(frozen=True, slots=True)
class CodeUnchanged(Refusal):
    """The new code is the one that was to be replaced."""

    field: ClassVar[str] = "new"


@dataclass(frozen=True, slots=True)
class WrongCurrentCode(Refusal):
    """The code typed to prove who asks is not the current one."""

    field: ClassVar[str] = "current"


@dataclass(frozen=True, slots=True)
class LastAdministrator(Refusal):
    """Nobody would be left who may manage users."""

    field: ClassVar[str] = "role"


# Rows and commands (spec 5.2)


@dataclass(frozen=True, slots=True)
class StaleEdit(Refusal):
    """Somebody changed the row since it was shown; `theirs` is what stands there now."""

    by: str
    at: datetime | None
    theirs: object = None


@dataclass(frozen=True, slots=True)
class NotFound(Refusal):
    """What was asked for does not exist (any more); `what` is client, access, suspension, plan …"""

    what: str


@dataclass(frozen=True, slots=True)
class CommandAlreadyUsed(Refusal):
    """The id of this command belongs to another command that was carried out."""


# Fields in words (spec 1.3), beside those of the domain; `name` is the field of the request


@dataclass(frozen=True, slots=True)
class BadChoice(CardFieldRefusal):
    """Not one of the values this field offers."""


@dataclass(frozen=True, slots=True)
class BadIban(CardFieldRefusal):
    """Not an IBAN: unknown country, wrong length or wrong check digits."""


@dataclass(frozen=True, slots=True)
class BadBic(CardFieldRefusal):
    """Not a BIC."""


@dataclass(frozen=True, slots=True)
class BadVatNumber(CardFieldRefusal):
    """Not a VAT number of the country it names."""


@dataclass(frozen=True, slots=True)
class BadEmail(CardFieldRefusal):
    """Not an e-mail address."""


@dataclass(frozen=True, slots=True)
class BadPhone(CardFieldRefusal):
    """Not a telephone number."""


@dataclass(frozen=True, slots=True)
class NameTaken(Refusal):
    """Another user, plan or segment has this name."""

    field: ClassVar[str] = "name"
    name: str


@dataclass(frozen=True, slots=True)
class CardTaken(Refusal):
    """This card number belongs to another client."""

    field: ClassVar[str] = "card_number"
    number: int


# Sales


@dataclass(frozen=True, slots=True)
class PlanNotSold(Refusal):
    """This plan is no longer sold."""

    field: ClassVar[str] = "plan"


# Files


@dataclass(frozen=True, slots=True)
class FileUnreadable(Refusal):
    """The file cannot be read."""

    field: ClassVar[str] = "path"
    name: str


@dataclass(frozen=True, slots=True)
class FileTooLarge(Refusal):
    """The file is larger than what is kept (megabytes)."""

    field: ClassVar[str] = "path"
    name: str
    megabytes: int


@dataclass(frozen=True, slots=True)
class FileNotWritten(Refusal):
    """The file cannot be written there: no permission, no such folder, or open in another program."""

    field: ClassVar[str] = "target"
    name: str


@dataclass(frozen=True, slots=True)
class FileKindUnknown(Refusal):
    """The file is none of the kinds that are kept: PDF, JPEG, PNG."""

    field: ClassVar[str] = "path"
    name: str


@dataclass(frozen=True, slots=True)
class NothingToPrint(Refusal):
    """None of the chosen clients has a running access."""


# The database itself (spec 5.2)


@dataclass(frozen=True, slots=True)
class DatabaseNewer(Refusal):
    """A newer program has worked with this database; this one would damage it."""


@dataclass(frozen=True, slots=True)
class NetworkPath(Refusal):
    """A file database cannot lie on a network drive; several desks share PostgreSQL."""

    path: str


@dataclass(frozen=True, slots=True)
class PlaceUnusable(Refusal):
    """No database can stand there: not a full path, a folder, no right to write, no address."""

    field: ClassVar[str] = "place"
    path: str


@dataclass(frozen=True, slots=True)
class FolderUnusable(Refusal):
    """No backups can be kept there: not a full path, not a folder, no right to write."""

    field: ClassVar[str] = "backup_folder"
    path: str


@dataclass(frozen=True, slots=True)
class NotOurDatabase(Refusal):
    """There is something at this place, but not a database of this program."""

    path: str


@dataclass(frozen=True, slots=True)
class DatabaseMissing(Refusal):
    """There is no database at this place."""

    path: str


@dataclass(frozen=True, slots=True)
class DatabaseExists(Refusal):
    """There is a database at this place already."""

    path: str


@dataclass(frozen=True, slots=True)
class AnswerLost(Refusal):
    """The server went away while it committed: whether the command was carried out is not known.

    The same command asked again is carried out once at most.
    """


@dataclass(frozen=True, slots=True)
class DatabaseUnreachable(Refusal):
    """The server does not answer, or does not let us in."""


@dataclass(frozen=True, slots=True)
class DatabaseBusy(Refusal):
    """Another desk has been saving for too long; nothing was changed."""


@dataclass(frozen=True, slots=True)
class DiskFull(Refusal):
    """No room left on the disk; nothing was changed."""


@dataclass(frozen=True, slots=True)
class DatabaseReadOnly(Refusal):
    """The file or the server lets this desk read, but not write; nothing was changed."""


@dataclass(frozen=True, slots=True)
class DatabaseDamaged(Refusal):
    """The file of the database is damaged: what is left of it stays, a backup takes its place."""


@dataclass(frozen=True, slots=True)
class BackupDamaged(Refusal):
    """The copy does not open or is not whole; it was not used."""

    path: str


@dataclass(frozen=True, slots=True)
class BackupOnServerOnly(Refusal):
    """A shared PostgreSQL database is backed up on its server."""
