"""scipy.fft, scipy.ndimage, scipy.signal, scipy.linalg: transforms, filters, and derivatives of matrix functions."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from types import ModuleType

import numpy as np

from examples.benchmarks.in_the_wild.case import Case, adjoint, jacobian, normal
from examples.benchmarks.in_the_wild.given import given
from examples.benchmarks.in_the_wild.scipy_parts.operators import matrix
from minigrad.arrays import Float64Array


def cases() -> Iterator[Case]:
    """Operators first, then the derivative of the matrix exponential."""
    yield from _transforms(import_module("scipy.fft"))
    yield from _filters(import_module("scipy.ndimage"), import_module("scipy.signal"))
    yield from _matrix_functions(import_module("scipy.linalg"))


def _transforms(fft: ModuleType) -> Iterator[Case]:
    for kind in (1, 2, 3, 4):
        turned = {1: 1, 2: 3, 3: 2, 4: 4}[kind]
        yield adjoint(
            f"dct, ortho, {kind}",
            given(lambda v, k: fft.dct(v, k, norm="ortho", orthogonalize=True), kind),
            given(lambda w, k: fft.dct(w, k, norm="ortho", orthogonalize=True), turned),
            (8,),
            (8,),
        )
        yield adjoint(
            f"dst, ortho, {kind}",
            given(lambda v, k: fft.dst(v, k, norm="ortho", orthogonalize=True), kind),
            given(lambda w, k: fft.dst(w, k, norm="ortho", orthogonalize=True), turned),
            (8,),
            (8,),
        )
        yield adjoint(
            f"idct, ortho, {kind}",
            given(lambda v, k: fft.idct(v, k, norm="ortho"), kind),
            given(lambda w, k: fft.dct(w, k, norm="ortho"), kind),
            (8,),
            (8,),
        )
    yield adjoint(
        "dctn, ortho", lambda v: fft.dctn(v, norm="ortho"), lambda w: fft.idctn(w, norm="ortho"), (4, 3), (4, 3)
    )
    yield adjoint(
        "fft, ortho: real part",
        lambda v: fft.fft(v, norm="ortho").real,
        lambda w: fft.ifft(w, norm="ortho").real,
        (8,),
        (8,),
    )


def _filters(ndimage: ModuleType, signal: ModuleType) -> Iterator[Case]:
    kernel, plane = np.array([0.2, 0.5, -0.3]), matrix(3, 3)
    yield adjoint(
        "signal.convolve, full",
        lambda v: signal.convolve(v, kernel),
        lambda w: signal.correlate(w, kernel, "valid"),
        (7,),
        (9,),
    )
    yield adjoint(
        "signal.fftconvolve, valid",
        lambda v: signal.fftconvolve(v, kernel, "valid"),
        lambda w: signal.fftconvolve(w, kernel[::-1]),
        (7,),
        (5,),
    )
    yield adjoint(
        "signal.convolve2d, same",
        lambda v: signal.convolve2d(v, plane, "same"),
        lambda w: signal.correlate2d(w, plane, "same"),
        (5, 6),
        (5, 6),
    )
    yield adjoint(
        "signal.convolve2d, wrap",
        lambda v: signal.convolve2d(v, plane, "same", "wrap"),
        lambda w: signal.correlate2d(w, plane, "same", "wrap"),
        (5, 6),
        (5, 6),
    )
    for mode in ("constant", "wrap"):
        yield adjoint(
            f"ndimage.convolve, {mode}",
            given(lambda v, m: ndimage.convolve(v, plane, mode=m), mode),
            given(lambda w, m: ndimage.correlate(w, plane, mode=m), mode),
            (5, 6),
            (5, 6),
        )
    for mode in ("constant", "wrap", "reflect"):
        yield adjoint(
            f"ndimage.gaussian_filter, {mode}",
            given(lambda v, m: ndimage.gaussian_filter(v, 0.8, mode=m), mode),
            given(lambda w, m: ndimage.gaussian_filter(w, 0.8, mode=m), mode),
            (7, 6),
            (7, 6),
        )
    yield adjoint(
        "ndimage.laplace, wrap",
        lambda v: ndimage.laplace(v, mode="wrap"),
        lambda w: ndimage.laplace(w, mode="wrap"),
        (5, 6),
        (5, 6),
    )
    yield adjoint(
        "signal.lfilter",
        lambda v: signal.lfilter([0.3, 0.2], [1.0, -0.4], v),
        lambda w: signal.lfilter([0.3, 0.2], [1.0, -0.4], w[::-1])[::-1],
        (9,),
        (9,),
    )


def _matrix_functions(linalg: ModuleType) -> Iterator[Case]:
    """The Frechet derivative, direction by direction; transposed and inverse matrices."""

    def columns(x: Float64Array) -> Float64Array:
        units = np.eye(x.size).reshape(-1, *x.shape)
        return np.stack([linalg.expm_frechet(x, unit, compute_expm=False) for unit in units], -1).reshape(
            x.shape + x.shape
        )

    at = normal("expm", 3, 3)
    yield jacobian("expm_frechet", linalg.expm, columns, at)
    yield jacobian("inv", linalg.inv, lambda x: -np.einsum("ij,kl->iljk", linalg.inv(x), linalg.inv(x)), at)
    right = matrix(3)
    yield jacobian(
        "solve",
        lambda x: linalg.solve(x, right),
        lambda x: -np.einsum("ij,k->ijk", linalg.inv(x), linalg.solve(x, right)),
        at,
    )
    yield jacobian("det", lambda x: [linalg.det(x)], lambda x: [linalg.det(x) * linalg.inv(x).T], at)
