"""Which names mean "the gradient of": ``f_grad``, ``gradLoss``, ``df``, ``compute_gradient`` and the like.

A name is split into words. Without the word for a gradient it is the name of the function, or that word is replaced by
one for a value: ``loss_gradient`` belongs to ``loss``, ``compute_gradient`` to ``compute_cost``, ``jac`` to ``fun``.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import TypeAlias

Words: TypeAlias = tuple[str, ...]

GRADIENT = (
    "grad",
    "grads",
    "gradient",
    "gradients",
    "jac",
    "jacobian",
    "der",
    "deriv",
    "derivative",
    "prime",
    "fprime",
    "nabla",
    "backprop",
)
VALUE = (
    "objective",
    "cost",
    "loss",
    "fun",
    "f",
    "func",
    "function",
    "value",
    "evaluate",
    "fn",
    "error",
    "energy",
    "obj",
    "risk",
    "likelihood",
    "criterion",
    "call",
)
HESSIAN = ("hess", "hessian", "hessp")
OTHER = (
    "numerical",
    "numeric",
    "num",
    "approx",
    "approximate",
    "finite",
    "fd",
    "check",
    "checker",
    "checking",
    "test",
    "verify",
    "assert",
    "compare",
    "plot",
    "draw",
    "show",
    "print",
    "clip",
    "zero",
    "reset",
    "descent",
    "ascent",
    "norm",
    "field",
    "is",
    "next",
    "nth",
    "step",
    "update",
    "apply",
    "optimizer",
    "boosting",
    "accumulate",
    "save",
    "load",
    "requires",
    "set",
    "no",
    "stop",
    "background",
    "color",
    "flow",
)
"""Words that change the meaning of a word for a gradient: ``gradient_descent``, ``numerical_gradient``,
``is_prime``."""


def words(name: str) -> Words:
    """The words of a name, in lower case.

    >>> words("lossGradient"), words("compute_grad2")
    (('loss', 'gradient'), ('compute', 'grad', '2'))
    """
    return tuple(word.lower() for word in re.findall(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+", name))


def looks_like_gradient(name: str) -> bool:
    """Whether a name by itself means a gradient.

    >>> [looks_like_gradient(name) for name in ("rosen_der", "gradLoss", "data", "numerical_gradient", "update")]
    [True, True, False, False, False]
    """
    found = words(name)
    return any(word in GRADIENT for word in found) and not any(word in OTHER for word in found)


def looks_like_both(name: str) -> bool:
    """Whether a name means a value and its gradient: ``value_and_grad``."""
    found = words(name)
    return looks_like_gradient(name) and any(word in ("and", "with") for word in found)


def looks_like_hessian(name: str) -> bool:
    """Whether a name means a matrix of second derivatives."""
    found = words(name)
    return any(word in HESSIAN for word in found) and not any(word in OTHER for word in found)


def gradient_for(name: str, names: Collection[str]) -> str | None:
    """The one of ``names`` that is called as the gradient whose Hessian ``name`` is, or None.

    >>> gradient_for("rosen_hess", ["rosen", "rosen_der"]), gradient_for("hess", ["f", "jac"])
    ('rosen_der', 'jac')
    """
    rest = tuple(word for word in words(name) if word not in HESSIAN)
    found = (each for each in names if looks_like_gradient(each) and not looks_like_both(each))
    return next((each for each in found if tuple(word for word in words(each) if word not in GRADIENT) == rest), None)


def looks_like_value(name: str) -> bool:
    """Whether a name is usual for a function that is minimised."""
    return any(word in VALUE for word in words(name))


def exact_base(name: str, names: Collection[str]) -> str | None:
    """The one of ``names`` whose gradient ``name`` exactly names, or None.

    >>> exact_base("rosen_der", ["rosen", "f"]), exact_base("df", ["rosen", "f"]), exact_base("data", ["f"])
    ('rosen', 'f', None)
    """
    shortened = [name[1:]] if name.startswith(("d", "D")) else []
    shortened += [name.removeprefix(word) for word in GRADIENT if name.startswith(word)]
    shortened += [name.removesuffix(word) for word in GRADIENT if name.endswith(word)]
    quotient = re.fullmatch(r"_?d(.+?)_?d[a-zA-Z]\w*", name)
    shortened += [quotient[1]] if quotient else []
    shortened += [each.strip("_") for each in shortened] + [each.rstrip("_") for each in shortened]
    shortened += [each[:1].lower() + each[1:] for each in shortened]
    shortened += [f"_{name[2:]}"] if name.startswith("_d") else []
    direct = next((each for each in shortened if each and each in names and each != name), None)
    if direct is not None:
        return direct
    wanted = list(_without_gradient(words(name)))
    return next((each for each in names if words(each) in wanted and each != name), None)


def loose_base(name: str, names: Collection[str]) -> str | None:
    """The one of ``names`` that has a word for a value where ``name`` has one for a gradient, or None.

    >>> loose_base("compute_gradient", ["compute_cost"]), loose_base("jac", ["f", "fun"])
    ('compute_cost', 'fun')
    """
    found = words(name)
    places = [place for place, word in enumerate(found) if word in GRADIENT]
    wanted = [(*found[:place], value, *found[place + 1 :]) for place in places for value in VALUE]
    by_words = {words(each): each for each in reversed(list(names)) if each != name}
    return next((by_words[each] for each in wanted if each in by_words), None)


def _without_gradient(found: Words) -> Iterator[Words]:
    for place, word in enumerate(found):
        if word in GRADIENT:
            rest = (*found[:place], *found[place + 1 :])
            yield rest
            yield tuple(each for each in rest if each != "of")
