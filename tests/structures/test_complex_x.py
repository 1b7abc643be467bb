"""Real functions of complex x: each entry is two real numbers, and the report says which convention a gradient
follows."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

import minigrad as mg
from minigrad.structures.structure_types import ComplexArrays as Vector

Z: Vector = np.array([1 + 2j, -0.5 + 0.25j, 2 - 1j])
WEIGHTS = np.array([1.0, 2.0, 0.5])


def energy(z: Vector) -> float:
    """sum of w |z|^2 + Re z0 Im z1."""
    return float(np.sum(WEIGHTS * np.abs(z) ** 2) + z[0].real * z[1].imag)


def ascent(z: Vector) -> Vector:
    """df/da + i df/db for z = a + i b, by hand: 2 w z + Im z1 e0 + i Re z0 e1."""
    return np.asarray(2 * WEIGHTS * z + np.array([z[1].imag, 1j * z[0].real, 0]))


def scaled(z: Vector) -> Vector:
    return np.asarray(ascent(z) * np.array([1, 1.5, 1]))


CASES: list[tuple[Callable[[Vector], Vector], str, tuple[int, int], str]] = [
    (ascent, "it follows df/da + i df/db", (6, 0), ""),
    (lambda z: ascent(z).conj(), "it follows df/da - i df/db", (6, 0), ""),
    (lambda z: ascent(z) / 2, "it is half of df/da + i df/db", (0, 6), "half the slope"),
    (lambda z: ascent(z).conj() / 2, "it is half of df/da - i df/db", (0, 6), "half the slope"),
    (scaled, "it is compared with df/da + i df/db for x = a + i b, which more", (4, 2), ""),
    (lambda z: scaled(z).conj(), "it is compared with the conjugate df/da - i df/db", (4, 2), ""),
    (lambda z: np.full(3, 0.1j), "it follows neither df/da + i df/db", (0, 6), ""),
]


@pytest.mark.each("jac, said, counts, cause", CASES)
def test_the_convention_is_found_and_noted(
    jac: Callable[[Vector], Vector], said: str, counts: tuple[int, int], cause: str
) -> None:
    report = mg.check_gradient(energy, jac, Z)
    assert report.counts[:2] == counts
    assert report.findings[0].kind is mg.FindingKind.COMPLEX_X
    assert report.findings[0].message.startswith(said)
    assert cause in (report.cause.message if report.cause else "")
    spot = mg.spot_check(energy, jac, Z)
    assert (spot is None) == (counts == (6, 0))


def test_each_entry_is_two_real_numbers() -> None:
    report = mg.check_gradient(energy, scaled, Z)
    assert {entry.name for entry in report.worst[:2]} == {"x[1].real", "x[1].imag"}
    real = mg.check_gradient(lambda z: float(z.real.sum()), lambda z: np.ones(3), Z)
    assert real.passed
    assert real.findings[0].message.startswith("df/db is zero")
    number = mg.check_gradient(lambda z: abs(z) ** 2, lambda z: 2 * z, 3 + 4j)
    assert number.passed
    assert set(number.names) == {"x.real", "x.imag"}
    assert mg.check_gradient(energy, ascent, Z.astype(np.complex64)).passed
    assert mg.check_gradient(energy, ascent, Z, points=[Z + 1j]).counts == (12, 0, 0)
    assert mg.forecast_check(energy, Z).evaluations == 4 * 6 + 2
    for jac, verdict in ((ascent, "PASS"), (lambda z: ascent(z).conj(), "PASS"), (lambda z: scaled(z).conj(), "FAIL")):
        assert mg.check_gradient(energy, jac, Z, mode="screen").verdict.name == verdict


def test_complex_arrays_among_real_ones_and_several_outputs() -> None:
    def power(p: dict[str, complex]) -> float:
        return float(abs(p["z"]) ** 2 * p["gain"].real)

    def conjugate(p: dict[str, complex]) -> dict[str, complex]:
        return {"z": 2 * np.conj(p["z"]) * p["gain"], "gain": abs(p["z"]) ** 2}

    report = mg.check_gradient(power, conjugate, {"z": 1 + 2j, "gain": 3.0})
    assert report.passed
    assert "as jax does" in report.findings[0].message
    jacobian = mg.check_jacobian(lambda z: np.abs(z) ** 2, lambda z: np.diag(2 * z), Z)
    assert jacobian.counts == (18, 0, 0)
    assert "f[1] / x[1].imag" in jacobian.names


def test_a_complex_function_of_complex_x_is_refused() -> None:
    with pytest.raises(TypeError, match="`fun` must return real numbers where x is complex, got complex128; take its"):
        mg.check_gradient(lambda z: z[0] ** 2, lambda z: 2 * z, Z)
    with pytest.raises(TypeError, match="`z` is complex, which no imaginary step can move"):
        mg.ComplexStep().gradient(lambda p: abs(p["z"]), {"z": 1 + 1j})


def test_the_gradient_of_complex_arrays_in_a_structure_is_the_direction_of_steepest_ascent() -> None:
    found = mg.CentralDifference().gradient(lambda p: energy(p["z"]), {"z": Z})
    np.testing.assert_allclose(found["z"], ascent(Z), rtol=1e-8)
