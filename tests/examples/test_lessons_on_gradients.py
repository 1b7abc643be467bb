"""The numbers and pictures of the lessons on a network's gradient and on wrong ones, against the book's numbers and
closed forms."""

from __future__ import annotations

import math
import re

import numpy as np
import pytest

pytest.importorskip("matplotlib")

from examples import six_wrong_gradients
from tests.examples.lessons import line_of, run

pytestmark = pytest.mark.xdist_group("lessons")

DW = [0.21924763, 0.14356247, -0.36281009, 0.32887144, 0.2153437, -0.54421514]
"""The book's, to eight digits."""


def test_softmax_and_cross_entropy() -> None:
    lesson = run("softmax_and_cross_entropy")
    assert "softmax(0.3, 2.9, 4.0) = [0.01821127 0.24519181 0.73659691]" in lesson.text  # the book's
    assert lesson.numbers("softmax(1010, 1000, 990) = ") == pytest.approx(
        [1.0 - math.exp(-10), math.exp(-10), 0.0], abs=1e-8
    )
    assert lesson.numbers("cross-entropy with label 2: ") == [round(-math.log(0.6), 8)] * 2
    for z in (-3.0, 0.0, 3.0):
        y = math.exp(z) / (math.exp(z) + 2.0)
        assert lesson.numbers(f"slope at z = {z:+.0f}: ")[:2] == pytest.approx([y - 1.0, y], abs=1e-6)
        (x0, y0), (x1, y1) = line_of(lesson.axes, f"f'({z:g}) = {y - 1.0:.6g}")
        assert (y1 - y0) / (x1 - x0) == pytest.approx(y - 1.0, abs=1e-8)


def test_the_books_numbers() -> None:
    lesson = run("network_gradient")
    assert "scores [1.05414809 0.63071653 1.1328074 ]" in lesson.text
    assert "loss 0.928068537" in lesson.text or "loss 0.928068539" in lesson.text  # the book: 0.92806853663411326
    numbers = [float(n) for n in re.findall(r"-?0\.\d{6,8}(?=[ \]])", lesson.text.split("dL/dW")[1].split("PASS")[0])]
    assert numbers == pytest.approx(DW + DW, abs=6e-9)
    assert "PASS: 6 of 6 entries pass" in lesson.text
    (image,) = lesson.panels[0].get_images()
    errors = np.asarray(image.get_array())  # logarithms
    assert errors.shape == (2, 3)
    assert errors.max() < -9.0


def test_the_trap_has_a_gradient_of_zeros() -> None:
    lesson = run("ignored_argument")
    assert lesson.numbers("gradient of the loss ") == pytest.approx(DW, abs=6e-9)
    assert lesson.numbers("gradient of the trap ") == [0.0] * 6
    assert "IgnoredArgumentWarning: `fun` ignores its argument" in lesson.text
    assert "the array `net.theta`" in lesson.text
    assert "fun ignores its argument: it returns the same value wherever x is moved" in lesson.text
    curve, level = lesson.panels
    assert line_of(curve, "f'(0.473552) = 0.219248").shape == (2, 2)
    assert np.ptp(line_of(level, "f(x)")[:, 1]) == 0.0
    assert curve.get_ylim() == level.get_ylim()


def test_the_articles_epsilon_takes_a_part_of_the_slope_away() -> None:
    lesson = run("epsilon_in_the_loss")
    article, ours = lesson.text.split("ours:\n")
    assert article.startswith("the article's loss:\nFAIL: 0 of 6")
    assert "epsilon inside a logarithm" in article
    assert ours.startswith("PASS: 6 of 6")
    assert lesson.numbers("y = 2.0e-07: ")[-2:] == [-1.0, -0.6667]  # a third is missing
    score, claimed = line_of(lesson.axes, "softmax - target").T
    y = 1.0 / (1.0 + np.exp(-score))
    np.testing.assert_allclose(claimed, y - 1.0, atol=1e-12)
    # By the chain rule: -d/dz log(y + c) = -y (1 - y) / (y + c), with c = 1e-7.
    slope = line_of(lesson.axes, "slope of -log(y + 1e-7)")[:, 1]
    np.testing.assert_allclose(slope, (y - 1.0) * y / (y + 1e-7), atol=1e-8)
    assert slope[0] > -1e-4
    assert claimed[0] < -0.9999


def test_errors_of_differences() -> None:
    lesson = run("error_against_step")
    # Truncation, from the series: e (e^h - 1 - h) / h and e (sinh(h) - h) / h.
    forward, central = math.e * (math.expm1(0.1) / 0.1 - 1.0), math.e * (math.sinh(0.1) / 0.1 - 1.0)
    assert lesson.numbers("h = 1e-01: forward difference wrong by ") == pytest.approx([forward, central], rel=0.05)
    assert lesson.numbers("h = 1e-05: forward difference wrong by ")[0] == pytest.approx(math.e * 0.5e-5, rel=0.05)
    assert min(lesson.numbers("h = 1e-12: forward difference wrong by ")) > 1e-6  # rounding
    _, wrong, bound = lesson.numbers("AdaptiveDifference: h = ")
    assert wrong < bound < 1e-11


def test_the_error_is_a_u_with_the_chosen_step_near_its_bottom() -> None:
    axes = run("error_against_step").axes
    lines = [(str(line.get_label()), np.asarray(line.get_xydata(), np.float64)) for line in axes.get_lines()]
    curves = [line for label, line in lines if len(line) > 100 and not label.startswith(("truncation", "rounding"))]
    chosen = [line[0] for _, line in lines if len(line) == 1]
    assert len(curves) == 3
    assert len(chosen) == 4
    for curve, (step, error) in zip(curves, chosen, strict=False):
        assert min(curve[:10, 1].min(), curve[-1, 1]) > 1e4 * error  # much worse on both sides
        assert curve[0, 0] < step < curve[-1, 0]
        assert error < 1e3 * np.min(curve[curve[:, 1] > 0.0, 1])


def test_each_mistake_is_recognised() -> None:
    lesson = run("six_wrong_gradients")
    assert "no mistake: PASS" in lesson.text
    expected = {
        "wrong sign": "the sign is wrong (FAIL)",
        "no factor 2": "half the slope: a factor 2 is missing (FAIL)",
        "no 1/N": "1/N with N = 8 is missing (FAIL)",
        "transposed": "it is transposed (FAIL)",
        "no weight decay": "slope 0.1 x that jac lacks (weight decay) (FAIL)",
        "never reset": "jac accumulates",
    }
    assert list(expected) == list(six_wrong_gradients.MISTAKES)
    for name, cause in expected.items():
        assert cause in next(line for line in lesson.text.splitlines() if line.startswith(name))


def test_what_each_mistake_does_to_the_entries() -> None:
    w, x, t = six_wrong_gradients.W, six_wrong_gradients.X, six_wrong_gradients.T
    right = x.T @ (x @ w - t) / 4.0 + 0.1 * w
    claims = [-right, right / 2.0, 8.0 * right, right.T, right - 0.1 * w, right]
    for panel, claim in zip(run("six_wrong_gradients").panels, claims, strict=True):
        points = np.asarray(panel.get_lines()[1].get_xydata())
        np.testing.assert_allclose(points, np.column_stack([right.ravel(), claim.ravel()]), rtol=1e-6)
