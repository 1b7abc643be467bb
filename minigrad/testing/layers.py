"""The contract of a layer: all of it as one line of a test, or each promise as a test of its own."""

from __future__ import annotations

import numpy.typing as npt

from minigrad.arguments import as_generator, require_instance
from minigrad.arrays import Rng
from minigrad.layers.base import Layer
from minigrad.layers.reach import ReachesOneColumn, SpreadsOneColumn
from minigrad.testing.clauses.comparing import as_table
from minigrad.testing.clauses.contract_result import ContractResult, ExpectedFailures, expecting, keep
from minigrad.testing.clauses.layer import FEATURES as FEATURES
from minigrad.testing.clauses.layer import LARGE, LayerTrial
from minigrad.testing.clauses.layer import SAMPLES as SAMPLES
from minigrad.testing.clauses.layer_declarations import Declarations
from minigrad.testing.clauses.layer_stacks import Stacks
from minigrad.testing.clauses.layer_writes import Writes
from minigrad.testing.contract import Clause, Maker, named


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

    Its pullback is the derivative of its own forward, for one set of parameters and for stacks; it writes to nothing
    and remembers nothing; it keeps float32; it treats samples one by one, unless it declares ``mixes_samples``; and
    whatever it declares is so: ``n_inputs``, ``n_outputs``, ``elementwise``, ``parameter_reach``, ``input_spread``.

    Args:
        layer: what is checked.
        inputs: (samples, features) to check it on; random ones by default, with the layer's ``n_inputs`` features if it
            has that field, and 4 if not.
        rng: for parameters, inputs and cotangents.
        expected_failures: names of clauses that are known to be broken, with the reasons. One that is kept is an error.

    >>> import minigrad as mg
    >>> [str(clause) for clause in layer_clauses(mg.ReLU())][2:4]
    ['forward returns outputs and a pullback', 'the same call gives the same answer']
    """
    require_instance("layer", layer, Layer)
    given = None if inputs is None else as_table("inputs", inputs)
    trial = LayerTrial(layer, given, int(as_generator("rng", rng).integers(2**31)))
    declared: object = getattr(layer, "n_inputs", given.shape[1] if given is not None else None)
    if given is not None and given.shape[1] != declared and not Declarations(trial).takes(given.shape[1]):
        raise ValueError(
            f"`inputs` must have as many features as `n_inputs` of the layer says, {declared}, got {given.shape}"
        )
    return expecting(_clauses(trial), expected_failures)


def _clauses(trial: LayerTrial) -> tuple[Clause, ...]:
    """In the order in which they are tried."""
    make = Maker(named(trial.layer))
    drawn = make(
        "initialize returns float64 arrays by name",
        trial.initialization,
        "return a dict of float64 arrays, empty if there are none",
    )
    seeded = make(
        "initialize draws from its generator alone", trial.seeding, "draw from `rng` only: rng.normal(size=...)", drawn
    )
    width = (
        [
            make(
                "`n_inputs` is the number of features that forward takes",
                Declarations(trial).n_inputs,
                "correct `n_inputs`, or leave it out",
                drawn,
            )
        ]
        if hasattr(trial.layer, "n_inputs")
        else []
    )
    runs = make(
        "forward returns outputs and a pullback",
        trial.results,
        "return outputs (..., samples, features) and a function from d_outputs to ({name: derivative}, d_inputs); if "
        "forward does not take random numbers, pass `inputs` that it takes",
        drawn,
        *width,
    )
    repeats = make(
        "the same call gives the same answer", trial.repetition, "draw nothing and count nothing in forward", runs
    )
    alone = _alone(trial, make, repeats)
    shapes = make(
        "each derivative has the shape and dtype of the array it is taken with respect to",
        trial.shapes,
        "sum over the axes along which the array was repeated (minigrad.arrays.sum_to_shape)",
        runs,
    )
    always = _always(trial, make, shapes, repeats, alone)
    right = make(
        "the pullback is the derivative of forward",
        trial.derivative,
        "correct the pullback, see the report",
        shapes,
        repeats,
    )
    declared = *_declared(trial, make, repeats), *_each(trial, make, runs)
    return (drawn, seeded, *width, runs, repeats, shapes, *alone, *always, right, *declared)


def _each(trial: LayerTrial, make: Maker, runs: Clause) -> tuple[Clause, ...]:
    """What is left out of a large layer is said."""
    try:
        many = trial.entries > LARGE
    except Exception:  # a layer that cannot be initialised is another clause's business
        return ()
    return (make("the pullback is right in each entry", trial.each_derivative, "", runs),) if many else ()


def _alone(trial: LayerTrial, make: Maker, repeats: Clause) -> tuple[Clause, ...]:
    """What outputs may depend on."""
    if trial.layer.elementwise:
        promise = "`elementwise`: each output depends on the input in its own place only"
        text = "take `elementwise = True` out; it is for layers that treat every number by itself, wherever it stands"
        return (make(promise, Declarations(trial).elementwise, text, repeats),)
    if trial.layer.mixes_samples:
        return ()
    text = (
        "take sums over the last axis only (axis=-1); or, if a sample's outputs shall depend on the other samples, "
        "declare it: `mixes_samples = True` in the class"
    )
    return (make("samples do not touch each other", trial.independence, text, repeats),)


def _always(
    trial: LayerTrial, make: Maker, shapes: Clause, repeats: Clause, alone: tuple[Clause, ...]
) -> tuple[Clause, ...]:
    """What every layer promises."""
    pure = make(
        "writes to nothing that it is given", Writes(trial).purity, "work on new arrays: y = x * 2, not x *= 2", repeats
    )
    forgets = make(
        "a forward in between does not change a pullback",
        trial.memory,
        "keep nothing on the layer (no self.x = x): let the pullback read local variables of its own forward",
        repeats,
    )
    single = make(
        "float32 stays float32",
        trial.single,
        "take constants in the dtype of the inputs: inputs.dtype.type(0.5), table.astype(inputs.dtype)",
        shapes,
        repeats,
    )
    stacks = make(
        "stacked parameters and inputs give stacked outputs",
        Stacks(trial).outputs,
        "work on the last two axes only: sum(axis=-2) for samples, bias[..., numpy.newaxis, :]",
        repeats,
        *alone,
    )
    stacked = make(
        "stacked parameters and inputs give stacked derivatives",
        Stacks(trial).derivatives,
        "work on the last two axes only: d.sum(axis=-2) for d.sum(0), x.swapaxes(-1, -2) for x.T",
        stacks,
        shapes,
    )
    return pure, forgets, single, stacks, stacked


def _declared(trial: LayerTrial, make: Maker, repeats: Clause) -> tuple[Clause, ...]:
    """What this one promises besides."""
    layer, declared, clauses = trial.layer, Declarations(trial), []
    if hasattr(layer, "n_outputs"):
        text = "correct `n_outputs`, or leave it out"
        clauses.append(make("`n_outputs` is the number of features of the outputs", declared.n_outputs, text, repeats))
    text = "correct it, or leave it out: numeric gradients then take longer"
    if isinstance(layer, ReachesOneColumn):
        clauses.append(make("`parameter_reach` is what forward does", declared.parameter_reach, text, repeats))
    if isinstance(layer, SpreadsOneColumn):
        clauses.append(make("`input_spread` is what forward does", declared.input_spread, text, repeats))
    return tuple(clauses)
