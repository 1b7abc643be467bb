from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING, final

import numpy as np
import pytest
from typing_extensions import override

import minigrad as mg
from minigrad.arrays import Float64Array
from minigrad.plotting import plot_step_sweep
from minigrad.plotting.differences.method_names import short_name
from tests.plotting.rendering import colours_near, data_of, legend_labels, pixels
from tests.plotting.sweeps import curves, labelled

pytest.importorskip("matplotlib")

if TYPE_CHECKING:
    from matplotlib.axes import Axes

EPS = float(np.finfo(float).eps)


@final
class Textbook(mg.Differentiator):
    """A forward difference with h = 1e-5 that reports no step."""

    @override
    def differentiate(self, probe: mg.Probe, *, derivative: int = 1, with_error: bool = True) -> mg.Estimate:
        line, step = np.arange(probe.size), np.full(probe.size, 1e-5)
        value = (probe.values(line, step) - probe.base()) / step
        unknown, status = np.full(probe.size, np.inf), np.full(probe.size, mg.Status.CONVERGED, dtype=np.int8)
        return mg.Estimate(value, unknown, 0.0 * step, status, probe.evaluations)


def smoothed(curve: Float64Array) -> Float64Array:
    """The largest error within a factor of 3 on both sides: rounding makes errors small by accident, too."""
    h, error = curve
    near = np.abs(np.log(h[:, np.newaxis] / h)) <= np.log(3.0)
    return np.array([h, np.where(near, error, 0.0).max(axis=1)])


CASES = [(np.exp, np.exp, 1.0), (math.sin, math.cos, 1.0)]


@cache
def swept(fun: np.ufunc, derivative: np.ufunc | None, x: float) -> Axes:
    """The picture of a function, drawn once for all tests that look at it."""
    return plot_step_sweep(fun, x, derivative=derivative)


cases = pytest.mark.parametrize(("fun", "derivative", "x"), CASES, ids=["exp", "sin"])


@cases
def test_each_curve_has_its_lowest_point_where_theory_puts_it(fun: np.ufunc, derivative: np.ufunc, x: float) -> None:
    """eps^(1/2) = 1.5e-8 for the forward difference, eps^(1/3) = 6e-6 and eps^(1/5) = 7e-4 for the central ones."""
    forward, central, fourth = map(smoothed, curves(swept(fun, derivative, x)))
    for curve, order in ((forward, 1), (central, 2), (fourth, 4)):
        best = curve[0, curve[1].argmin()]
        assert abs(math.log10(best / EPS ** (1.0 / (order + 1)))) < 1.0


@cases
def test_truncation_has_the_slope_of_the_order(fun: np.ufunc, derivative: np.ufunc, x: float) -> None:
    for order, (h, error) in zip((1, 2, 4), curves(swept(fun, derivative, x)), strict=True):
        part = (h > 5e-3) & (h < 1e-1)
        slope = np.polyfit(np.log(h[part]), np.log(error[part]), 1)[0]
        assert slope == pytest.approx(order, abs=0.05)


def test_the_curves_are_the_errors_of_the_methods() -> None:
    """For exp in closed form: e ((e^h - 1) / h - 1), e (1 - (1 - e^-h) / h) and e (sinh(h) / h - 1)."""
    methods = [mg.ForwardDifference(), mg.BackwardDifference(), mg.CentralDifference(rel_step=1e-3)]
    found = curves(plot_step_sweep(np.exp, 1.0, methods, derivative=math.e, steps=np.geomspace(1e-3, 1.0, 31)))
    h = np.geomspace(1e-3, 1.0, 31)
    exact = [np.expm1(h) / h - 1.0, 1.0 + np.expm1(-h) / h, np.sinh(h) / h - 1.0]
    for (steps, errors), relative in zip(found, exact, strict=True):
        np.testing.assert_array_equal(steps, h)
        np.testing.assert_allclose(errors, math.e * relative, rtol=1e-5)


@cases
def test_a_fixed_method_stands_on_its_curve_at_the_bottom_of_the_u(
    fun: np.ufunc, derivative: np.ufunc, x: float
) -> None:
    ax = swept(fun, derivative, x)
    names = ("ForwardDifference()", "CentralDifference()", "CentralDifference(order=4)")
    for name, order, curve in zip(names, (1, 2, 4), map(smoothed, curves(ax)), strict=True):
        (step,), (error,) = data_of(labelled(ax, f"{name}: "))
        assert step == pytest.approx(EPS ** (1.0 / (order + 1)), rel=1e-6)
        nearby = float(curve[1, np.abs(np.log(curve[0] / step)).argmin()])
        assert error <= 3.0 * nearby
        assert nearby <= 10.0 * float(curve[1].min())


def test_the_marker_and_the_legend_say_the_same() -> None:
    ax = plot_step_sweep(np.exp, 1.0, [mg.CentralDifference(abs_step=0.1)], derivative=math.e)
    exact = math.e * (math.sinh(0.1) / 0.1 - 1.0)
    marker = labelled(ax, "CentralDifference(abs_step=0.1): ")
    np.testing.assert_allclose(data_of(marker).ravel(), [0.1, exact], rtol=1e-9)
    assert marker.get_label() == f"CentralDifference(abs_step=0.1): h = 0.1, error {exact:.2g}"


@pytest.mark.parametrize(
    ("method", "constant", "order"),
    [
        (mg.ForwardDifference(), math.e / 2, 1),
        (mg.CentralDifference(), math.e / 6, 2),
        (mg.CentralDifference(order=4), math.e / 30, 4),
    ],
    ids=short_name,
)
def test_the_line_of_truncation_is_the_first_term_that_the_formula_leaves_out(
    method: mg.Differentiator, constant: float, order: int
) -> None:
    """h/2 f'', h^2/6 f''' and h^4/30 f^(5), all derivatives of exp at 1 being e."""
    line = labelled(plot_step_sweep(np.exp, 1.0, [mg.ComplexStep(), method]), "truncation: ")
    h, level = data_of(line)
    np.testing.assert_allclose(level, constant * h**order, rtol=0.03)
    assert str(line.get_label()).endswith(f" h^{order}")


@pytest.mark.parametrize(
    ("method", "gain"),
    [(mg.ForwardDifference(), 2.0), (mg.CentralDifference(), 1.0), (mg.CentralDifference(order=4), 1.5)],
    ids=short_name,
)
def test_the_line_of_rounding_is_an_upper_bound_that_is_nearly_reached(method: mg.Differentiator, gain: float) -> None:
    """eps |f(x)| sum |w| / h: the weights are (-1, 1), (-1/2, 1/2) and (1/12, -2/3, 2/3, -1/12)."""
    ax = plot_step_sweep(np.exp, 1.0, [method], derivative=math.e)
    h, level = data_of(labelled(ax, "rounding: "))
    np.testing.assert_allclose(level, EPS * math.e * gain / h, rtol=1e-12)
    steps, errors = curves(ax)[0]
    small = (steps > 1e-14) & (steps < 1e-10)
    ratio = errors[small] * steps[small] / (EPS * math.e * gain)
    assert ratio.max() <= 1.0
    assert np.median(ratio) > 0.02


def test_values_in_single_precision_are_rounded_more() -> None:
    ax = plot_step_sweep(lambda x: np.float32(math.sin(x)), 1.0, [mg.ForwardDifference()], derivative=math.cos)
    h, level = data_of(labelled(ax, "rounding: "))
    np.testing.assert_allclose(level * h, float(np.finfo(np.float32).eps) * math.sin(1.0) * 2.0, rtol=1e-6)


def test_the_floor_is_the_rounding_of_the_derivative_itself() -> None:
    ax = swept(np.exp, None, 1.0)
    assert set(data_of(labelled(ax, "floor: "))[1]) == {EPS * math.e}


class TestTheReference:
    def test_where_it_is_given_errors_are_measured_against_it(self) -> None:
        for derivative in (2.0, lambda x: 2.0 * x):
            ax = plot_step_sweep(np.exp, 1.0, [mg.CentralDifference()], derivative=derivative)
            (_, error) = data_of(labelled(ax, "CentralDifference(): ")).ravel()
            assert error == pytest.approx(math.e - 2.0, rel=1e-9)
            assert not ax.patches
            assert not any("not known" in label for label in legend_labels(ax))

    @pytest.mark.parametrize("fun", [np.exp, math.exp], ids=["complex", "real"])
    def test_where_it_is_estimated_its_bound_is_drawn_over_what_is_not_known(self, fun: np.ufunc) -> None:
        ax = plot_step_sweep(fun, 1.0, [mg.CentralDifference()]) if fun is not np.exp else swept(fun, None, 1.0)
        (band,) = ax.patches
        box = band.get_extents().transformed(ax.transData.inverted())
        assert 1e-15 < box.y1 < 1e-11
        assert box.y0 <= ax.get_ylim()[0] * (1.0 + 1e-9)
        assert f"not known: reference +- {box.y1:.2g}" in legend_labels(ax)
        (_, error) = data_of(labelled(ax, "CentralDifference(): ")).ravel()
        truth = abs(mg.CentralDifference().derivative(math.exp, 1.0) - math.e)
        assert abs(error - truth) <= box.y1
        inside = colours_near(ax, 1e-12, math.sqrt(box.y1 * box.y0), reach=8)
        assert (255, 255, 255) not in inside
        assert len(inside) > 2

    def test_where_it_cannot_be_estimated_it_is_asked_for(self) -> None:
        with pytest.raises(
            ValueError, match=r"the derivative at x = 0\.0 could not be estimated .*; give it as `derivative`"
        ):
            plot_step_sweep(lambda x: math.copysign(1.0, x), 0.0)

    def test_what_is_given_must_be_a_number(self) -> None:
        with pytest.raises(ValueError, match="`derivative` must be finite, got nan"):
            plot_step_sweep(np.exp, 1.0, derivative=math.nan)


class TestMethods:
    def test_those_without_a_step_to_set_have_one_marker(self) -> None:
        methods = [mg.AdaptiveDifference(), mg.ComplexStep(), mg.Richardson(mg.CentralDifference()), Textbook()]
        ax = plot_step_sweep(np.exp, 1.0, methods, derivative=math.e)
        assert curves(ax) == []
        for method in methods[:3]:
            own = method.estimate_derivative(np.exp, 1.0)
            (step, error) = data_of(labelled(ax, f"{short_name(method)}: ")).ravel()
            assert step == float(own.step)
            assert error == abs(own.value - math.e) or own.value == math.e
        markers = [labelled(ax, f"{short_name(method)}: ").get_marker() for method in methods]
        assert len(set(markers)) == 4

    def test_one_that_reports_no_step_stands_at_the_left_edge(self) -> None:
        ax = plot_step_sweep(np.exp, 1.0, [Textbook(), mg.ForwardDifference()], derivative=math.e)
        (step, error) = data_of(labelled(ax, "Textbook(): h = 0, ")).ravel()
        assert step == 1e-16
        assert error == pytest.approx(0.5e-5 * math.e, rel=1e-4)

    def test_labels_are_the_caller_s(self) -> None:
        ax = plot_step_sweep(np.exp, 1.0, {"one": mg.ForwardDifference(), "two": mg.AdaptiveDifference()})
        assert [label.split(":")[0] for label in legend_labels(ax)][:2] == ["one", "two"]

    def test_the_same_method_twice_is_drawn_twice(self) -> None:
        assert len(curves(plot_step_sweep(np.exp, 1.0, [mg.ForwardDifference(), mg.ForwardDifference()]))) == 2

    def test_one_that_fails_by_itself_says_so_and_has_its_curve(self) -> None:
        """log at 1e-4: the default step, 7e-4, leads out of the domain."""
        ax = plot_step_sweep(math.log, 1e-4, [mg.CentralDifference(order=4)], derivative=1e4)
        assert legend_labels(ax)[0] == "CentralDifference(order=4): no value, ValueError"
        h, error = curves(ax)[0]
        assert np.isfinite(error[h < 4e-5]).all()
        assert np.isnan(error[h > 6e-5]).all()
        pixels(ax)

    def test_short_names_hold_what_is_not_the_default(self) -> None:
        assert short_name(mg.CentralDifference(order=4, abs_step=0.1)) == "CentralDifference(order=4, abs_step=0.1)"
        assert short_name(mg.Richardson(mg.CentralDifference(), levels=3)) == "Richardson(CentralDifference(), 3)"
        assert (
            short_name(mg.ComplexStep(fallback=mg.AdaptiveDifference())) == "ComplexStep(fallback=AdaptiveDifference())"
        )
        assert short_name(Textbook()) == "Textbook()"


def test_it_is_logarithmic_and_named() -> None:
    ax = swept(np.exp, None, 1.0)
    assert (ax.get_xscale(), ax.get_yscale()) == ("log", "log")
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("step h", "|error of f'(x)|")


def test_mistakes_name_the_argument() -> None:
    with pytest.raises(ValueError, match=r"`x` must have shape \(\), got \(2,\)"):
        plot_step_sweep(np.exp, [1.0, 2.0])  # type: ignore[arg-type]  # the mistake under test
    with pytest.raises(
        TypeError, match=r"`methods` must be a sequence of differentiators, or a mapping .*, got Forward"
    ):
        plot_step_sweep(np.exp, 1.0, mg.ForwardDifference())  # type: ignore[arg-type]  # the mistake under test
    with pytest.raises(TypeError, match=r"must be of class Differentiator, got <class .*ForwardDifference'>; call it"):
        plot_step_sweep(np.exp, 1.0, [mg.ForwardDifference])  # type: ignore[list-item]  # the mistake under test
    with pytest.raises(ValueError, match="`methods` must name at least one differentiator, got none"):
        plot_step_sweep(np.exp, 1.0, [])
