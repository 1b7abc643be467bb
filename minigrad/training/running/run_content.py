"""A run as plain data and arrays, and back."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final, get_args

from minigrad.arrays import AnyArray
from minigrad.networks.base import Network
from minigrad.networks.network_file import from_arrays, to_arrays
from minigrad.optimizers.base import State
from minigrad.optimizers.method import Method
from minigrad.plain_data.json_values import JsonObject, JsonValue, to_int, to_list, to_object, to_text
from minigrad.training.callbacks.active import Moment
from minigrad.training.recording.history import History
from minigrad.training.resuming.bit_states import bits_to_json, generator_of
from minigrad.training.resuming.data_identity import DataIdentity
from minigrad.training.resuming.fit_identity import FitIdentity, to_optional_int
from minigrad.training.resuming.stored_callback import StoredCallback
from minigrad.training.resuming.stored_state import StoredState, rebuilt, stored
from minigrad.training.running.run_state import RunState, UnfinishedEpoch, UnfinishedFit
from minigrad.training.weights import Weights

OPTIMIZER: Final = "optimizer."
CALLBACKS: Final = "callbacks."
"""The beginnings of the names of arrays that do not belong to the network."""


def run_to_content(run: RunState[State], network: Network) -> tuple[JsonObject, dict[str, AnyArray]]:
    """The plain data and the arrays of a run of this network."""
    optimizer = stored(run.optimizer)
    fit, arrays = (None, {}) if run.fit is None else _fit_to_json(run.fit)
    names, kept = network.layout, network.state_layout
    arrays |= to_arrays(names.unflatten(run.weights.theta), kept.unflatten(run.weights.state))
    arrays |= {f"{OPTIMIZER}{name}": array for name, array in optimizer.arrays.items()}
    content: JsonObject = {
        "optimizer": optimizer.value,
        "rng": bits_to_json(run.rng),
        "root": run.root,
        "history": run.history.to_dict(),
        "batches_seen": run.batches_seen,
        "epoch": None if run.epoch is None else _epoch_to_json(run.epoch),
        "fit": fit,
        "stop_reason": run.stop_reason,
    }
    return content, arrays


def run_from_content(
    path: Path, content: JsonObject, arrays: Mapping[str, AnyArray], network: Network, optimizer: Method[State]
) -> RunState[State]:
    """The inverse of :func:`run_to_content`.

    Raises:
        KeyError, TypeError, ValueError: it is another network's run, or damaged.
    """
    own = {name: array for name, array in arrays.items() if not name.startswith((OPTIMIZER, CALLBACKS))}
    weights = Weights(*from_arrays(path, own, network.layout, network.state_layout, network.dtype))
    state = StoredState(content["optimizer"], _below(OPTIMIZER, arrays))
    epoch, fit, reason = content["epoch"], content["fit"], content["stop_reason"]
    return RunState(
        weights=weights,
        optimizer=rebuilt(optimizer.init(weights.theta), state, shapes=True),
        rng=generator_of(to_object(content["rng"])).bit_generator.state,
        root=to_int(content["root"]),
        history=History.from_dict(to_object(content["history"])),
        batches_seen=to_int(content["batches_seen"]),
        epoch=None if epoch is None else _epoch_from_json(to_object(epoch)),
        fit=None if fit is None else _fit_from_json(to_object(fit), arrays),
        stop_reason=None if reason is None else to_text(reason),
    )


def _below(prefix: str, arrays: Mapping[str, AnyArray]) -> dict[str, AnyArray]:
    return {name.removeprefix(prefix): array for name, array in arrays.items() if name.startswith(prefix)}


def _epoch_to_json(epoch: UnfinishedEpoch) -> JsonObject:
    return {"data": epoch.data.to_json(), "batch_size": epoch.batch_size, "batches": epoch.batches}


def _epoch_from_json(data: JsonObject) -> UnfinishedEpoch:
    known = DataIdentity.from_json(to_object(data["data"]))
    return UnfinishedEpoch(known, to_optional_int(data["batch_size"]), to_int(data["batches"]))


def _fit_to_json(fit: UnfinishedFit) -> tuple[JsonObject, dict[str, AnyArray]]:
    callbacks = fit.stored or tuple(StoredCallback(each.name, each.stored()) for each in fit.callbacks)
    states: JsonValue = [{"name": each.name, "state": each.state.value} for each in callbacks]
    arrays = {
        f"{CALLBACKS}{number}.{name}": array
        for number, each in enumerate(callbacks)
        for name, array in each.state.arrays.items()
    }
    return {"first": fit.first, "identity": fit.identity.to_json(), "callbacks": states, "due": fit.due}, arrays


def _fit_from_json(data: JsonObject, arrays: Mapping[str, AnyArray]) -> UnfinishedFit:
    callbacks = tuple(
        StoredCallback(to_text(each["name"]), StoredState(each["state"], _below(f"{CALLBACKS}{number}.", arrays)))
        for number, each in enumerate(map(to_object, to_list(data["callbacks"])))
    )
    due: Moment | None = next((moment for moment in get_args(Moment) if moment == data["due"]), None)
    identity = FitIdentity.from_json(to_object(data["identity"]))
    return UnfinishedFit(to_int(data["first"]), identity, due=due, stored=callbacks)
