"""Reads the services: which keys of the history they write."""

import ast
from collections.abc import Iterator
from functools import cached_property
from itertools import product
from pathlib import Path

from app.domain.contract import InstalmentState


class Module:
    """One module of the services, read without running it."""

    def __init__(self, path: Path) -> None:
        self.tree = ast.parse(path.read_text(encoding="utf-8"))
        for parent in ast.walk(self.tree):
            for child in ast.iter_child_nodes(parent):
                child.parent = parent  # type: ignore[attr-defined]

    @cached_property
    def calls(self) -> dict[str, list[ast.Call]]:
        """The calls of plainly named functions."""
        found: dict[str, list[ast.Call]] = {}
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                found.setdefault(node.func.id, []).append(node)
        return found

    def written(self) -> set[str]:
        """What stands first in each `Entry(…)`."""
        return {key for call in self.calls.get("Entry", []) for key in self._texts(call.args[0])}

    def _texts(self, node: ast.expr) -> Iterator[str]:
        """Every text that this expression can be; nothing for what cannot be read off."""
        match node:
            case ast.Constant(value=str(text)):
                yield text
            case ast.IfExp(body=first, orelse=second):
                yield from self._texts(first)
                yield from self._texts(second)
            case ast.BoolOp(values=values):
                for value in values:
                    yield from self._texts(value)
            case ast.JoinedStr(values=parts):
                yield from map("".join, product(*([*self._texts(part)] for part in parts)))
            case ast.FormattedValue(value=value):
                yield from self._texts(value)
            case ast.Attribute(value=ast.Name(id="InstalmentState"), attr=member):
                yield InstalmentState[member].value
            case ast.Attribute(value=value, attr="value"):
                yield from self._texts(value)
            case ast.Name(id=name):
                yield from self._named(name, node)

    def _named(self, name: str, node: ast.AST) -> Iterator[str]:
        """What a name can be: what the callers give, or what was assigned to it."""
        function = node
        while not isinstance(function, ast.FunctionDef | ast.Module):
            function = function.parent  # type: ignore[attr-defined]
        if isinstance(function, ast.FunctionDef):
            names = [argument.arg for argument in function.args.args]
            if name in names:
                for call in self.calls.get(function.name, []):
                    if names.index(name) < len(call.args):
                        yield from self._texts(call.args[names.index(name)])
                return
        for each in ast.walk(self.tree):
            if isinstance(each, ast.Assign) and any(
                isinstance(target, ast.Name) and target.id == name for target in each.targets
            ):
                yield from self._texts(each.value)


def keys_written(services: Path) -> set[str]:
    """The keys of every `Entry(…)` below this folder."""
    return {key for path in services.rglob("*.py") for key in Module(path).written()}
