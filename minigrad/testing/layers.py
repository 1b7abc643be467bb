"""``check_layer`` and ``layer_clauses``: the contract of a layer, as one call or as a test for each promise."""

from __future__ import annotations

import numpy.typing as npt

from minigrad.arguments import as_generator, require_instance
from minigrad.arrays import Rng
from minigrad.layers.base import Layer
from minigrad.testing.clauses.comparing import as_samples
from minigrad.testing.clauses.contract_result import ContractResult, ExpectedFailures, expecting, keep
from minigrad.testing.clauses.layers.layer import LayerTrial
from minigrad.testing.clauses.layers.layer_clauses import clauses_of
from minigrad.testing.clauses.layers.layer_declarations import Declarations
from minigrad.testing.contract import Clause


def check_layer(
    layer: Layer, inputs: npt.ArrayLike | None = None, *, rng: Rng = 0, expected_failures: ExpectedFailures = None
) -> ContractResult:
    """Check everything that a :class:`~minigrad.Layer` promises: all of :func:`layer_clauses`.

    Args:
        layer, inputs, rng, expected_failures: as there.

    Returns:
        what was checked, what failed as expected, and what could not be checked, with the reasons.

    Raises:
        ContractError: the message lists every broken clause, once for each cause, and what to do; a wrong derivative
            with its report.

    >>> import minigrad as mg
    >>> check_layer(mg.ReLU())
    ReLU() keeps its contract (12 clauses)
    """
    return keep(layer_clauses(layer, inputs, rng=rng, expected_failures=expected_failures))


def layer_clauses(
    layer: Layer, inputs: npt.ArrayLike | None = None, *, rng: Rng = 0, expected_failures: ExpectedFailures = None
) -> tuple[Clause, ...]:
    """The promises of a layer, for ``pytest.mark.parametrize("clause", layer_clauses(MyLayer()), ids=str)``.

    Its pullback is the derivative of its forward, for one set of parameters and for stacks; it writes to no argument
    and keeps nothing of a call; it keeps float32; it treats samples independently, unless it declares
    ``mixes_samples``; and its declarations are right: ``n_inputs``, ``n_outputs``, ``elementwise``,
    ``parameter_reach``, ``forward_columns``, ``input_spread``. A layer with a state learns it in new arrays; one with
    ``in_training`` has the clauses of the layer that stands in, too.

    Args:
        layer: what is checked.
        inputs: samples to check it on, with as many axes as ``input_axes`` of the layer says; random ones by default,
            with the layer's ``n_inputs`` features, or channels, if it has that field, and 4 if not.
        rng: draws parameters, inputs and cotangents.
        expected_failures: names of clauses that are known to fail, with the reasons; if such a clause holds, that is an
            error.

    >>> import minigrad as mg
    >>> [str(clause) for clause in layer_clauses(mg.ReLU())][2:4]
    ['forward returns outputs and a pullback', 'the same call gives the same answer']
    """
    require_instance("layer", layer, Layer)
    given = None if inputs is None else as_samples("inputs", inputs, layer.input_axes)
    trial = LayerTrial(layer, given, int(as_generator("rng", rng).integers(2**31)))
    declared: object = getattr(layer, "n_inputs", given.shape[1] if given is not None else None)
    if given is not None and given.shape[1] != declared and not Declarations(trial).takes(given.shape[1]):
        raise ValueError(
            f"`inputs` must have as many {'features' if layer.input_axes == 1 else 'channels'} as `n_inputs` of the "
            f"layer says, {declared}, got {given.shape}"
        )
    return expecting(clauses_of(trial), expected_failures)
