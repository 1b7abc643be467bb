"""Adjoints that are wrong, and some of which nobody can say."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from minigrad.arrays import Float64Array
from tests.checking.adjoint_cases.case import Case, changed, dense
from tests.checking.adjoint_cases.right_cases import (
    by_fft,
    conditioned,
    cosine,
    hilbert,
    interpolation,
    inverse_ortho,
    laplacian,
    nearly_singular,
    ortho,
    solve_case,
    spread,
)

RNG = np.random.default_rng(13)


def wrong_cases() -> Iterator[Case]:
    """All of them."""
    yield from matrices()
    yield from stencils()
    yield from signals()
    yield from gathers()
    yield from not_linear()
    yield from contracts()
    yield from odd_types()
    yield from hopeless()


def matrices() -> Iterator[Case]:
    """Signs, factors, no transpose, single entries."""
    a, s = RNG.normal(size=(8, 6)), RNG.normal(size=(9, 9))
    yield dense("minus", False, a, -a.T)
    yield dense("twice", False, a, 2 * a.T)
    yield dense("times 1.0001", False, a, 1.0001 * a.T)
    yield dense("times 1.00001, 200 x 100", False, *(lambda b: (b, 1.00001 * b.T))(RNG.normal(size=(200, 100))))
    yield dense("not transposed", False, s, s)
    yield dense("zero", False, a, np.zeros((6, 8)))
    yield dense("noise instead", False, a, RNG.normal(size=(6, 8)))
    yield dense("one entry of 48 off by 1e-5", False, a, changed(a, (3, 2), 1 + 1e-5).T)
    big = RNG.normal(size=(120, 150))
    yield dense("one entry of 18,000 missing", False, big, changed(big, (70, 7), 0.0).T)
    yield dense("one entry of 18,000 off by 1e-3", False, big, changed(big, (70, 7), 1.001).T)
    rows = a * np.logspace(-6, 6, 8)[:, None]
    yield dense("the smallest row missing (1e-6 of 1e6)", False, rows, changed(rows, (0,), 0.0).T)
    yield dense("two rows swapped", False, a, a[[1, 0, 2, 3, 4, 5, 6, 7]].T)
    yield dense("pseudoinverse", False, a, np.linalg.pinv(a))
    yield dense("weights of the inner product forgotten", False, np.linspace(1, 2, 8)[:, None] * a, a.T)
    yield Case("factor 2, tiny numbers", False, lambda x: 1e-200 * x, lambda y: 2e-200 * y, (3,), (3,))


def stencils() -> Iterator[Case]:
    """Boundaries."""

    def forgot_end(y: Float64Array) -> Float64Array:
        out = np.zeros(y.size + 1, dtype=y.dtype)
        out[:-1] -= y
        out[1:-1] += y[:-1]
        return out

    yield Case("difference, last entry forgotten", False, lambda x: x[1:] - x[:-1], forgot_end, (12,), (11,))
    yield Case("difference, 5,000, last entry forgotten", False, lambda x: x[1:] - x[:-1], forgot_end, (5001,), (5000,))
    yield Case("cumulative sum, not reversed", False, np.cumsum, np.cumsum, (50,), (50,))
    yield Case("gradient as its own adjoint", False, np.gradient, np.gradient, (10,), (10,))
    yield Case("gradient, minus, boundaries", False, np.gradient, lambda y: -np.gradient(y), (10,), (10,))
    yield Case("laplacian, other boundary", False, laplacian, _neumann, (6, 7), (6, 7))

    def end_twice(y: Float64Array) -> Float64Array:
        out = np.cumsum(y[::-1])[::-1].copy()
        out[0] *= 2
        return out

    yield Case("cumulative sum, first twice", False, np.cumsum, end_twice, (3000,), (3000,))


def _neumann(x: Float64Array) -> Float64Array:
    p = np.pad(x, 1, mode="edge")
    return p[2:, 1:-1] + p[:-2, 1:-1] + p[1:-1, 2:] + p[1:-1, :-2] - 4.0 * x


def signals() -> Iterator[Case]:
    """Kernels not flipped, norms of transforms, conjugates."""
    k = RNG.normal(size=5)
    yield Case(
        "kernel not flipped",
        False,
        lambda x: np.convolve(x, k, "same"),
        lambda y: np.convolve(y, k, "same"),
        (20,),
        (20,),
    )
    yield Case(
        "kernel shifted", False, lambda x: np.convolve(x, k), lambda y: np.convolve(y, k[::-1])[3:-5], (20,), (24,)
    )
    yield Case("inverse instead of adjoint", False, np.fft.fft, np.fft.ifft, (16,), (16,), "D")
    yield Case("FFT as its own adjoint", False, np.fft.fft, np.fft.fft, (16,), (16,), "D")
    spectrum = np.fft.fft(RNG.normal(size=32))
    yield Case("spectrum not conjugated", False, by_fft(spectrum), by_fft(spectrum), (32,), (32,))
    c, ortho_c = cosine(12), cosine(12) * np.sqrt(2 / 12)
    yield dense("DCT, first row by sqrt 2", False, ortho_c, changed(ortho_c, (0,), 0.5**0.5).T)
    yield dense("DCT-III with the norm of the inverse", False, c, np.linalg.inv(c))
    yield Case("2-D, one norm forgotten", False, ortho, lambda y: np.fft.ifft2(y), (6, 5), (6, 5), "D")
    yield Case("real FFT, irfft instead", False, np.fft.rfft, lambda y: 16 * np.fft.irfft(y, 16), (16,), (9,))
    yield Case("shift the same way", False, lambda x: np.roll(x, 3), lambda y: np.roll(y, 3), (10,), (10,))
    yield Case("imaginary part dropped", False, ortho, lambda y: inverse_ortho(y).real, (6, 5), (6, 5), "D")


def gathers() -> Iterator[Case]:
    """Repeats that overwrite each other, masks forgotten."""
    pick = RNG.integers(0, 15, size=25)

    def overwrite(y: Float64Array) -> Float64Array:
        out = np.zeros(15)
        out[pick] = y
        return out

    def overwrite_more(y: Float64Array) -> Float64Array:
        out = np.zeros(15)
        out[pick] += y
        return out

    yield Case("scatter overwrites", False, lambda x: x[pick], overwrite, (15,), (25,))
    yield Case("scatter with += overwrites", False, lambda x: x[pick], overwrite_more, (15,), (25,))
    mask = RNG.random(20) < 0.5
    yield Case("mask forgotten", False, lambda x: np.where(mask, x, 0), lambda y: y.copy(), (20,), (20,))
    yield Case("mask inverted", False, lambda x: np.where(mask, x, 0), lambda y: np.where(mask, 0, y), (20,), (20,))
    yield Case("every second, next to it", False, lambda x: x[::2], lambda y: np.roll(spread(y, 11), 1), (11,), (6,))
    where = RNG.random(30) * 18.9
    nearest = np.round(interpolation(where, 20))
    yield dense("linear there, nearest back", False, interpolation(where, 20), nearest.T)
    yield Case(
        "mean of blocks, not divided", False, lambda x: x.reshape(5, 4).mean(1), lambda y: np.repeat(y, 4), (20,), (5,)
    )
    yield Case("tile for repeat", False, lambda x: x.reshape(5, 4).mean(1), lambda y: np.tile(y / 4, 4), (20,), (5,))
    yield Case("Fortran order", False, lambda x: x.reshape(-1), lambda y: y.reshape(4, 3, order="F"), (4, 3), (12,))


def not_linear() -> Iterator[Case]:
    """Affine, absolute values, squares, medians, a clip."""
    a = RNG.normal(size=(7, 7))
    b = RNG.normal(size=7)
    yield Case("affine", False, lambda x: a @ x + b, lambda y: a.T @ y, (7,), (7,))
    yield Case("affine by 1e-6", False, lambda x: a @ x + 1e-6 * b, lambda y: a.T @ y, (7,), (7,))
    yield Case("absolute value", False, lambda x: np.abs(a @ x), lambda y: a.T @ y, (7,), (7,))
    yield Case("square", False, lambda x: (a @ x) ** 2, lambda y: a.T @ y, (7,), (7,))
    yield Case("median of three", False, _median, _median, (9,), (9,))
    yield Case("adjoint clipped", False, lambda x: a @ x, lambda y: np.clip(a.T @ y, -1, 1), (7,), (7,))
    yield Case("normalised", False, lambda x: x / np.linalg.norm(x), lambda y: y / np.linalg.norm(y), (7,), (7,))


def _median(x: Float64Array) -> Float64Array:
    p = np.pad(x, 1)
    return np.asarray(np.median(np.stack([p[2:], p[1:-1], p[:-2]]), axis=0))


def contracts() -> Iterator[Case]:
    """What ruins an iterative method although the numbers are right."""
    a = RNG.normal(size=(6, 6))
    buffer, total, seen = np.zeros(6), np.zeros(6), list[Float64Array]()

    def writes(x: Float64Array) -> Float64Array:
        y = a @ x
        x *= 2
        return y

    def own_buffer(x: Float64Array) -> Float64Array:
        buffer[:] = a @ x
        return buffer

    def adds_up(y: Float64Array) -> Float64Array:
        total[:] += a.T @ y
        return total.copy()

    def remembers(x: Float64Array) -> Float64Array:
        seen[:] = [x.copy()]
        return a @ x

    yield Case("forward writes into x", False, writes, lambda y: a.T @ y, (6,), (6,))
    yield Case("forward returns its own buffer", False, own_buffer, lambda y: a.T @ y, (6,), (6,))
    yield Case("adjoint adds up", False, lambda x: a @ x, adds_up, (6,), (6,))
    yield Case("adjoint scales by the last x", False, remembers, lambda y: a.T @ y * seen[0][0], (6,), (6,))
    yield Case("shape of the adjoint", False, lambda x: a @ x, lambda y: (a.T @ y)[:, None], (6,), (6,))
    yield Case(
        "adjoint is NaN once",
        False,
        lambda x: a @ x,
        lambda y: np.where(np.arange(6) == 2, np.nan, a.T @ y),
        (6,),
        (6,),
    )


def odd_types() -> Iterator[Case]:
    """Complex and float32."""
    z = RNG.normal(size=(6, 6)) + 1j * RNG.normal(size=(6, 6))
    yield dense("transposed, not conjugated", False, z, z.T, "D")
    yield dense("conjugated, not transposed", False, z, z.conj(), "D")
    yield Case("a conjugate inside", False, lambda x: z @ x.conj(), lambda y: z.conj().T @ y, (6,), (6,), "D")
    yield Case(
        "real part of a complex map",
        False,
        lambda x: (z @ x).real + 0j,
        lambda y: z.conj().T @ y.real,
        (6,),
        (6,),
        np.complex128,
    )
    a = RNG.normal(size=(30, 40)).astype(np.float32)
    yield dense("float32, one entry of 1,200 missing", False, a, changed(a.astype(float), (4, 4), 0.0).T, "f")
    yield dense("float32, times 1.001", False, a, np.float32(1.001) * a.T, "f")
    yield dense("complex64, minus", False, z.astype(np.complex64), -z.conj().T.astype(np.complex64), "F")


def hopeless() -> Iterator[Case]:
    """Solves with mistakes, and noise."""
    yield solve_case("solve, condition 1e6, times 1.001", False, conditioned(12, 6), 1.001)
    yield solve_case("solve, nearly singular, times 1.001", False, nearly_singular(), 1.001)
    yield solve_case("solve, Hilbert 8, minus", False, hilbert(8), -1.0)
    m = conditioned(12, 6)
    yield Case(
        "solve, not transposed", False, lambda x: np.linalg.solve(m, x), lambda y: np.linalg.solve(m, y), (12,), (12,)
    )
    noise = np.random.default_rng(5)
    a = RNG.normal(size=(6, 6))
    low = RNG.normal(size=(20, 5)) @ RNG.normal(size=(5, 20))
    yield dense("no inverse, times 1.0005", False, low, 1.0005 * low.T)
    yield Case("all noise", None, lambda x: noise.normal(size=6), lambda y: noise.normal(size=6), (6,), (6,))
    yield Case("noise of 20 %", None, lambda x: a @ x * (1 + 0.2 * noise.normal(size=6)), lambda y: a.T @ y, (6,), (6,))
    yield Case(
        "noise of 1e-5, minus",
        False,
        lambda x: a @ x * (1 + 1e-5 * noise.normal(size=6)),
        lambda y: -a.T @ y,
        (6,),
        (6,),
    )
