"""Adjoints that are right."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import numpy.typing as npt

from minigrad.arrays import ComplexArray, Float64Array
from tests.checking.adjoint_cases.case import Case, dense

RNG = np.random.default_rng(20261126)


def right_cases() -> Iterator[Case]:
    """All of them."""
    yield from matrices()
    yield from stencils()
    yield from signals()
    yield from gathers()
    yield from solves()
    yield from odd_types()


def matrices() -> Iterator[Case]:
    """Dense, low rank, badly scaled, one row, one column, a number."""
    a = RNG.normal(size=(7, 5))
    yield dense("dense 7 x 5", True, a, a.T)
    yield dense("one row", True, a[:1], a[:1].T)
    yield dense("one column", True, a[:, :1], a[:, :1].T)
    yield dense("rank 1", True, np.outer(a[:, 0], a[0]), np.outer(a[0], a[:, 0]))
    scaled = a * np.logspace(-8, 8, 7)[:, None]
    yield dense("rows from 1e-8 to 1e8", True, scaled, scaled.T)
    yield dense("zero", True, np.zeros((4, 3)), np.zeros((3, 4)))
    yield dense("identity 300", True, np.eye(300), np.eye(300))
    big = RNG.normal(size=(200, 300))
    yield dense("dense 200 x 300", True, big, big.T)
    yield Case("a number", True, lambda x: 3.0 * x, lambda y: 3.0 * y, (1,), (1,))
    yield Case("a sum", True, lambda x: np.sum(x), lambda y: np.full((4, 3), y), (4, 3), ())
    yield Case("cancelling: 1e8 in, 1e8 out", True, _cancelling(1e8), _cancelling(1e8), (6,), (6,))
    rounded = a * (1 + 1e-8 * RNG.normal(size=a.shape))
    yield dense("entries right to 1e-8", True, a, rounded.T)


def _cancelling(size: float) -> Callable[[Float64Array], Float64Array]:
    return lambda x: (x * (1.0 + size)) - x * size


def stencils() -> Iterator[Case]:
    """Differences, sums and Laplacians with their boundaries."""
    yield Case("forward difference", True, lambda x: x[1:] - x[:-1], _diff_adjoint, (12,), (11,))
    yield Case("np.diff, 2-D, axis 0", True, lambda x: np.diff(x, axis=0), _diff0_adjoint, (5, 4), (4, 4))
    yield Case("cumulative sum", True, np.cumsum, lambda y: np.cumsum(y[::-1])[::-1], (50,), (50,))
    yield Case("cumulative sum, 2,000", True, np.cumsum, lambda y: np.cumsum(y[::-1])[::-1], (2_000,), (2_000,))
    yield Case("laplacian, Dirichlet", True, laplacian, laplacian, (6, 7), (6, 7))
    yield Case("central difference, periodic", True, _periodic, lambda y: -_periodic(y), (9,), (9,))
    yield Case("trapezoidal integral", True, _trapezoid, _trapezoid_adjoint, (8,), (8,))


def _diff_adjoint(y: Float64Array) -> Float64Array:
    out = np.zeros(y.size + 1, dtype=y.dtype)
    out[1:] += y
    out[:-1] -= y
    return out


def _diff0_adjoint(y: Float64Array) -> Float64Array:
    padded = np.pad(y, ((1, 1), (0, 0)))
    return -np.diff(padded, axis=0)


def laplacian(x: Float64Array) -> Float64Array:
    """The five-point Laplacian, zero outside."""
    p = np.pad(x, 1)
    return p[2:, 1:-1] + p[:-2, 1:-1] + p[1:-1, 2:] + p[1:-1, :-2] - 4.0 * x


def _periodic(x: Float64Array) -> Float64Array:
    return (np.roll(x, -1) - np.roll(x, 1)) / 0.2


def _trapezoid(x: Float64Array) -> Float64Array:
    out = np.zeros_like(x)
    out[1:] = np.cumsum(0.5 * (x[1:] + x[:-1]))
    return out


def _trapezoid_adjoint(y: Float64Array) -> Float64Array:
    tail = np.cumsum(y[:0:-1])[::-1]
    out = np.zeros_like(y)
    out[1:] += 0.5 * tail
    out[:-1] += 0.5 * tail
    return out


def signals() -> Iterator[Case]:
    """Convolutions, Fourier and cosine transforms."""
    k = RNG.normal(size=5)
    yield Case("convolution, full", True, lambda x: np.convolve(x, k), lambda y: np.correlate(y, k), (20,), (24,))
    yield Case(
        "convolution, valid",
        True,
        lambda x: np.convolve(x, k, "valid"),
        lambda y: np.convolve(y, k[::-1]),
        (20,),
        (16,),
    )
    spectrum = np.fft.fft(RNG.normal(size=32))
    yield Case("convolution by FFT", True, by_fft(spectrum), by_fft(spectrum.conj()), (32,), (32,))
    yield Case("FFT", True, np.fft.fft, lambda y: 16 * np.fft.ifft(y), (16,), (16,), "D")
    yield Case("FFT, ortho, 2-D", True, ortho, inverse_ortho, (6, 5), (6, 5), "D")
    c = cosine(12)
    yield dense("DCT", True, c, c.T)
    yield Case("shift", True, lambda x: np.roll(x, 3), lambda y: np.roll(y, -3), (10,), (10,))
    decaying = np.exp(-0.5 * (np.arange(30)[:, None] - np.arange(30)) ** 2 / 9.0)
    yield dense("blur, condition 1e16", True, decaying, decaying.T)


def by_fft(spectrum: ComplexArray) -> Callable[[Float64Array], Float64Array]:
    """Periodic convolution."""
    return lambda x: np.fft.ifft(np.fft.fft(x) * spectrum).real


def ortho(x: ComplexArray) -> ComplexArray:
    """The unitary Fourier transform of an image."""
    return np.fft.fft2(x, norm="ortho")


def inverse_ortho(y: ComplexArray) -> ComplexArray:
    """And back."""
    return np.fft.ifft2(y, norm="ortho")


def cosine(n: int) -> Float64Array:
    """The matrix of the DCT-II."""
    return np.cos(np.pi * np.arange(n)[:, None] * (np.arange(n) + 0.5) / n)


def gathers() -> Iterator[Case]:
    """Masks, picks, interpolation, sums along rays."""
    pick = RNG.integers(0, 15, size=25)
    yield Case("gather, with repeats", True, lambda x: x[pick], lambda y: np.bincount(pick, y, 15), (15,), (25,))
    mask = RNG.random(20) < 0.5
    yield Case("mask", True, lambda x: np.where(mask, x, 0), lambda y: np.where(mask, y, 0), (20,), (20,))
    yield Case("every second", True, lambda x: x[::2], lambda y: spread(y, 11), (11,), (6,))
    yield Case("transpose", True, lambda x: x.T, lambda y: y.T, (3, 5), (5, 3))
    where = RNG.random(30) * 18.9
    yield dense("linear interpolation", True, interpolation(where, 20), interpolation(where, 20).T)
    rays = (RNG.random((40, 36)) < 0.15) * RNG.random((40, 36))
    yield Case(
        "sums along rays", True, lambda x: rays @ x.reshape(-1), lambda y: (rays.T @ y).reshape(6, 6), (6, 6), (40,)
    )
    yield Case("padding", True, lambda x: np.pad(x, 2), lambda y: y[2:-2], (7,), (11,))
    yield Case("mean of blocks", True, lambda x: x.reshape(5, 4).mean(1), lambda y: np.repeat(y / 4, 4), (20,), (5,))


def spread(y: Float64Array, n: int) -> Float64Array:
    """Every second of n."""
    out = np.zeros(n, dtype=y.dtype)
    out[::2] = y
    return out


def interpolation(where: Float64Array, n: int) -> Float64Array:
    """The matrix of linear interpolation on a grid 0, 1, ..., n - 1."""
    left = where.astype(int)
    matrix = np.zeros((where.size, n))
    matrix[np.arange(where.size), left] = 1 - (where - left)
    matrix[np.arange(where.size), left + 1] = where - left
    return matrix


def conditioned(n: int, digits: float) -> Float64Array:
    """A matrix with this condition number."""
    u, v = (np.linalg.qr(RNG.normal(size=(n, n)))[0] for _ in range(2))
    return np.asarray(u * np.logspace(0, -digits, n) @ v)


def solve_case(name: str, right: bool | None, m: Float64Array, factor: float = 1.0) -> Case:
    """The solution of a system, and that of the transposed one."""
    n = len(m)
    return Case(name, right, lambda x: np.linalg.solve(m, x), lambda y: factor * np.linalg.solve(m.T, y), (n,), (n,))


def hilbert(n: int) -> Float64Array:
    """1 / (i + j + 1)."""
    return np.asarray(1.0 / (np.arange(n)[:, None] + np.arange(n) + 1.0), dtype=np.float64)


def nearly_singular() -> Float64Array:
    """A matrix of which one singular value is 1e-10, and all others are 1."""
    u, v = (np.linalg.qr(RNG.normal(size=(14, 14)))[0] for _ in range(2))
    return np.asarray(u * np.append(np.ones(13), 1e-10) @ v)


def solves() -> Iterator[Case]:
    """Systems of growing condition number, and a solution that is only good to 1e-7."""
    for digits in (1, 4, 7, 10, 12):
        yield solve_case(f"solve, condition 1e{digits}", True, conditioned(12, digits))
    yield solve_case("solve, nearly singular", True, nearly_singular())
    yield solve_case("solve, Hilbert 8", True, hilbert(8))
    yield solve_case("solve, Hilbert 11", True, hilbert(11))
    spd = conditioned(15, 1)
    spd = spd @ spd.T + 0.1 * np.eye(15)
    yield Case("conjugate gradients to 1e-7", True, _cg(spd, 1e-7), _cg(spd, 1e-7), (15,), (15,))
    yield Case("tridiagonal solve, 400", True, _recursion, lambda y: _recursion(y[::-1])[::-1], (400,), (400,))


def _cg(matrix: Float64Array, tolerance: float) -> Callable[[Float64Array], Float64Array]:
    def solve(b: Float64Array) -> Float64Array:
        x, r = np.zeros_like(b), b.copy()
        p = r
        for _ in range(200):
            if r @ r <= tolerance**2 * (b @ b):
                break
            ap = matrix @ p
            alpha = (r @ r) / (p @ ap)
            x, new = x + alpha * p, r - alpha * ap
            p, r = new + (new @ new) / (r @ r) * p, new
        return x

    return solve


def _recursion(x: Float64Array) -> Float64Array:
    out = np.zeros_like(x)
    last = 0.0
    for i in range(x.size):
        last = 0.99 * last + x[i]
        out[i] = last
    return out


def odd_types() -> Iterator[Case]:
    """Complex and float32."""
    z = RNG.normal(size=(6, 4)) + 1j * RNG.normal(size=(6, 4))
    yield dense("complex 6 x 4", True, z, z.conj().T, "D")
    yield dense("complex64", True, z.astype(np.complex64), z.conj().T.astype(np.complex64), "F")
    a = RNG.normal(size=(30, 40)).astype(np.float32)
    yield dense("float32 30 x 40", True, a, a.T, "f")
    yield Case(
        "float32 cumsum 3,000", True, np.cumsum, lambda y: np.cumsum(y[::-1])[::-1], (3_000,), (3_000,), np.float32
    )
    spectrum = np.fft.fft(np.exp(-0.05 * np.arange(64.0)))
    yield Case("float32 blur by FFT", True, _single_fft(spectrum), _single_fft(spectrum.conj()), (64,), (64,), "f")
    wide = np.fft.fft(np.exp(-0.1 * np.arange(16.0)))
    yield Case(
        "blur by FFT, complex by rounding alone",
        True,
        lambda x: np.fft.ifft(np.fft.fft(x) * wide),
        lambda y: np.fft.ifft(np.fft.fft(y) * wide.conj()),
        (16,),
        (16,),
    )
    yield Case("real FFT", True, np.fft.rfft, _rfft_adjoint, (16,), (9,))
    yield dense(
        "real matrix of complex vectors", True, a[:5, :4].astype(float), a[:5, :4].T.astype(float), np.complex128
    )


def _single_fft(spectrum: ComplexArray) -> Callable[[npt.NDArray[np.float32]], npt.NDArray[np.float32]]:
    return lambda x: by_fft(spectrum)(x.astype(np.float64)).astype(np.float32)


def _rfft_adjoint(y: Float64Array) -> Float64Array:
    full = np.zeros(16, dtype=complex)
    full[:9] = y
    return (16 * np.fft.ifft(full)).real
