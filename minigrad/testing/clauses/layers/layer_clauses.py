"""Which clauses the contract of a layer has, with advice for each."""

from __future__ import annotations

from minigrad.checking.screening.screening_settings import SCREENING
from minigrad.layers.reach import KeepsColumns, ReachesOneColumn, SpreadsOneColumn
from minigrad.layers.stages import HasState, Learns, TrainsDifferently
from minigrad.quantities import named
from minigrad.testing.clauses.layers.layer import LayerTrial
from minigrad.testing.clauses.layers.layer_calls import Calls
from minigrad.testing.clauses.layers.layer_declarations import Declarations
from minigrad.testing.clauses.layers.layer_derivatives import Derivatives
from minigrad.testing.clauses.layers.layer_stacks import Stacks
from minigrad.testing.clauses.layers.layer_state import Learning, States
from minigrad.testing.clauses.layers.layer_training import Training
from minigrad.testing.clauses.layers.layer_writes import Writes
from minigrad.testing.contract import Clause, Maker


def clauses_of(trial: LayerTrial) -> tuple[Clause, ...]:
    """The clauses in the order in which they are checked."""
    make = Maker(named(trial.layer), "in training, " if trial.training else "")
    drawn, *before = _initialization(trial, make)
    runs, repeats, shapes = _forward(trial, make, drawn, *before[1:])
    alone = _alone(trial, make, repeats)
    always = _always(trial, make, shapes, repeats, alone)
    text = "correct the pullback, see the report"
    right = make(
        "the pullback is the derivative of forward", Derivatives(trial).right, text, shapes, repeats, always[0]
    )
    declared = *_declared(trial, make, repeats), *_each(trial, make, runs)
    state = _state_clauses(trial, make, drawn, repeats)
    own = (drawn, *before, runs, repeats, shapes, *alone, *always, right, *declared, *state)
    return (*own, *training_clauses(trial, make, drawn))


def training_clauses(trial: LayerTrial, make: Maker, drawn: Clause) -> tuple[Clause, ...]:
    """The clauses of the layer that stands in for this one in training; none where that is the layer itself."""
    if trial.training or not isinstance(trial.layer, TrainsDifferently):
        return ()
    training = Training(trial, trial.layer)
    text = "return a layer with the same parameters and state, and draw from `rng` alone what is random in it"
    made = make("in_training returns a layer that stands in, the same from one seed", training.made, text, drawn)
    other = training.trial_of_stand_in()
    return (made,) if other is None else (made, *clauses_of(other))


def _state_clauses(trial: LayerTrial, make: Maker, drawn: Clause, repeats: Clause) -> tuple[Clause, ...]:
    """The clauses of a layer that remembers something, or learns it."""
    layer, clauses = trial.layer, list[Clause]()
    if isinstance(layer, HasState):
        text = "return a dict of new float64 arrays, with other names than the parameters have"
        clauses.append(make("initial_state returns float64 arrays by name", States(trial).initial, text, drawn))
    if isinstance(layer, Learns):
        learning = Learning(trial, layer)
        text = "return what forward returns, and arrays with the names, shapes and dtypes of the state in `params`"
        learned = make("forward_and_state adds a new state to forward", learning.results, text, repeats)
        text = "compute the new state in new arrays: 0.9 * mean + 0.1 * batch, not mean *= 0.9"
        clauses += [learned, make("forward_and_state leaves the old state alone", learning.purity, text, learned)]
    return tuple(clauses)


def _initialization(trial: LayerTrial, make: Maker) -> tuple[Clause, ...]:
    """The clauses on what is known of a layer before its first forward; the first is needed by all others."""
    text = "return a dict of float64 arrays, empty if there are none"
    drawn = make("initialize returns float64 arrays by name", Calls(trial).initialization, text)
    text = "draw from `rng` only: rng.normal(size=...)"
    seeded = make("initialize draws from its generator alone", Calls(trial).seeding, text, drawn)
    if not hasattr(trial.layer, "n_inputs"):
        return drawn, seeded
    promise, text = "`n_inputs` is the number of features that forward takes", "correct `n_inputs`, or leave it out"
    return drawn, seeded, make(promise, Declarations(trial).n_inputs, text, drawn)


def _forward(trial: LayerTrial, make: Maker, *needs: Clause) -> tuple[Clause, Clause, Clause]:
    """The clauses on the results of forward and its pullback: their kinds, the same again, and their shapes."""
    runs = make(
        "forward returns outputs and a pullback",
        Calls(trial).results,
        "return outputs (..., samples, features) and a function from d_outputs to ({name: derivative}, d_inputs); if "
        "forward does not take random numbers, pass `inputs` that it takes",
        *needs,
    )
    text = "draw nothing and count nothing in forward"
    repeats = make("the same call gives the same answer", Calls(trial).repetition, text, runs)
    shapes = make(
        "each derivative has the shape and dtype of the array it is taken with respect to",
        Calls(trial).shapes,
        "sum over the axes along which the array was repeated (minigrad.arrays.sum_to_shape)",
        runs,
    )
    return runs, repeats, shapes


def _each(trial: LayerTrial, make: Maker, runs: Clause) -> tuple[Clause, ...]:
    """The clause that reports what is not checked in a large layer."""
    try:
        many = Derivatives(trial).entries > SCREENING.many
    except Exception:  # another clause reports a layer that cannot be initialised
        return ()
    return (make("the pullback is right in each entry", Derivatives(trial).each, "", runs),) if many else ()


def _alone(trial: LayerTrial, make: Maker, repeats: Clause) -> tuple[Clause, ...]:
    """The clauses on what outputs may depend on."""
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
    return (make("samples do not touch each other", Calls(trial).independence, text, repeats),)


def _always(
    trial: LayerTrial, make: Maker, shapes: Clause, repeats: Clause, alone: tuple[Clause, ...]
) -> tuple[Clause, ...]:
    """The clauses of every layer."""
    text = "work on new arrays: y = x * 2, not x *= 2"
    pure = make("writes to nothing that it is given", Writes(trial).purity, text, repeats)
    text = "keep nothing on the layer (no self.x = x): let the pullback read local variables of its own forward"
    forgets = make("a forward in between does not change a pullback", Calls(trial).memory, text, repeats)
    text = "take constants in the dtype of the inputs: inputs.dtype.type(0.5), table.astype(inputs.dtype)"
    single = make("float32 stays float32", Calls(trial).single, text, shapes, repeats)
    return pure, forgets, single, *_stacked(trial, make, shapes, repeats, alone)


def _stacked(
    trial: LayerTrial, make: Maker, shapes: Clause, repeats: Clause, alone: tuple[Clause, ...]
) -> tuple[Clause, Clause]:
    """The clauses on stacked copies."""
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
    return stacks, stacked


def _declared(trial: LayerTrial, make: Maker, repeats: Clause) -> tuple[Clause, ...]:
    """The clauses of this layer's own declarations."""
    layer, declared, clauses = trial.layer, Declarations(trial), []
    if hasattr(layer, "n_outputs"):
        text = "correct `n_outputs`, or leave it out"
        clauses.append(make("`n_outputs` is the number of features of the outputs", declared.n_outputs, text, repeats))
    text = "correct it, or leave it out: numeric gradients then take longer"
    if isinstance(layer, ReachesOneColumn):
        clauses.append(make("`parameter_reach` is what forward does", declared.parameter_reach, text, repeats))
    if isinstance(layer, KeepsColumns):
        clauses.append(make("`forward_columns` is what forward does", declared.forward_columns, text, repeats))
    if isinstance(layer, SpreadsOneColumn):
        clauses.append(make("`input_spread` is what forward does", declared.input_spread, text, repeats))
    return tuple(clauses)
