"""Why a request is refused: one type per reason, without a sentence (spec 2.5, 6.4).

The sentence stands once, in `app.ui.kit.sentences`-like message tables, in three languages.
A refused request changes nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Refusal:
    """One reason. `field` names the request's field it stands beside, or is empty."""

    field: ClassVar[str] = ""


class Refused(Exception):
    """The request is refused for these reasons; nothing was changed."""

    def __init__(self, *refusals: Refusal) -> None:
        super().__init__(*refusals)
        self.refusals: Sequence[Refusal] = refusals
