"""The abstract ``Network``: layers in a row, and one flat vector theta that holds all their parameters.

``network.forward(theta, x)`` is a pure function of both, so whatever differentiates or checks a function works for a
network too; ``network.predict(x)`` is the same at the network's own theta.
"""

from __future__ import annotations

import os
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias, final

import numpy as np
import numpy.typing as npt
from typing_extensions import override

from minigrad.archive import read_archive, write_archive
from minigrad.arguments import as_float_type, not_settable
from minigrad.arrays import FloatArray, FloatType, Rng, as_float_array, require_finite, require_shape
from minigrad.layers.base import Layer
from minigrad.layout import Layout
from minigrad.networks.architecture import Architecture
from minigrad.networks.construction import build, cast
from minigrad.networks.network_file import from_arrays, to_arrays
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
            times shares its parameters, and gets into one :class:`~minigrad.layers.Chain` with what lies between;
            within another layer, such as a ``Residual``, it has parameters of its own.
        rng: draws the initial theta; an int makes it reproducible.
        dtype: ``numpy.float64``, or ``numpy.float32`` for a network that computes in single precision throughout.

    Raises:
        TypeError: something in ``layers`` is not a layer, or ``dtype`` is another type.
        ValueError: no layers, no parameters, or layers that do not fit together.
    """

    __slots__ = ("__weakref__", "_architecture", "_dtype", "_state", "_theta")

    @abstractmethod
    def __init__(self, layers: Iterable[Layer], *, rng: Rng, dtype: FloatType) -> None:
        self._dtype = as_float_type("dtype", dtype)
        self._architecture = build(layers, rng)
        self._theta = cast(self._architecture.parameters.vector, self._dtype)
        self._state = cast(self._architecture.states.vector, self._dtype)

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
        return self._architecture.layers

    @final
    @property
    def architecture(self) -> Architecture:
        """The layers and the places of their arrays, without values."""
        return self._architecture

    @final
    @property
    def layout(self) -> ParameterLayout:
        """Names, shapes and places of the parameters in theta."""
        return self._architecture.parameters.layout

    @final
    @property
    def state_layout(self) -> Layout:
        """Names, shapes and places of what the layers remember, such as running means; none in most networks."""
        return self._architecture.states.layout

    @final
    @property
    def dtype(self) -> FloatType:
        """The floating-point type of theta and of everything that :meth:`predict` computes."""
        return self._dtype

    @property
    def theta(self) -> FloatArray:
        """All parameters as one read-only vector; assign to change them: ``net.theta = net.theta - 0.1 * gradient``."""
        view = self._theta.view()
        view.setflags(write=False)
        return view

    @theta.setter
    def theta(self, value: npt.ArrayLike) -> None:
        self._theta = self._own("theta", value, self.layout.size)

    @property
    def state(self) -> FloatArray:
        """What the layers remember, as one read-only vector; it is never trained. Assign to change it."""
        view = self._state.view()
        view.setflags(write=False)
        return view

    @state.setter
    def state(self, value: npt.ArrayLike) -> None:
        self._state = self._own("state", value, self.state_layout.size)

    @final
    def adopt(self, theta: FloatArray, state: FloatArray) -> None:
        """Take these as theta and state, without a copy or a check: they must have the shape and dtype of the present
        ones, be finite, and never be written to again. Training does so after each batch."""
        object.__setattr__(self, "_theta", theta)  # not by way of the check of names, which takes longer
        object.__setattr__(self, "_state", state)

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
        copies = point.ndim - 1
        outputs = self._architecture.composition.forward_in_use(self.split(point), rows, copies)
        if not single:
            return outputs
        only: FloatArray = outputs[:, 0] if copies else outputs[0]
        return only

    @final
    def pullback(self, theta: npt.ArrayLike, x: npt.ArrayLike) -> tuple[FloatArray, ThetaPullback]:
        """The outputs, and the function from dL/d(outputs) to dL/d(theta) (backpropagation).

        Arguments as for :meth:`forward`. The pullback belongs to the values that theta and x had in this call.
        """
        point, rows, single = self._checked(theta, x)
        outputs, chain, _ = self._architecture.composition.run(self.split(point), rows)
        copies = point.shape[:-1]
        shape = copies + outputs.shape[len(copies) + 1 :] if single else outputs.shape

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
        return self._architecture.split(theta, self._state if state is None else state)

    @final
    def join(self, derivatives: Sequence[Mapping[str, FloatArray]], theta: FloatArray) -> FloatArray:
        """One vector from derivatives with respect to parameters, one dict for each layer: in the shape and dtype of
        ``theta``."""
        return self._architecture.join(derivatives, theta)

    @final
    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write the parameters, and what the layers remember, to a file that :meth:`load` and ``numpy.load`` read.

        It is written whole or not at all. The layers themselves are not in it; see :class:`minigrad.Model` for that.

        Returns:
            the path.

        Raises:
            OSError: the file cannot be written; an old one is unchanged.
        """
        return write_archive(path, "network", {}, to_arrays(self.parameters, self.state_layout.unflatten(self.state)))

    @final
    def load(self, path: str | os.PathLike[str]) -> None:
        """Take parameters and state from a file that :meth:`save` wrote, for a network of the same names and shapes.

        Raises:
            OSError: there is no such file, or it cannot be read.
            ValueError: it was not saved so, or from another network, or was changed since. The network is unchanged.

        >>> import minigrad as mg
        >>> from tempfile import TemporaryDirectory
        >>> trained, fresh = mg.SimpleNet(rng=0), mg.SimpleNet(rng=1)
        >>> with TemporaryDirectory() as folder:
        ...     fresh.load(trained.save(f"{folder}/net.npz"))
        >>> np.array_equal(fresh.theta, trained.theta)
        True
        """
        kept = read_archive(path, "network")
        self.adopt(*from_arrays(kept.path, kept.arrays, self.layout, self.state_layout, self.dtype))

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
        return Summary(title, self.layers, [len(parts) for parts in self._architecture.parameters.blocks], self.layout)

    @final
    @override
    def __repr__(self) -> str:
        layers = ", ".join(repr(layer) for layer in self.layers)
        return f"<{type(self).__name__} of {self.layout.size} parameters: {layers}>"

    @final
    def _own(self, name: str, value: npt.ArrayLike, size: int) -> FloatArray:
        """A copy of a vector of this size, in the network's dtype."""
        vector = as_float_array(name, value, allow_empty=not size)
        require_shape(name, vector, (size,))
        if vector.dtype != self._theta.dtype:
            with np.errstate(over="ignore"):  # a number too large for float32 is reported in the next line
                vector = cast(vector, self._dtype)
            require_finite(name, vector)
        return vector

    @final
    def _checked(self, theta: npt.ArrayLike, x: npt.ArrayLike) -> tuple[FloatArray, FloatArray, bool]:
        point = as_float_array("theta", theta)
        if point.ndim not in (1, 2) or point.shape[-1] != self.layout.size:
            raise ValueError(
                f"`theta` must have shape ({self.layout.size},) or (K, {self.layout.size}), got {point.shape}"
            )
        rows, single = self._architecture.as_samples("x", x)
        return point, rows.astype(point.dtype, copy=False), single
