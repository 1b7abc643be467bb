"""The book's layer, which remembers its last call, beside ours, which remembers nothing.

``backward`` reads what ``forward`` left in an attribute: right as long as each ``forward`` is followed by its own ``backward``.
After a call in between, or if one layer is used twice in a row, it returns the derivative at another input, and no error. In
minigrad ``forward`` returns the derivative as a function, the pullback, which keeps what it needs. In the picture the tangent
of the sigmoid at 0 is ours; the other line has the slope that the book's layer returns after a call at 3 in between.
"""

from __future__ import annotations

import numpy as np

import minigrad as mg
from minigrad.arrays import FloatArray

ZERO, ONE = np.zeros((1, 1)), np.ones((1, 1))


class BookSigmoid:
    """As in Saitoh (2016), section 5.5.2."""

    out: FloatArray

    def forward(self, x: FloatArray) -> FloatArray:
        self.out = mg.sigmoid(x)
        return self.out

    def backward(self, dout: FloatArray) -> FloatArray:
        return dout * (1.0 - self.out) * self.out


def main() -> mg.plotting.Axes:
    book, ours = BookSigmoid(), mg.Sigmoid()
    book.forward(ZERO)
    book.forward(3.0 * ONE)  # a call in between
    slope = book.backward(ONE).item()
    _, pullback = ours.forward({}, ZERO)
    ours.forward({}, 3.0 * ONE)
    print(f"at 0, a call at 3 in between: book {slope:.6f}, ours {pullback(ONE)[1].item():.6f}")

    book.forward(book.forward(ZERO))
    half, inner = ours.forward({}, ZERO)
    _, outer = ours.forward({}, half)
    twice, right = book.backward(book.backward(ONE)).item(), inner(outer(ONE)[1])[1].item()
    print(f"sigmoid(sigmoid(x)) at 0:     book {twice:.6f}, ours {right:.6f}")

    ax = mg.plotting.plot_tangent(mg.sigmoid, 0.0, bounds=(-4.0, 4.0))
    look = mg.plotting.style(0)._asdict()
    ax.plot([-4.0, 4.0], [0.5 - 4.0 * slope, 0.5 + 4.0 * slope], **look, label=f"the book's layer: {slope:.3g}")
    ax.legend()
    return ax


if __name__ == "__main__":
    print("picture:", mg.plotting.save(main(), "stateful_and_pure_layers.png"))
