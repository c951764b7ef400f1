"""Keeps refusals with a command, so that its retry names the same reasons as the first time."""

import json
from dataclasses import dataclass
from typing import Protocol

from app.domain.ids import AccessId, ClientId
from app.domain.refusals import Refusal
from app.services.json_values import from_json, to_json


@dataclass(frozen=True, slots=True)
class KeptRefusal:
    """One reason why an access was left alone, as JSON text of its type's fields."""

    access: AccessId
    kind: str
    fields: str


@dataclass(frozen=True, slots=True)
class KeptOfClient:
    """One reason why a client was left alone, as JSON text of its type's fields."""

    client: ClientId
    kind: str
    fields: str


class Kept(Protocol):
    """A refusal as it is kept, of whatever it speaks."""

    @property
    def kind(self) -> str: ...

    @property
    def fields(self) -> str: ...


def kept(access: AccessId, refusal: Refusal) -> KeptRefusal:
    """A refusal as it is kept."""
    return KeptRefusal(access, type(refusal).__name__, json.dumps(to_json(refusal)))


def kept_of_client(client: ClientId, refusal: Refusal) -> KeptOfClient:
    """As `kept`, of a client."""
    return KeptOfClient(client, type(refusal).__name__, json.dumps(to_json(refusal)))


def refusal_kept(stored: Kept) -> Refusal:
    """The refusal that was kept; of a type that this program no longer has, the bare refusal."""
    return from_json(_kinds().get(stored.kind, Refusal), json.loads(stored.fields))


def _kinds() -> dict[str, type[Refusal]]:
    """Every type of refusal that is known, by name."""
    found: dict[str, type[Refusal]] = {}
    waiting: list[type[Refusal]] = [Refusal]
    while waiting:
        for kind in waiting.pop().__subclasses__():
            found[kind.__name__] = kind
            waiting.append(kind)
    return found
