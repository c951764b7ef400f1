"""The frozen requests in which what was typed leaves a window, one per front-desk verb.

Amounts are whole cents, days are plain dates. `command` is made once by the window when the
form opens: the same request sent twice acts once (spec 5.2). `version` is the version of the
row as it was shown: a stale one is refused with what stands there now.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.domain.contract import RankRange
from app.domain.ids import (
    AccessId,
    ClientId,
    CommandId,
    PlanId,
    Rank,
    SegmentId,
    SuspensionId,
    UserId,
)
from app.domain.money import Cents
from app.domain.rights import Role
from app.services.criteria import Criteria
from app.services.fields import ClientFields, ClubSettings, MandateFields, PlanFields


@dataclass(frozen=True, slots=True)
class ChangeCode:
    """A user chooses a new code; `current` proves who asks."""

    command: CommandId
    current: str
    new: str


@dataclass(frozen=True, slots=True)
class SaveUser:
    """Create (`user` None, `code` required) or change a user."""

    command: CommandId
    user: UserId | None
    version: int
    name: str
    role: Role
    active: bool
    code: str | None


@dataclass(frozen=True, slots=True)
class UnlockUser:
    """Let somebody who typed too many wrong codes try again now."""

    command: CommandId
    user: UserId


@dataclass(frozen=True, slots=True)
class SavePlan:
    """Create (`plan` None) or change a plan; what was sold keeps its terms."""

    command: CommandId
    plan: PlanId | None
    version: int
    fields: PlanFields


@dataclass(frozen=True, slots=True)
class SaveClubSettings:
    """Change the club's settings."""

    command: CommandId
    version: int
    settings: ClubSettings


@dataclass(frozen=True, slots=True)
class SaveSegment:
    """Keep a combination of conditions under a name; an existing name is replaced if it is `segment`."""

    command: CommandId
    segment: SegmentId | None
    name: str
    criteria: Criteria


@dataclass(frozen=True, slots=True)
class DeleteSegment:
    """Forget a segment."""

    command: CommandId
    segment: SegmentId


@dataclass(frozen=True, slots=True)
class SaveClient:
    """Create (`client` None) or change a client's card."""

    command: CommandId
    client: ClientId | None
    version: int
    fields: ClientFields


@dataclass(frozen=True, slots=True)
class SetPhoto:
    """Put this picture on the card, or take it away (`content` None)."""

    command: CommandId
    client: ClientId
    content: bytes | None


@dataclass(frozen=True, slots=True)
class BlockClient:
    """Block a client; the reason is required (spec 3.1)."""

    command: CommandId
    client: ClientId
    reason: str


@dataclass(frozen=True, slots=True)
class UnblockClient:
    """Release a blocked client, with a reason."""

    command: CommandId
    client: ClientId
    reason: str


@dataclass(frozen=True, slots=True)
class ExportPerson:
    """Write everything that is kept about a client to this file."""

    command: CommandId
    client: ClientId
    path: Path


@dataclass(frozen=True, slots=True)
class SellAccess:
    """Sell an access: everything proposed from the plan, as changed by the operator."""

    command: CommandId
    client: ClientId
    plan: PlanId
    start: date
    first_due: date | None
    anchor_day: int | None
    amount: Cents
    registration_fee: Cents
    mandate: MandateFields | None


@dataclass(frozen=True, slots=True)
class SuspendAccess:
    """Add a suspension. `days` None: unlimited. `ranks` None: no debit changed."""

    command: CommandId
    access: AccessId
    version: int
    first_day: date
    days: int | None
    cause: str
    ranks: RankRange | None
    maintenance: Cents | None
    postpones: bool = True
    replaces_manual: bool = False
    confirms_above_normal: bool = False


@dataclass(frozen=True, slots=True)
class ModifySuspension:
    """Change a suspension that has not ended; same fields as adding one."""

    command: CommandId
    suspension: SuspensionId
    version: int
    first_day: date
    days: int | None
    cause: str
    ranks: RankRange | None
    maintenance: Cents | None
    postpones: bool = True
    replaces_manual: bool = False
    confirms_above_normal: bool = False


@dataclass(frozen=True, slots=True)
class StopSuspension:
    """The member is back on `return_day`; later debits are of `amount` again."""

    command: CommandId
    suspension: SuspensionId
    version: int
    return_day: date
    amount: Cents | None


@dataclass(frozen=True, slots=True)
class CancelSuspension:
    """Annuler: before its first day and before any of its instalments was presented."""

    command: CommandId
    suspension: SuspensionId
    version: int


@dataclass(frozen=True, slots=True)
class AttachProof:
    """Attach a proof document (justificatif) to a suspension."""

    command: CommandId
    suspension: SuspensionId
    path: Path


@dataclass(frozen=True, slots=True)
class ReviewSuspension:
    """An open-ended suspension was looked at and goes on."""

    command: CommandId
    suspension: SuspensionId
    version: int


@dataclass(frozen=True, slots=True)
class ChangeInstalmentAmount:
    """Another amount for one rank, by hand."""

    command: CommandId
    access: AccessId
    version: int
    rank: Rank
    amount: Cents


@dataclass(frozen=True, slots=True)
class ChangeInstalmentDate:
    """Another due date for one rank, by hand."""

    command: CommandId
    access: AccessId
    version: int
    rank: Rank
    due: date


@dataclass(frozen=True, slots=True)
class MarkInstalment:
    """Delete, restore, hold or release one rank: one request, four verbs of `instalments`."""

    command: CommandId
    access: AccessId
    version: int
    rank: Rank


@dataclass(frozen=True, slots=True)
class AddInstalment:
    """Add a single instalment by hand."""

    command: CommandId
    access: AccessId
    version: int
    due: date
    amount: Cents
