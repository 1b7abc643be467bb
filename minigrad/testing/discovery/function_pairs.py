"""Functions and their gradients in a module or object: paired by name, or returned by one function."""

from __future__ import annotations

import types
from collections.abc import Iterator
from types import ModuleType
from typing import TypeGuard

import numpy as np

from minigrad.arrays import Shape
from minigrad.testing.discovery.both import claims_both, halves, returns_a_pair, returns_both, used_names
from minigrad.testing.discovery.group import Group
from minigrad.testing.discovery.items import Item, NotChecked, Pair, TwoPasses, Written
from minigrad.testing.discovery.members import members_of
from minigrad.testing.discovery.naming import (
    exact_base,
    gradient_for,
    looks_like_both,
    looks_like_gradient,
    looks_like_hessian,
    loose_base,
    words,
)
from minigrad.testing.discovery.signatures import takes_a_function, why_not_of_one_array
from minigrad.testing.passes.base import Function
from minigrad.testing.passes.function_passes import passes_of


def functions_of(module: ModuleType) -> Group:
    """The functions and other callable objects of a module."""
    functions = {
        name: value for name, value in members_of(module).items() if _is_function(value) and not name.startswith("__")
    }
    own = [name for name, value in functions.items() if _is_own(module, value)]
    return Group(
        {name: functions[name] for name in own}, {name: each for name, each in functions.items() if name not in own}
    )


def _is_function(value: object) -> TypeGuard[Function]:
    return callable(value) and not isinstance(value, (type, ModuleType, np.ufunc, types.GenericAlias))


def _is_own(module: ModuleType, value: Function) -> bool:
    """Whether it was defined in this module, not imported; assumed for partials, bound methods and instances."""
    is_instance = isinstance(value, (types.MethodType, np.vectorize)) or not hasattr(value, "__name__")
    return is_instance or getattr(value, "__module__", None) == module.__name__


def pairs_of(group: Group, shape: Shape | None, asked: str | None) -> Iterator[Item]:
    """All that can be checked in a group, and what looks like a gradient but cannot be.

    Args:
        group: where to look.
        shape: of the argument, if the user gave it.
        asked: the name that the user asked for, if any; it may be imported.
    """
    partners = _partners(group, asked)
    values = list(partners.values())
    for jac, fun in partners.items():
        yield pair(group, fun, jac, alone=values.count(fun) == 1)
    yield from _two_passes(group)
    mentioned = {name for jac in partners for name in used_names(group.all[jac], methods=bool(group.owner))}
    for name in group.wanted(asked):
        taken = name in (*partners, *values) or _is_alias(group, name, partners)
        if not taken and not {"forward", "backward"} & {*words(name)}:
            yield from _single(group, name, shape, named=asked in group.known_as(name), helper=name in mentioned)


def pair(group: Group, fun: str, jac: str, *, alone: bool) -> Pair | NotChecked:
    """A function and its gradient; if both names are the same, a function that returns both."""
    name = group.name(fun) if alone or fun == jac else f"{group.name(fun)}:{group.name(jac)}"
    for each in (fun, jac):
        problem = why_not_of_one_array(group.name(each), group.all[each])
        if problem:
            return NotChecked(name, problem, known_as=group.known_as(fun, jac))
    if fun == jac:
        return _both(group, fun)
    labels = group.name(fun), group.name(jac)
    return Pair(name, group.all[fun], group.all[jac], labels, group.written(fun, jac), group.known_as(fun, jac))  # type: ignore[arg-type]  # checked by calling


def _partners(group: Group, asked: str | None) -> dict[str, str]:
    """The function of each gradient; exact names come before loose ones."""
    names = [name for name, each in group.all.items() if not looks_like_both(name) and not takes_a_function(each)]
    wanted = {*group.wanted(asked)}
    partners: dict[str, str] = {}
    for name in names:
        base = exact_base(name, names)
        if base is not None and {name, base} & wanted:
            partners[name] = base
    left = [name for name in names if name not in {*partners, *partners.values()}]
    for name in left:
        base = (
            loose_base(name, [each for each in left if not looks_like_gradient(each)])
            if looks_like_gradient(name)
            else None
        )
        if base is not None and {name, base} & wanted and not _is_alias(group, name, partners):
            partners[name] = base
    return partners


def _is_alias(group: Group, name: str, partners: dict[str, str]) -> bool:
    """Whether it is a second name of a gradient that is paired already."""
    return any(group.all[name] is group.all[other] for other in partners)


def _both(group: Group, name: str) -> Pair:
    value, gradient = halves(group.all[name])
    way = group.written(name, name)
    written = Written(f"lambda x: {way.fun}(x)[0]", f"lambda x: {way.fun}(x)[1]", way.imports, way.setup)
    return Pair(group.name(name), value, gradient, (group.name(name), group.name(name)), written, group.known_as(name))


def _two_passes(group: Group) -> Iterator[Item]:
    """``f_forward`` with ``f_backward``."""
    for backward in group.own:
        found = words(backward)
        if "backward" in found and not {"test", "check", "hook"} & {*found}:
            wanted = tuple("forward" if word == "backward" else word for word in found)
            forward = next((name for name in group.all if words(name) == wanted), None)
            yield _passes(group, forward, backward)


def _passes(group: Group, forward: str | None, backward: str) -> Item:
    known_as = group.known_as(backward, *([forward] if forward else []))
    if forward is None:
        return NotChecked(group.name(backward), "there is no forward pass that is named like it", known_as=known_as)
    name = group.name("_".join(word for word in words(forward) if word != "forward") or forward)
    passes = passes_of(group.all[forward], group.all[backward])
    return NotChecked(name, passes, known_as=known_as) if isinstance(passes, str) else TwoPasses(name, passes, known_as)


def _single(group: Group, name: str, shape: Shape | None, *, named: bool, helper: bool) -> Iterator[Item]:
    """A function without a partner."""
    function, known_as = group.all[name], group.known_as(name)
    problem = why_not_of_one_array(group.name(name), function)
    tried = (
        not problem and not takes_a_function(function) and (named or looks_like_both(name) or returns_a_pair(function))
    )
    both = tried and returns_both(function, shape)
    if both and (named or claims_both(name, function)):
        yield _both(group, name)
    elif looks_like_hessian(name):
        yield _hessian(group, name, problem)
    elif both:
        reason = (
            "it returns a number and an array; if that is the gradient, say so: --pair "
            f"{group.name(name)}:{group.name(name)}"
        )
        yield NotChecked(group.name(name), reason, claimed=False, known_as=known_as)
    elif looks_like_gradient(name) and not takes_a_function(function) and not helper:
        yield NotChecked(group.name(name), _why_alone(group, name, problem), known_as=known_as)


def _hessian(group: Group, name: str, problem: str | None) -> Item:
    """A Hessian, with the gradient that it should be the derivative of."""
    gradient, known_as = gradient_for(name, list(group.all)), group.known_as(name)
    if gradient is None or problem or why_not_of_one_array(group.name(gradient), group.all[gradient]):
        why = problem or "there is no gradient that is named like it"
        text = f"it looks like a Hessian, and {why}; check it by minigrad.check_hessian"
        return NotChecked(group.name(name), text, claimed=False, known_as=known_as)
    labels = group.name(gradient), group.name(name)
    written = group.written(gradient, name)
    return Pair(group.name(name), group.all[gradient], group.all[name], labels, written, known_as, hessian=True)  # type: ignore[arg-type]  # checked by calling


def _why_alone(group: Group, name: str, problem: str) -> str:
    if looks_like_both(name):
        return problem or "it did not return a number and an array of its argument's shape; pass --shape N[,M...]"
    return f"no function was found whose gradient it could be; name it: --pair FUNCTION:{group.name(name)}"
