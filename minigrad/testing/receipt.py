"""A receipt for a check: everything that is needed to run it again and to see whether the outcome is the same."""

from __future__ import annotations

import hashlib
import inspect
import platform
from importlib.metadata import PackageNotFoundError, version
from types import ModuleType

import numpy as np

from minigrad.arrays import Shape
from minigrad.json_values import JsonObject, to_int, to_ints, to_list, to_object, to_text
from minigrad.checking.steps import LONGER, NEAR, RUNGS, SMALLEST_ULPS, TOP
from minigrad.checking.verdict import DEFAULT_RTOL
from minigrad.testing.audit import Finished, audit
from minigrad.testing.discovery import find, load

SCHEMA = 1


def write_receipt(target: str, results: list[Finished], *, seed: int, shape: Shape | None) -> JsonObject:
    """The receipt of a check of ``target`` as JSON."""
    module, _ = load(target)
    return {
        "schema": SCHEMA,
        "target": target,
        "seed": seed,
        "shape": list(shape) if shape is not None else None,
        "versions": {"minigrad": _version("minigrad"), "numpy": np.__version__, "python": platform.python_version()},
        "source_sha256": _source_hash(module),
        "data_sha256": _data_hash(results),
        "steps": {"quick": [*NEAR, *LONGER], "ladder": [SMALLEST_ULPS, RUNGS, TOP], "rtol": DEFAULT_RTOL},
        "results": [result.to_dict() for result in results],
    }


def verify_receipt(receipt: JsonObject) -> list[str]:
    """Run the check again; returns what came out differently, and nothing if all is as it was.

    Raises:
        KeyError, TypeError: it is not a receipt. ImportError, LookupError, OSError: its target is no longer there.
    """
    if to_int(receipt["schema"]) != SCHEMA:
        raise ValueError(f"this receipt has schema {receipt['schema']}, only {SCHEMA} is known here")
    target, seed = to_text(receipt["target"]), to_int(receipt["seed"])
    shape = to_ints(receipt["shape"]) if receipt["shape"] is not None else None
    module, name = load(target)
    results = [audit(item, shape=shape, seed=seed) for item in find(module, name)]
    now = write_receipt(target, results, seed=seed, shape=shape)
    return [*_compare_hashes(receipt, now), *_compare_results(receipt, now)]


def _compare_hashes(then: JsonObject, now: JsonObject) -> list[str]:
    names = {"source_sha256": "the source has changed", "data_sha256": "the points that were looked at have changed"}
    return [message for key, message in names.items() if then[key] != now[key]]


def _compare_results(then: JsonObject, now: JsonObject) -> list[str]:
    old, new = (
        {to_text(to_object(item)["name"]): to_text(to_object(item)["verdict"]) for item in to_list(receipt["results"])}
        for receipt in (then, now)
    )
    differences = [f"{name} is gone" for name in old if name not in new]
    differences += [f"{name} is new ({verdict})" for name, verdict in new.items() if name not in old]
    return differences + [f"{name} was {old[name]}, is {new[name]}" for name in old if name in new and old[name] != new[name]]


def _source_hash(module: ModuleType) -> str:
    try:
        source = inspect.getsource(module)
    except (OSError, TypeError):
        source = module.__name__
    return hashlib.sha256(source.encode()).hexdigest()


def _data_hash(results: list[Finished]) -> str:
    digest = hashlib.sha256()
    for result in results:
        for visit in result.visits:
            digest.update(np.ascontiguousarray(visit.point.x).tobytes())
    return digest.hexdigest()


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"
