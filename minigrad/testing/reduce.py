"""Shrinks failures of ``minigrad check`` into tests to paste beside the checked file."""

from __future__ import annotations

import ast

import numpy as np

import minigrad
from minigrad.checking.rules.verdict import Verdict
from minigrad.layers.base import Layer
from minigrad.objectives.base import Objective
from minigrad.probes.returned_values import read_array
from minigrad.testing.audit import Finished
from minigrad.testing.clauses.contract_settings import CONTRACT
from minigrad.testing.clauses.layers.layer import LayerTrial
from minigrad.testing.discovery import Loaded
from minigrad.testing.discovery.items import Component, Item, NotChecked, Pair
from minigrad.testing.discovery.user_errors import described
from minigrad.testing.objectives import random_targets
from minigrad.testing.pasting import with_imports
from minigrad.testing.shrink import shrink_gradient, shrink_layer, shrink_objective


def reduce_failure(item: Item, result: Finished | NotChecked, loaded: Loaded) -> str | None:
    """The smallest failing case as a test, or why there is none; None where nothing fails."""
    if isinstance(result, NotChecked) or result.verdict is not Verdict.FAIL:
        return None
    try:
        if isinstance(item, Pair):
            return _pair(item, result, loaded)
        if isinstance(item, Component):
            return _component(item, loaded)
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        return f"no smallest case for {item.name}: {described(error)}"
    return f"no smallest case for {item.name}: forward and backward passes are not shrunk"


def _pair(pair: Pair, result: Finished, loaded: Loaded) -> str:
    wrong = [visit for visit in result.visits if visit.verdict is Verdict.FAIL and visit.report is not None]
    if not wrong:
        return f"no smallest case for {pair.name}: it raises an exception wherever it fails"
    if read_array(pair.fun(wrong[0].point.x.copy())).size > 1:
        return f"no smallest case for {pair.name}: Jacobians and Hessians are not shrunk"
    way = pair.written
    imports = [*_imports(loaded, way.imports), *([way.setup] if way.setup else [])]
    source = shrink_gradient(pair.fun, pair.jac, wrong[0].point.x, name=way.fun, jac_name=way.jac).source
    return _told(with_imports(source.replace("test_gradient_of_lambda_x_", "test_gradient_of_", 1), imports), loaded)


def _component(component: Component, loaded: Loaded) -> str:
    part, rng = component.part, np.random.default_rng(0)
    if isinstance(part, Layer):
        source = shrink_layer(part, LayerTrial(part, None, 0).inputs).source
    elif isinstance(part, Objective):
        outputs = rng.normal(size=(CONTRACT.layer_samples, CONTRACT.features))
        source = shrink_objective(part, outputs, random_targets(part, outputs.shape, rng)).source
    else:
        return f"no smallest case for {component.name}: only gradients, layers and objectives are shrunk"
    used = _names_in(source)
    return _told(with_imports(source, _imports_of(used, loaded)), loaded)


def _imports_of(used: list[str], loaded: Loaded) -> list[str]:
    own = tuple(name for name in used if hasattr(loaded.module, name))
    public = [name for name in used if name not in own and hasattr(minigrad, name)]
    return [*_imports(loaded, own), *([f"from minigrad import {', '.join(public)}"] if public else [])]


def _names_in(source: str) -> list[str]:
    """The classes that a test uses and does not import."""
    names = [node.id for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Name)]
    return [name for name in dict.fromkeys(names) if name[:1].isupper()]


def _imports(loaded: Loaded, names: tuple[str, ...]) -> list[str]:
    if not loaded.target or not names:
        return []
    if all(part.isidentifier() for part in loaded.target.split(".")):
        return [f"from {loaded.target} import {', '.join(names)}"]
    lines = [f'{name} = importlib.import_module("{loaded.target}").{name}' for name in names]
    return ["import importlib", "", *lines]


def _told(source: str, loaded: Loaded) -> str:
    """The test, with a comment that says where to paste it for a notebook."""
    return source if loaded.target else f"# paste into a cell of the notebook, or below what is tested\n{source}"
