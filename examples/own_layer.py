"""A layer of one's own: PReLU, a ReLU whose slope on the left is learned (He 2015).

A layer names its parameters and returns, with its outputs, the pullback: the function that turns the derivative with
respect to the outputs into those with respect to parameters and inputs. ``check_layer`` checks everything that a layer
must do; then it works in any network. Here it learns |x|, for which the slope must become -1: the picture shows it
before and after.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

import numpy as np
from typing_extensions import override

import minigrad as mg
from minigrad.arrays import FloatArray
from minigrad.testing import check_layer


@final
@dataclass(frozen=True)
class PReLU(mg.Layer):
    """x where x > 0 and slope * x elsewhere, with one slope for each feature."""

    n_inputs: int

    @override
    def initialize(self, rng: np.random.Generator) -> dict[str, FloatArray]:
        return {"slope": np.full(self.n_inputs, 0.25)}

    @override
    def forward(self, params: mg.Params, inputs: FloatArray) -> tuple[FloatArray, mg.Pullback]:
        below = np.minimum(inputs, 0.0)
        factor = np.where(inputs > 0.0, inputs.dtype.type(1.0), params["slope"][..., np.newaxis, :])
        return factor * inputs, lambda d_outputs: ({"slope": (d_outputs * below).sum(axis=-2)}, d_outputs * factor)


def main() -> mg.plotting.Axes:
    """Check the layer, train it on |x| and draw its outputs before and after."""
    print(check_layer(PReLU(4)))
    x = np.linspace(-1.0, 1.0, 21)[:, np.newaxis]
    trainer = mg.Trainer(mg.Sequential([PReLU(1)]), mg.MeanSquaredError(), mg.GradientDescent(1.0), rng=0)
    print(trainer.verify_gradient(x, np.abs(x)))
    ax = mg.plotting.canvas()
    ax.plot(x, trainer.predict(x), **mg.plotting.style(0)._asdict(), label="before")
    trainer.fit(x, np.abs(x), epochs=40, batch_size=None)
    print(f"the slope was 0.25 and is {trainer.network.theta[0]:.6f}")
    ax.plot(x, trainer.predict(x), **mg.plotting.style(1)._asdict(), label="after 40 steps")
    ax.set(xlabel="input", ylabel="output")
    ax.legend()
    return ax


if __name__ == "__main__":
    print("picture:", mg.plotting.save(main(), "own_layer.png"))
