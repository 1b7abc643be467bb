"""Receipts of checks: what is needed to run a check again and to compare the outcome."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from typing import TypeAlias

import numpy as np

from minigrad.arrays import Shape
from minigrad.checking.measuring.quick_look_settings import QUICK_LOOK
from minigrad.checking.rules.check_settings import CHECK
from minigrad.differentiators.robust.robust_settings import ROBUST
from minigrad.plain_data.json_values import JsonObject, JsonValue, to_int, to_ints, to_list, to_object, to_text
from minigrad.testing.audit import Finished, audit
from minigrad.testing.discovery import Loaded
from minigrad.testing.discovery.items import Item, NotChecked

SCHEMA = 1

Results: TypeAlias = Sequence[Finished | NotChecked]


def write_receipt(
    target: str, module: Loaded, results: Results, *, seed: int, shape: Shape | None, pairs: Sequence[str] = ()
) -> JsonObject:
    """The receipt of a check of ``target`` as JSON."""
    finished = [result for result in results if isinstance(result, Finished)]
    return {
        "schema": SCHEMA,
        "target": target,
        "pairs": list(pairs),
        "seed": seed,
        "shape": list(shape) if shape is not None else None,
        "versions": {"minigrad": _version("minigrad"), "numpy": np.__version__, "python": platform.python_version()},
        "source_sha256": module.source_sha256,
        "data_sha256": _data_hash(finished),
        "steps": {"quick": [*QUICK_LOOK.steps, *QUICK_LOOK.longer_steps], "ladder": _ladder(), "rtol": CHECK.rtol},
        "results": [result.to_dict() for result in finished],
        "not_checked": [result.to_dict() for result in results if isinstance(result, NotChecked)],
    }


def _ladder() -> list[JsonValue]:
    """The shortest step in roundings of x, the number of steps, and the longest one."""
    return [ROBUST.ladder.shortest, ROBUST.ladder.rungs, ROBUST.ladder.longest]


def verify_receipt(receipt: JsonObject, module: Loaded, items: Sequence[Item]) -> list[str]:
    """Run the check again on what was found in its target; returns the differences, an empty list if there are none.

    Raises:
        KeyError, TypeError: it is not a receipt.
    """
    target, seed = to_text(receipt["target"]), to_int(receipt["seed"])
    pairs, shape = asked_for(receipt)
    results = [audit(item, shape=shape, seed=seed) for item in items]
    now = write_receipt(target, module, results, seed=seed, shape=shape, pairs=pairs)
    return [*_compare_hashes(receipt, now), *_compare_results(receipt, now)]


def asked_for(receipt: JsonObject) -> tuple[list[str], Shape | None]:
    """The pairs that were named by hand, and the shape that was given."""
    shape = to_ints(receipt["shape"]) if receipt["shape"] is not None else None
    return [to_text(pair) for pair in to_list(receipt.get("pairs", []))], shape


def _compare_hashes(then: JsonObject, now: JsonObject) -> list[str]:
    names = {"source_sha256": "the source has changed", "data_sha256": "the points of the check have changed"}
    return [message for key, message in names.items() if then[key] != now[key]]


def _compare_results(then: JsonObject, now: JsonObject) -> list[str]:
    old, new = _outcomes(then), _outcomes(now)
    differences = [f"{name} is gone" for name in old if name not in new]
    differences += [f"{name} is new ({verdict})" for name, verdict in new.items() if name not in old]
    return differences + [
        f"{name} was {old[name]}, is {new[name]}" for name in old if name in new and old[name] != new[name]
    ]


def _outcomes(receipt: JsonObject) -> dict[str, str]:
    """The verdict of everything by name."""
    results = [to_object(item) for item in to_list(receipt["results"])]
    left = [to_object(item) for item in to_list(receipt.get("not_checked", []))]
    verdicts = {to_text(item["name"]): to_text(item["verdict"]) for item in results}
    return {to_text(item["name"]): "not checked" for item in left} | verdicts


def _data_hash(results: Sequence[Finished]) -> str:
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
