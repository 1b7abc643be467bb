"""The book's layer, which remembers its last call, beside ours, which remembers nothing.

``backward`` reads what ``forward`` left in an attribute: right as long as each ``forward`` is followed by its own
``backward``. After a call in between, or if one layer is used twice in a row, it returns the derivative at another
input, and no error. In minigrad ``forward`` returns the derivative as a function, the pullback; ``check_layer`` finds
pullbacks that read attributes. In the picture the tangent of the sigmoid at 0 is ours; the other has the slope of the
book's layer after a call at 3 in between.
"""

from __future__ import annotations

import numpy as np
from typing_extensions import override

import minigrad as mg
from minigrad.arrays import FloatArray
from minigrad.testing import ContractError, check_layer

ZERO, ONE = np.zeros((1, 1)), np.ones((1, 1))


class BookSigmoid(mg.Activation):
    """As in Saitoh (2016), section 5.5.2, where the methods are called forward and backward."""

    @override
    def apply(self, inputs: FloatArray) -> FloatArray:
        self.out = mg.sigmoid(inputs)
        return self.out

    @override
    def pull_back(self, inputs: FloatArray, outputs: FloatArray, d_outputs: FloatArray) -> FloatArray:
        return d_outputs * (1.0 - self.out) * self.out


def slopes(layer: mg.Layer) -> tuple[float, float]:
    """Of the layer at 0, with a call at 3 in between; and of the layer applied twice."""
    _, pullback = layer.forward({}, ZERO)
    layer.forward({}, 3.0 * ONE)
    disturbed = pullback(ONE)[1].item()
    half, inner = layer.forward({}, ZERO)
    _, outer = layer.forward({}, half)
    return disturbed, inner(outer(ONE)[1])[1].item()


def main() -> mg.plotting.Axes:
    """Compare the slopes of both layers and draw their tangents."""
    (slope, twice), ours = slopes(BookSigmoid()), slopes(mg.Sigmoid())
    print(f"at 0, a call at 3 in between: book {slope:.6f}, ours {ours[0]:.6f}")
    print(f"sigmoid(sigmoid(x)) at 0:     book {twice:.6f}, ours {ours[1]:.6f}")
    try:
        check_layer(BookSigmoid())
    except ContractError as error:
        print(error)
    ax = mg.plotting.plot_tangent(mg.sigmoid, 0.0, bounds=(-4.0, 4.0))
    look = mg.plotting.style(0)._asdict()
    ax.plot([-4.0, 4.0], [0.5 - 4.0 * slope, 0.5 + 4.0 * slope], **look, label=f"the book's layer: {slope:.3g}")
    ax.legend()
    return ax


if __name__ == "__main__":
    print("picture:", mg.plotting.save(main(), "stateful_and_pure_layers.png"))
