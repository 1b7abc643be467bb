"""Finds what can be checked in a file or a module: function pairs, and layers, objectives and optimizers."""

from __future__ import annotations

import importlib
import importlib.util
import inspect
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import CodeType, ModuleType
from typing import TypeAlias, final

import numpy.typing as npt
from typing_extensions import override

from minigrad.arrays import FloatArray
from minigrad.checking.contracts import Fun
from minigrad.layers.base import Layer
from minigrad.objectives.base import Objective
from minigrad.optimizers.base import NoState, Optimizer

GRADIENT_NAMES = ("{}_grad", "grad_{}", "{}_gradient", "gradient_{}", "{}_jac", "jac_{}", "d{}", "{}_prime")
USUAL: dict[str, float] = {"n_inputs": 4, "n_outputs": 3, "n_features": 4, "learning_rate": 0.01}
"""Arguments that a constructor without defaults is offered, by name."""

Part: TypeAlias = Layer | Objective | Optimizer[NoState]


@final
@dataclass(frozen=True)
class Pair:
    """A function and what claims to be its gradient."""

    name: str
    fun: Fun
    jac: Callable[[FloatArray], npt.ArrayLike]


@final
@dataclass(frozen=True)
class Component:
    """An instance of a layer, objective or optimizer, or the reason why there is none."""

    name: str
    part: Part | None
    problem: str = ""


def load(target: str) -> tuple[ModuleType, str | None]:
    """The module that ``path/to/file.py``, ``path/to/file.py:name``, ``module`` or ``module:name`` means, and the name.

    Raises:
        FileNotFoundError: there is no such file.
        ImportError: there is no such module, or it does not import; whatever it raised is the cause.
    """
    place, _, name = target.rpartition(":") if ":" in target else (target, "", "")
    if place.endswith(".py"):
        return _load_file(Path(place)), name or None
    with _loading(place):
        return importlib.import_module(place), name or None


@contextmanager
def _loading(place: str) -> Iterator[None]:
    """What a module raises while it is loaded is told with its name and kind, whatever it is."""
    try:
        yield
    except Exception as error:
        raise ImportError(f"{place} does not load: {type(error).__name__}: {error}") from error


@final
class _FreshSource(SourceFileLoader):
    """Compiles the file as it stands and writes no cache beside it. Python takes a cache for current whose source has the
    same size and was written in the same second, so a file that has just been mended would be checked as it was before."""

    @override
    def get_code(self, fullname: str) -> CodeType:
        path = self.get_filename(fullname)
        code: CodeType = self.source_to_code(self.get_data(path), path)
        return code


def _load_file(path: Path) -> ModuleType:
    if not path.is_file():
        raise FileNotFoundError(f"there is no file {path}")
    name = f"checked_{path.stem}"
    spec = importlib.util.spec_from_file_location(name, path, loader=_FreshSource(name, str(path)))
    if spec is None or spec.loader is None:
        raise ImportError(f"{path} cannot be imported")
    module = importlib.util.module_from_spec(spec)
    sys.modules[module.__name__] = module  # dataclasses look their module up there
    sys.path.insert(0, str(path.parent))  # as it would be if the file were run
    try:
        with _loading(str(path)):
            spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(path.parent))
    return module


def find(module: ModuleType, name: str | None) -> list[Pair | Component]:
    """Everything in the module that can be checked, or what is called ``name``.

    Raises:
        LookupError: ``name`` is not there, or is nothing that can be checked.
    """
    if name is not None and not hasattr(module, name):
        raise LookupError(f"{module.__name__} has no `{name}`")
    everything: list[Pair | Component] = [*_pairs(module), *_components(module)]
    found = [item for item in everything if name is None or item.name == name]
    if not found:
        what = f"`{name}` is" if name else "there is"
        raise LookupError(
            f"{what} nothing to check in {module.__name__}: a function f needs a gradient called f_grad, grad_f, "
            "f_gradient, gradient_f, f_jac, jac_f, df or f_prime (or fun and jac); classes must be subclasses of Layer, Objective or "
            "Optimizer"
        )
    return found


def _pairs(module: ModuleType) -> Iterator[Pair]:
    functions = {name: value for name, value in vars(module).items() if inspect.isfunction(value)}
    for name, fun in functions.items():
        candidates = [pattern.format(name) for pattern in GRADIENT_NAMES] + (["jac"] if name == "fun" else [])
        partner = next((candidate for candidate in candidates if candidate in functions), None)
        if partner is not None:
            yield Pair(name, fun, functions[partner])


def _components(module: ModuleType) -> Iterator[Component]:
    for name, value in vars(module).items():
        if isinstance(value, (Layer, Objective, Optimizer)):
            yield Component(name, value)
        elif _is_own_class(module, value):
            yield _instance(name, value)


def _is_own_class(module: ModuleType, value: object) -> bool:
    return (
        isinstance(value, type)
        and issubclass(value, (Layer, Objective, Optimizer))
        and value.__module__ == module.__name__
        and not inspect.isabstract(value)
    )


def _instance(name: str, cls: Callable[..., Part]) -> Component:  # type: ignore[explicit-any]  # of constructors nothing is known
    parameters = inspect.signature(cls).parameters.values()
    needed = [p.name for p in parameters if p.default is p.empty and p.kind in (p.POSITIONAL_OR_KEYWORD, p.KEYWORD_ONLY)]
    unknown = [parameter for parameter in needed if parameter not in USUAL]
    if unknown:
        return Component(name, None, f"needs {', '.join(unknown)}; put an instance of it into the module, to be checked instead")
    return Component(name, cls(**{parameter: USUAL[parameter] for parameter in needed}))
