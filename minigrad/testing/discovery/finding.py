"""Everything in a module that can be checked, and what looks like it and cannot be."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

from minigrad.arrays import Shape
from minigrad.testing.discovery.classes import Made, made, methods_of, objects_of
from minigrad.testing.discovery.function_pairs import functions_of, pair, pairs_of
from minigrad.testing.discovery.group import Group
from minigrad.testing.discovery.items import Item, NotChecked, is_called
from minigrad.testing.discovery.loading import Loaded

WHAT = (
    "a function needs a gradient beside it whose name says so, such as f with f_grad, grad_f, f_der, f_prime, f_jac or "
    "df, or fun with jac, or returns (value, gradient); layers have forward and backward; other classes are subclasses "
    "of minigrad's; --pair FUNCTION:GRADIENT names a pair"
)


def find(loaded: Loaded, *, pairs: Sequence[str] = (), shape: Shape | None = None) -> list[Item]:
    """Everything in the module that can be checked, or what is called ``loaded.name``.

    Args:
        loaded: the module.
        pairs: ``FUNCTION:GRADIENT`` for each pair that the user named.
        shape: of the argument of functions, for those that have to be called to know what they return.

    Raises:
        LookupError: a name is not there, or there is nothing to check.
        ImportError: the module ended before there was anything to check.
    """
    module, name = loaded.module, loaded.name
    by_hand = [_named(loaded, each) for each in pairs]
    named = {each for item in by_hand for each in item.known_as}
    everything = [*pairs_of(functions_of(module), shape, name), *objects_of(module, shape, name)]
    found = [item for item in everything if name is None or is_called(item, name)]
    if name is not None and not found:
        _require(loaded, name)
    left = [item for item in found if not (isinstance(item, NotChecked) and named & {item.name, *item.known_as})]
    same = [item.known_as for item in by_hand]
    result = [*(item for item in left if item.known_as not in same), *by_hand]
    if not result:
        what = f"`{name}` is" if name else "there is"
        raise _missing(loaded, f"{what} nothing to check in {loaded.label}: {WHAT}")
    return [*result, *(item for item in loaded.left_out if name is None or not item.known_as or is_called(item, name))]


def _require(loaded: Loaded, name: str) -> None:
    if not hasattr(loaded.module, name.split(".")[0]):
        close = get_close_matches(name, vars(loaded.module), n=1)
        raise _missing(
            loaded, f"{loaded.label} has no `{name}`" + "".join(f"; did you mean `{each}`?" for each in close)
        )


def _missing(loaded: Loaded, text: str) -> Exception:
    """What is not there may have come later."""
    return ImportError(f"{loaded.label} does not load: {loaded.ended}") if loaded.ended else LookupError(text)


def _named(loaded: Loaded, text: str) -> Item:
    """A pair that the user named as ``FUNCTION:GRADIENT``; methods are named as ``Class.method`` or
    ``instance.method``."""
    fun, separator, jac = text.partition(":")
    if not separator or not fun or not jac:
        raise LookupError(f"--pair must name a function and its gradient, as in --pair f:g, got {text}")
    owners = {each.rpartition(".")[0] for each in (fun, jac)}
    group = _group(loaded, owners.pop()) if len(owners) == 1 else _mixed(loaded, fun, jac)
    names = (fun, jac) if not group.owner else (fun.rpartition(".")[2], jac.rpartition(".")[2])
    for each in names:
        if each not in group.all:
            raise _missing(loaded, f"--pair {text}: {loaded.label} has no function `{group.name(each)}`")
    return pair(group, *names, alone=False)


def _group(loaded: Loaded, owner: str) -> Group:
    if not owner:
        return functions_of(loaded.module)
    _require(loaded, owner)
    value: object = getattr(loaded.module, owner)
    found = made(owner, value) if isinstance(value, type) else Made(owner, value)
    if isinstance(found, NotChecked):
        raise LookupError(f"--pair: `{owner}` {found.reason}")
    return methods_of(found)


def _mixed(loaded: Loaded, *names: str) -> Group:
    """Functions of several owners, under their full names."""
    groups = {name: _group(loaded, name.rpartition(".")[0]) for name in names}
    found = {
        name: group.all[name.rpartition(".")[2]]
        for name, group in groups.items()
        if name.rpartition(".")[2] in group.all
    }
    return Group(found, {})
