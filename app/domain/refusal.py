"""What a refusal is: a reason as a type, without a sentence (spec 2.5, 6.4)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Refusal:
    """One reason. `beside` names the request's field it stands beside, or is empty."""

    field: ClassVar[str] = ""

    @property
    def beside(self) -> str:
        """The field of the request that this reason is shown beside; empty: the whole request."""
        return self.field


class Refused(Exception):
    """The request is refused for these reasons; nothing was changed."""

    def __init__(self, *refusals: Refusal) -> None:
        super().__init__(*refusals)
        self.refusals: Sequence[Refusal] = refusals


def refuse_if_any(refusals: Iterable[Refusal]) -> None:
    """Raise `Refused` with all of these reasons at once, if there is one."""
    found = tuple(refusals)
    if found:
        raise Refused(*found)
