"""Every concrete class of the package runs through the contract suite of its abstract class."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from sys import modules

import pytest

from tests.registry import REGISTRIES


def _descendants(base: type[object]) -> Iterator[type[object]]:
    for child in base.__subclasses__():
        yield child
        yield from _descendants(child)


def _is_of_the_package(cls: type[object]) -> bool:
    """Classes of doctests have the module's name too, but are none of its attributes."""
    return cls.__module__.startswith("minigrad.") and getattr(modules[cls.__module__], cls.__name__, None) is cls


@pytest.mark.parametrize(("base", "instances"), REGISTRIES, ids=[base.__name__ for base, _ in REGISTRIES])
def test_every_concrete_class_is_registered(base: type[object], instances: tuple[object, ...]) -> None:
    concrete = {cls for cls in _descendants(base) if _is_of_the_package(cls) and not inspect.isabstract(cls)}
    assert concrete - {type(instance) for instance in instances} == set()


@pytest.mark.parametrize(("base", "instances"), REGISTRIES, ids=[base.__name__ for base, _ in REGISTRIES])
def test_abstract_classes_cannot_be_instantiated(base: type[object], instances: tuple[object, ...]) -> None:
    del instances
    with pytest.raises(TypeError, match="abstract"):
        base()
