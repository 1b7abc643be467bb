"""The abstract ``Network``: layers in a row, and one flat vector theta that holds all their parameters.

``network.forward(theta, x)`` is a pure function of both, so whatever differentiates or checks a function works for a
network too; ``network.predict(x)`` is the same at the network's own theta.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeAlias, final

import numpy as np
import numpy.typing as npt
from typing_extensions import override

from minigrad.arguments import as_float_type, not_settable
from minigrad.arrays import FloatArray, FloatType, Rng, as_float_array, require_finite, require_shape
from minigrad.layers.base import Layer
from minigrad.layers.chain import input_axes
from minigrad.layout import Block, Layout
from minigrad.networks.composition import Composition
from minigrad.networks.construction import cast, check_layers, n_features, plan_arrays
from minigrad.networks.summary import Summary

ThetaPullback: TypeAlias = Callable[[FloatArray], FloatArray]
"""From dL/d(outputs) to dL/d(theta), with the shape and dtype of theta."""

ParameterLayout: TypeAlias = Layout
"""The layout of a network's parameters in theta."""


class Network(ABC):
    """Layers in a row as one function of one vector.

    A subclass is ``@final`` and only chooses its layers, in an ``__init__`` that passes them to this one. With
    ``__slots__ = ()`` it refuses unknown attributes.

    Args:
        layers: at least one; each must take as many features as the one before returns. The same object several
            times shares its parameters, and gets into one :class:`~minigrad.layers.Chain` with what lies between.
        rng: draws the initial theta; an int makes it reproducible.
        dtype: ``numpy.float64``, or ``numpy.float32`` for a network that computes in single precision throughout.

    Raises:
        TypeError: something in ``layers`` is not a layer, or ``dtype`` is another type.
        ValueError: no layers, no parameters, or layers that do not fit together.
    """

    __slots__ = ("__weakref__", "_composition", "_dtype", "_plan", "_state", "_theta", "_width")

    @abstractmethod
    def __init__(self, layers: Iterable[Layer], *, rng: Rng, dtype: FloatType) -> None:
        checked = check_layers(layers)
        self._dtype = as_float_type("dtype", dtype)
        self._plan = plan_arrays(checked, rng)
        first = next(number for number, parts in enumerate(self._plan.parameters.blocks) if parts)
        self._composition = Composition.of(checked, first)
        self._theta = cast(self._plan.parameters.vector, self._dtype)
        self._state = cast(self._plan.states.vector, self._dtype)
        self._width = n_features(checked)

    @override
    def __setattr__(self, name: str, value: object) -> None:
        try:
            super().__setattr__(name, value)
        except AttributeError as error:
            raise AttributeError(not_settable(self, name, "make a new network for other layers")) from error

    @final
    @property
    def layers(self) -> tuple[Layer, ...]:
        """The layers, in the order in which they are applied."""
        return self._composition.layers

    @final
    @property
    def composition(self) -> Composition:
        """The layers, with what each offers."""
        return self._composition

    @final
    @property
    def layout(self) -> ParameterLayout:
        """Names, shapes and places of the parameters in theta."""
        return self._plan.parameters.layout

    @final
    @property
    def state_layout(self) -> Layout:
        """Names, shapes and places of what the layers remember, such as running means; none in most networks."""
        return self._plan.states.layout

    @final
    @property
    def dtype(self) -> FloatType:
        """The floating-point type of theta and of everything that :meth:`predict` computes."""
        return self._dtype

    @final
    @property
    def parameter_blocks(self) -> tuple[tuple[Block, ...], ...]:
        """For each layer, its own names for its parameters, with their places in theta."""
        return self._plan.parameters.blocks

    @property
    def theta(self) -> FloatArray:
        """All parameters as one read-only vector; assign to change them: ``net.theta = net.theta - 0.1 * gradient``."""
        view = self._theta.view()
        view.setflags(write=False)
        return view

    @theta.setter
    def theta(self, value: npt.ArrayLike) -> None:
        theta = as_float_array("theta", value)
        require_shape("theta", theta, (self.layout.size,))
        if theta.dtype != self._theta.dtype:
            with np.errstate(over="ignore"):  # a number too large for float32 is reported in the next line
                theta = cast(theta, self._dtype)
            require_finite("theta", theta)
        self._theta = theta

    @property
    def state(self) -> FloatArray:
        """What the layers remember, as one read-only vector; it is never trained. Assign to change it."""
        view = self._state.view()
        view.setflags(write=False)
        return view

    @state.setter
    def state(self, value: npt.ArrayLike) -> None:
        state = cast(as_float_array("state", value, allow_empty=True), self._dtype)
        require_shape("state", state, (self.state_layout.size,))
        self._state = state

    @final
    def adopt(self, theta: FloatArray, state: FloatArray) -> None:
        """Take these as theta and state, without a copy or a check: they must have the shape and dtype of the present
        ones, be finite, and never be written to again. Training does so after each batch."""
        self._theta, self._state = theta, state

    @final
    @property
    def parameters(self) -> dict[str, FloatArray]:
        """The parameters by name, as read-only views of the present theta."""
        return self.layout.unflatten(self.theta)

    @final
    def flatten(self, params: Mapping[str, npt.ArrayLike]) -> FloatArray:
        """theta from named arrays; see :meth:`Layout.flatten`."""
        return self.layout.flatten(params)

    @final
    def unflatten(self, theta: npt.ArrayLike) -> dict[str, FloatArray]:
        """Named views of theta (P,) or of a stack (K, P); see :meth:`Layout.unflatten`."""
        return self.layout.unflatten(theta)

    @final
    def predict(self, x: npt.ArrayLike) -> FloatArray:
        """The outputs at the network's own theta: (n_samples, n_outputs), or (n_outputs,) for one sample
        (n_features,)."""
        return self.forward(self._theta, x)

    @final
    def forward(self, theta: npt.ArrayLike, x: npt.ArrayLike) -> FloatArray:
        """The outputs for these parameters instead of the network's own. The network is not changed.

        Args:
            theta: (P,), or a stack (K, P). The computation is in its dtype.
            x: (n_samples, n_features), or one sample (n_features,).

        Returns:
            (n_samples, n_outputs); without the first axis for one sample; with a leading K for a stack.

        Raises:
            TypeError, ValueError: arrays that are not numeric, not finite, or do not fit the network.
        """
        point, rows, single = self._checked(theta, x)
        outputs = self._composition.forward(self.split(point), rows)
        return outputs[..., 0, :] if single else outputs

    @final
    def pullback(self, theta: npt.ArrayLike, x: npt.ArrayLike) -> tuple[FloatArray, ThetaPullback]:
        """The outputs, and the function from dL/d(outputs) to dL/d(theta) (backpropagation).

        Arguments as for :meth:`forward`. The pullback belongs to the values that theta and x had in this call.
        """
        point, rows, single = self._checked(theta, x)
        outputs, chain, _ = self._composition.run(self.split(point), rows)
        shape = outputs.shape[:-2] + outputs.shape[-1:] if single else outputs.shape

        def pullback(d_outputs: FloatArray) -> FloatArray:
            cotangent = as_float_array("d_outputs", d_outputs)
            require_shape("d_outputs", cotangent, shape)
            return self.join(chain(cotangent.reshape(outputs.shape).astype(point.dtype, copy=False)), point)

        return outputs.reshape(shape), pullback

    @final
    def split(self, theta: FloatArray, state: FloatArray | None = None) -> tuple[dict[str, FloatArray], ...]:
        """theta (..., P) as one dict of views for each layer, with the arrays that it remembers. Sizes are not checked.

        Args:
            theta: the parameters, with any leading axes.
            state: what the layers remember; by default the network's own.
        """
        own = self._plan.parameters.split(theta)
        if not self._plan.states.layout.names:
            return own
        kept = self._plan.states.split((self._state if state is None else state).astype(theta.dtype, copy=False))
        return tuple({**mine, **more} for mine, more in zip(own, kept, strict=True))

    @final
    def join(self, derivatives: Sequence[Mapping[str, FloatArray]], theta: FloatArray) -> FloatArray:
        """One vector from derivatives by the parameters, one dict for each layer: in the shape and dtype of
        ``theta``."""
        return self._plan.parameters.join(derivatives, theta, self.layers)

    @final
    def learned(self, arrays: Sequence[Mapping[str, FloatArray]], state: FloatArray) -> FloatArray:
        """``state`` with what layers have learned, one dict for each layer: a new vector, unless there is nothing."""
        return self._plan.states.renewed(arrays, state)

    @final
    def summary(self) -> str:
        """The layers with the names, shapes and sizes of their parameters, as a table.

        >>> import minigrad as mg
        >>> print(mg.TwoLayerNet(4, 5, 3, rng=0).summary())
        TwoLayerNet: 43 parameters, float64
        layer    parameter      shape   numbers
        Dense    dense1.weight  (4, 5)       20
                 dense1.bias    (5,)          5
        Sigmoid                               0
        Dense    dense2.weight  (5, 3)       15
                 dense2.bias    (3,)          3
        total                                43
        """
        return self._summary().text()

    @final
    def _repr_html_(self) -> str:
        return self._summary().html()

    @final
    def _summary(self) -> Summary:
        kept = f", {self.state_layout.size} numbers of state" if self.state_layout.names else ""
        title = f"{type(self).__name__}: {self.layout.size} parameters{kept}, {np.dtype(self.dtype).name}"
        return Summary(title, self.layers, [len(parts) for parts in self._plan.parameters.blocks], self.layout)

    @final
    @override
    def __repr__(self) -> str:
        layers = ", ".join(repr(layer) for layer in self.layers)
        return f"<{type(self).__name__} of {self.layout.size} parameters: {layers}>"

    @final
    def _checked(self, theta: npt.ArrayLike, x: npt.ArrayLike) -> tuple[FloatArray, FloatArray, bool]:
        point = as_float_array("theta", theta)
        if point.ndim not in (1, 2) or point.shape[-1] != self.layout.size:
            raise ValueError(
                f"`theta` must have shape ({self.layout.size},) or (K, {self.layout.size}), got {point.shape}"
            )
        rows, single = self.as_samples("x", x)
        return point, rows.astype(point.dtype, copy=False), single

    @final
    def as_samples(self, name: str, x: npt.ArrayLike) -> tuple[FloatArray, bool]:
        """A copy of samples (n_samples, n_features), or with more axes; one sample becomes one row, and that is said.

        Args:
            name: the caller's name for ``x``, for messages.
            x: the samples, or one of them.
        """
        array, axes = as_float_array(name, x), input_axes(self.layers)
        if array.ndim not in (axes, axes + 1):
            raise ValueError(_wrong_axes(name, array, axes))
        if self._width is not None and array.shape[-1] != self._width:
            raise ValueError(
                f"`{name}` must have {self._width} features for each sample, shape (n_samples, {self._width}), got "
                f"{array.shape}"
            )
        return (array, False) if array.ndim == axes + 1 else (array[np.newaxis], True)


def _wrong_axes(name: str, array: FloatArray, axes: int) -> str:
    if axes == 1:
        return (
            f"`{name}` must have shape (n_features,) or (n_samples, n_features), got {array.shape}; "
            f"flatten each sample with {name}.reshape(len({name}), -1)"
        )
    return f"`{name}` must have {axes} axes for each sample, and one for the samples before them, got {array.shape}"
