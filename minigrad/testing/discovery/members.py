"""What a module defines, without what cannot be looked at."""

from __future__ import annotations

from types import ModuleType


def members_of(module: ModuleType) -> dict[str, object]:
    """The values of a module by name.

    Proxies, such as a web framework's current request, raise whatever they like as soon as they are looked at; they are
    no gradients, and are left out.
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
