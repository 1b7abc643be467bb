"""``plot_descent``: the path of one or several descents, and how they ended."""

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
    """The path of a descent over the contours of its function, with its start and its end; several paths in panels.

    Titles say how each run ended. The path of a run that diverged or froze ends in a cross with a text beside it.
    Without ``fun``, or where x has not two elements, the picture shows the value after each step.

    Args:
        results: what ``minimize`` returned, or a mapping from a label to such a result.
        fun: the function that was minimised.
        bounds: what the contours show: (low, high) for both variables, or ((x0_low, x0_high), (x1_low, x1_high)); by
            default the points no higher than the start of their run, without runs that diverged or froze.
        ax: where to draw; by default on a new figure. Several panels divide its area.

    Raises:
        MissingExtraError: matplotlib is not installed.
        TypeError, ValueError: an argument is of the wrong kind or out of range.

    >>> import minigrad as mg
    >>> def bowl(x): return x[0] ** 2 + x[1] ** 2
    >>> result = mg.minimize(bowl, [-3.0, 4.0], mg.GradientDescent(learning_rate=10.0), divergence="return")
    >>> plot_descent({"rate 10": result}, bowl).get_title()
    'rate 10\\ndiverged at step 4\\nfun = 4.25e+11'

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
