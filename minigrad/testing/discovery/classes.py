"""What can be checked of a module's classes and their instances: pairs of methods, layers, components."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum
from functools import partial
from types import ModuleType, SimpleNamespace
from typing import final

import numpy as np

from minigrad.arrays import Float64Array, Shape
from minigrad.differentiators.base import Differentiator
from minigrad.layers.base import Layer
from minigrad.objectives.base import Objective
from minigrad.optimizers.method import Method
from minigrad.testing.discovery.function_pairs import pairs_of
from minigrad.testing.discovery.group import Group
from minigrad.testing.discovery.items import Component, Item, NotChecked, TwoPasses
from minigrad.testing.discovery.members import members_of
from minigrad.testing.discovery.naming import exact_base, looks_like_gradient
from minigrad.testing.discovery.signatures import required, usual_arguments, why_not_of_one_array
from minigrad.testing.discovery.user_errors import described
from minigrad.testing.passes.object_passes import ObjectPasses

PARTS = (Layer, Objective, Method, Differentiator)


@final
@dataclass(frozen=True)
class Made:
    """An object of a class that is to be checked.

    Attributes:
        name: of the object, or of the class that it was made from.
        value: the object.
        setup: the statement that makes it, for a test; empty where the module has it.
    """

    name: str
    value: object
    setup: str = ""


def objects_of(module: ModuleType, shape: Shape | None, asked: str | None) -> Iterator[Item]:
    """What can be checked of the module's classes and of their instances."""
    found = members_of(module)
    for name, value in [*found.items(), *_inner_classes(found, module)]:
        asked_for = asked is not None and asked.split(".")[0] == name
        if isinstance(value, type):
            instances = [each for each in found.values() if type(each) is value]
            if (value.__module__ == module.__name__ or asked_for) and (not instances or asked_for):
                yield from _class_items(name, value, shape, asked)
        elif isinstance(value, PARTS):
            yield Component(name, value)
        elif (
            type(value).__module__ == module.__name__
            or isinstance(value, SimpleNamespace)
            or (asked_for and not inspect.isroutine(value))
        ):
            yield from _object_items(Made(name, value), shape, asked)


def _inner_classes(found: dict[str, object], module: ModuleType) -> Iterator[tuple[str, object]]:
    for name, value in found.items():
        if isinstance(value, type) and value.__module__ == module.__name__ and not issubclass(value, Enum):
            inner = [(f"{name}.{each}", part) for each, part in vars(value).items() if isinstance(part, type)]
            yield from ((place, cls) for place, cls in inner if cls.__qualname__ == place)


def made(name: str, cls: type) -> Made | NotChecked:
    """An object of a class, made without arguments or with usual ones."""
    arguments = usual_arguments(cls)
    if isinstance(arguments, list):
        needs = ", ".join(f"`{each}`" for each in arguments)
        return NotChecked(name, f"needs {needs}; put an instance of it into the module, to be checked instead")
    try:
        return Made(name, cls(**arguments), _setup(name, arguments))
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        return NotChecked(name, f"it could not be made: {described(error)}; put an instance of it into the module")


def _setup(name: str, arguments: dict[str, float | Float64Array]) -> str:
    """The statement that makes the same object again."""
    shown = {
        key: f"np.array({each.tolist()})" if isinstance(each, np.ndarray) else repr(each)
        for key, each in arguments.items()
    }
    return f"instance = {name}({', '.join(f'{key}={text}' for key, text in shown.items())})"


def _class_items(name: str, cls: type, shape: Shape | None, asked: str | None) -> Iterator[Item]:
    if inspect.isabstract(cls) or issubclass(cls, (Enum, BaseException)) or getattr(cls, "_is_protocol", False):
        return
    if not issubclass(cls, PARTS) and not _is_promising(cls):
        return
    made_one = made(name, cls)
    if isinstance(made_one, NotChecked):
        yield made_one
    elif isinstance(made_one.value, PARTS):
        yield Component(name, made_one.value)
    else:
        yield from _object_items(made_one, shape, asked)


def _is_promising(cls: type) -> bool:
    """Whether a class has anything to check; others are not instantiated, which could have side effects."""
    methods = _own_methods(cls)
    paired = any(exact_base(name, methods) is not None for name in methods)
    return paired or "backward" in methods or any(looks_like_gradient(name) for name in methods)


def _own_methods(cls: type) -> list[str]:
    """The names of the methods that are defined in the module of the class, by it or by a base."""
    classes = [each for each in reversed(cls.__mro__) if each.__module__ == cls.__module__]
    names = [name for each in classes for name, value in vars(each).items() if _is_method(name, value)]
    return list(dict.fromkeys(names))


def _is_method(name: str, value: object) -> bool:
    is_function = inspect.isroutine(value) or isinstance(value, (staticmethod, classmethod))
    return is_function and (name == "__call__" or not name.startswith("__"))


def methods_of(made_one: Made) -> Group:
    """The methods of an object; those that its class inherits from another module count as imported."""
    cls = type(made_one.value)
    own = {name: getattr(made_one.value, name) for name in _own_methods(cls)}
    own |= {
        name: each
        for name, each in getattr(made_one.value, "__dict__", {}).items()
        if inspect.isroutine(each) or isinstance(each, partial)
    }
    inherited = [
        name
        for name, value in inspect.getmembers(cls, inspect.isroutine)
        if _is_method(name, value) and name not in own
    ]
    imported = {name: getattr(made_one.value, name) for name in inherited}
    return Group(own, imported, made_one.name, made_one.setup, (made_one.name.partition(".")[0],))


def _object_items(made_one: Made, shape: Shape | None, asked: str | None) -> Iterator[Item]:
    group = methods_of(made_one)
    if "backward" in group.own:
        yield _layer(made_one, group)
    own, imported = (
        {name: each for name, each in part.items() if name not in ("forward", "backward")}
        for part in (group.own, group.imported)
    )
    yield from pairs_of(replace(group, own=own, imported=imported), shape, asked)


def _layer(made_one: Made, group: Group) -> Item:
    forward = group.all.get("forward", group.all.get("__call__"))
    known_as = group.known_as("forward", "backward")
    if forward is None:
        return NotChecked(made_one.name, "it has `backward` and no `forward`", known_as=known_as)
    problem = why_not_of_one_array(f"{made_one.name}.forward", forward)
    backward = group.own["backward"]
    if not problem and len(required(backward)) > 1:
        problem = (
            f"`{made_one.name}.backward` needs {', '.join(required(backward))}; it should need nothing but "
            "the gradient of its outputs"
        )
    if not problem and why_not_of_one_array("backward", backward):
        problem = f"`{made_one.name}.backward` takes no argument, where the gradient of its outputs is expected"
    if problem:
        return NotChecked(made_one.name, problem, known_as=known_as)
    return TwoPasses(made_one.name, ObjectPasses(made_one.value, forward, backward), known_as)
