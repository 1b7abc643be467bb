"""A group of functions among which pairs are looked for: of a module, or of one object."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import final

from minigrad.testing.discovery.items import Written
from minigrad.testing.passes.base import Function


@final
@dataclass(frozen=True)
class Group:
    """Functions by name.

    Attributes:
        own: those that were defined in the module.
        imported: the others, which are checked only if the user names them.
        owner: the name of the object whose methods they are; empty for a module.
        setup: the statement that makes the object, for a test; empty where the module has it.
        imports: what a test has to import for that.
    """

    own: Mapping[str, Function]
    imported: Mapping[str, Function]
    owner: str = ""
    setup: str = ""
    imports: tuple[str, ...] = ()

    @property
    def all(self) -> dict[str, Function]:
        """Own and imported ones."""
        return {**self.own, **self.imported}

    def wanted(self, asked: str | None) -> list[str]:
        """The names of those that are to be checked if the user asked for this name."""
        return [*self.own, *(name for name in self.imported if asked == self.name(name))]

    def name(self, name: str) -> str:
        """The name of a function in reports."""
        return f"{self.owner}.{name}" if self.owner else name

    def known_as(self, *names: str) -> tuple[str, ...]:
        """The names by which a user may ask for it."""
        return (*map(self.name, names), *([self.owner] if self.owner else []))

    def written(self, fun: str, jac: str) -> Written:
        """How a test refers to two of them."""
        if not self.owner:
            return Written(fun, jac, tuple(dict.fromkeys((fun, jac))))
        variable = "instance" if self.setup else self.owner
        return Written(f"{variable}.{fun}", f"{variable}.{jac}", self.imports, self.setup)
