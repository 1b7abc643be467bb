"""What an object keeps of a call: attributes whose values a second call changes."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from itertools import chain


def changed_by(subject: object, call: Callable[[], object]) -> str | None:
    """Which attribute of an object, or of its class, a call changes.

    Results that are computed once and cached must exist already, so make a call of the same kind before.
    """
    before = _attributes(subject)
    call()
    after = _attributes(subject)
    changed = next((name for name in {**after, **before} if after.get(name) != before.get(name)), None)
    return f"it keeps something of a call in its attribute `{changed}`" if changed is not None else None


def _attributes(subject: object) -> dict[str, tuple[int, bytes]]:
    own: dict[str, object] = getattr(subject, "__dict__", {})
    return {name: _contents(value) for name, value in chain(vars(type(subject)).items(), own.items())}


def _contents(value: object) -> tuple[int, bytes]:
    """The pickled value, or the identity of a value that cannot be pickled."""
    try:
        return 0, pickle.dumps(value)
    except Exception:  # pickling runs code of the user's classes
        return id(value), b""
