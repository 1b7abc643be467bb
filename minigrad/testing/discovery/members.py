"""The values that a module defines, without those that cannot be inspected."""

from __future__ import annotations

from types import ModuleType


def members_of(module: ModuleType) -> dict[str, object]:
    """The values of a module by name.

    Proxies, such as the current request of a web framework, may raise when they are inspected, and are left out.
    """
    return {name: value for name, value in vars(module).items() if _can_be_looked_at(value)}


def _can_be_looked_at(value: object) -> bool:
    try:
        isinstance(value, type), callable(value), hasattr(value, "__name__"), hasattr(value, "__module__")
    except KeyboardInterrupt:
        raise
    except BaseException:
        return False
    return True
