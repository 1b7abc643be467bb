"""A blur, a linear operator, and its adjoint, which is easily wrong at the boundary.

Each pixel of a row becomes a weighted mean of itself and its neighbours; beyond the ends, the last pixel is repeated.
Inside, the adjoint of a blur is the same blur with the weights reversed, and that is what many write down for all
pixels. ``check_adjoint`` compares <A x, y> with <x, A' y> and names the rows where the two are not adjoint. With the
right pair, a ``LinearOperator`` of scipy, the blurred picture is sharpened again.
"""

from __future__ import annotations

from importlib import import_module

import numpy as np

import minigrad as mg
from minigrad.arrays import Float64Array, FloatArray

WEIGHTS = np.array([0.2, 0.7, 0.1])
PIXELS = 12


def blur(x: FloatArray) -> Float64Array:
    """The mean of each pixel and its two neighbours; those at the ends have a copy of themselves beside them."""
    wide = np.pad(x, 1, mode="edge")
    return np.asarray(WEIGHTS[0] * wide[:-2] + WEIGHTS[1] * wide[1:-1] + WEIGHTS[2] * wide[2:])


def reversed_blur(y: FloatArray) -> Float64Array:
    """The blur with its weights reversed, boundary and all: the adjoint inside, and wrong at both ends."""
    wide = np.pad(y, 1, mode="edge")
    return np.asarray(WEIGHTS[2] * wide[:-2] + WEIGHTS[1] * wide[1:-1] + WEIGHTS[0] * wide[2:])


def adjoint(y: FloatArray) -> Float64Array:
    """What each pixel gave to its neighbours; what went over the ends belongs to the last pixel."""
    back = np.zeros(y.size + 2)
    for offset, weight in enumerate(WEIGHTS):
        back[offset : offset + y.size] += weight * y
    back[1] += back[0]
    back[-2] += back[-1]
    return back[1:-1]


def main() -> None:
    """Check both adjoints, and the operator where scipy is installed."""
    print("right:", mg.check_adjoint(blur, adjoint, PIXELS, PIXELS, rng=0))
    print("reversed:", mg.check_adjoint(blur, reversed_blur, PIXELS, PIXELS, rng=0))
    try:
        linalg = import_module("scipy.sparse.linalg")
    except ImportError:
        print('scipy is not installed; run `pip install ".[peers]"` in minigrad\'s folder, and this again')
    else:
        operator = linalg.LinearOperator((PIXELS, PIXELS), matvec=blur, rmatvec=adjoint, dtype=np.float64)
        print("as an operator:", mg.check_adjoint(operator, rng=0).verdict.name)
        scene = np.repeat([0.0, 1.0, 0.0], 4)
        print("sharpened:", linalg.lsqr(operator, blur(scene))[0].round(3))


if __name__ == "__main__":
    main()
