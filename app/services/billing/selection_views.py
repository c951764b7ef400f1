"""What is asked of a bill to a whole selection, what a dry run shows of it, what became of it (spec 3.2)."""

from dataclasses import dataclass, field
from datetime import date

from app.domain.cents import Cents
from app.domain.ids import ClientId
from app.domain.invoicing import InvoiceLine, Totals
from app.domain.refusal import Refusal
from app.services.bulk.portions import Portioned
from app.services.criteria import Criteria


@dataclass(frozen=True, slots=True)
class BillMany:
    """Bill these lines to every client that `members` finds. `due` None: each client's own term from
    today, else the club's."""

    members: Criteria
    lines: tuple[InvoiceLine, ...]
    due: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class BilledClient:
    """One client of the selection; `refusals` say why nothing can be billed."""

    client: ClientId
    number: int
    name: str
    refusals: tuple[Refusal, ...] = ()


@dataclass(frozen=True, slots=True)
class BillRehearsal:
    """A dry run. `each`: what one client would be billed; `cancelled`: not all were looked at."""

    request: BillMany
    each: Totals
    clients: tuple[BilledClient, ...] = ()
    cancelled: bool = False

    @property
    def accepted(self) -> tuple[BilledClient, ...]:
        """Who would get the bill."""
        return tuple(client for client in self.clients if not client.refusals)

    @property
    def refused(self) -> tuple[BilledClient, ...]:
        """Who would not."""
        return tuple(client for client in self.clients if client.refusals)

    @property
    def total(self) -> Cents:
        """What all of them together would be billed, VAT included."""
        return Cents(self.each.gross * len(self.accepted))


@dataclass(frozen=True, slots=True, kw_only=True)
class BillResult(Portioned[BilledClient]):
    """What became of it: `done` have their invoice, numbered from `first` to `last`; between two portions
    other desks may have taken numbers too. `refused` holds those of the dry run and those stopped since."""

    request: BillMany
    done: tuple[BilledClient, ...] = field(default=())
    refused: tuple[BilledClient, ...] = field(default=())
    first: str = ""
    last: str = ""
