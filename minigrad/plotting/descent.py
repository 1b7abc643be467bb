"""Descents: the way that an optimizer went, or several side by side, and how it ended."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from minigrad.arguments import require_instance
from minigrad.descent import DescentResult
from minigrad.plotting.descents.curve import draw_curves
from minigrad.plotting.descents.map import draw_map
from minigrad.plotting.descents.visible_part import default_frame
from minigrad.plotting.drawing.canvas import canvas
from minigrad.plotting.drawing.frame import FrameBounds, as_frame
from minigrad.probes.function_types import ScalarFunction

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def plot_descent(
    results: DescentResult | Mapping[str, DescentResult],
    fun: ScalarFunction | None = None,
    *,
    bounds: FrameBounds | None = None,
    ax: Axes | None = None,
) -> Axes:
    """The path of a descent over the contours of its function, with its start and its end; several in panels, side by
    side.

    Titles say how each run ended. A run that diverged or froze ends in a cross, where it leaves the frame or stops
    being finite, with words beside it. Without ``fun``, or where x has other than two elements, the picture shows the
    value after each step, one line for each run; logarithmically, if the values are not negative and reach over two
    decades or more.

    Args:
        results: what ``minimize`` returned, or a mapping from a label to such a result.
        fun: the function that was minimised.
        bounds: what the contours show: (low, high) for both variables, or ((x0_low, x0_high), (x1_low, x1_high)). By
            default it is the box around all points no higher than the start of their run, with a margin; of runs that
            diverged or froze only the start counts, and their first step if there are no others.
        ax: where to draw; by default on a new figure. Several panels share its place.

    Returns:
        the axes; for several panels an invisible frame around them, and the panels follow it in ``figure.axes``.

    Raises:
        MissingExtraError: matplotlib is not installed.
        TypeError, ValueError: an argument is not what it should be.

    >>> import minigrad as mg
    >>> def bowl(x): return x[0] ** 2 + x[1] ** 2
    >>> rules = {f"rate {rate}": mg.GradientDescent(learning_rate=rate) for rate in (0.1, 10.0)}
    >>> runs = {name: mg.minimize(bowl, [-3.0, 4.0], rule, divergence="return") for name, rule in rules.items()}
    >>> [panel.get_title() for panel in plot_descent(runs, bowl).figure.axes[1:3]]
    ['rate 0.1\\nconverged in 100 steps\\nfun = 1.04e-18', 'rate 10.0\\ndiverged at step 4\\nfun = 4.25e+11']

    Source: Saitoh (2016), Deep Learning from Scratch, section 4.4.1, figure 4-10.
    """
    axes = canvas(ax)
    runs = _by_label(results)
    if fun is not None and all(result.x.size == 2 for result in runs.values()):
        draw_map(axes, runs, fun, default_frame(list(runs.values())) if bounds is None else as_frame(bounds))
    else:
        draw_curves(axes, runs)
    return axes


def _by_label(results: DescentResult | Mapping[str, DescentResult]) -> Mapping[str, DescentResult]:
    """The results with their labels, the empty one for a single result."""
    if isinstance(results, DescentResult):
        return {"": results}
    if not isinstance(results, Mapping):
        raise TypeError(f"`results` must be a DescentResult or a mapping from labels to such results, got {results!r}")
    for label, result in results.items():
        require_instance(f"results[{label!r}]", result, DescentResult)
        if not isinstance(label, str):
            raise TypeError(f"`results` must have strings for labels, got {label!r}")
    if not results:
        raise ValueError("`results` must hold at least one DescentResult, got an empty mapping")
    return dict(results)
