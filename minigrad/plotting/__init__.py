"""Pictures, one call each, drawn with matplotlib (the extra ``plot``).

- ``drawing/``: What several pictures share: axes, legends, contours, annotations and planes.
- ``classifiers/``: A classifier's classes, and the plane of its inputs in which its decisions are shown.
- ``confusion``: Which classes a classifier takes for which.
- ``decision_regions``: Where a classifier's decisions lie.
- ``descents/``: The parts of ``plot_descent``: paths over contours, values after each step, and how runs ended.
- ``descent``: Descents: the way that an optimizer went, or several side by side, and how it ended.
- ``differences/``: The parts of ``plot_step_sweep``: errors of numerical derivatives against the step.
- ``gradient_field``: The field of negative gradients: at each point an arrow that shows which way is down.
- ``parameters/``: The parameters of a network as images of units, or as a plane in the space of all of them.
- ``loss_landscape``: The loss of a network over a plane of its parameters.
- ``reports/``: The parts of ``plot_gradient_report``: maps with marked entries, remainders and texts.
- ``gradient_report``: The picture of a gradient check: where the gradient is wrong, by how much.
- ``step_sweep``: The error of a numerical derivative against its step: the U between truncation and rounding.
- ``tangent``: The curve of a function of one number, and its tangents: the picture of what a derivative is.
- ``training_history``: How a training run went: loss and accuracy after each epoch.
- ``weights``: What a network has learned: its parameter arrays as heat maps, or the weights of each unit as an image.

No function opens a window, calls ``show`` or changes matplotlib's settings. Without ``ax`` each draws on a new figure
of 640 x 480 pixels; :func:`save` writes it to a file. With ``ax`` it draws on yours, such as one that pyplot will show:

    figure, axes = matplotlib.pyplot.subplots()
    minigrad.plotting.plot_tangent(f, 5.0, ax=axes)
    matplotlib.pyplot.show()

In a notebook, run ``%matplotlib inline`` once and end a cell with the figure of the axes:
``plot_tangent(f, 5.0).figure``.

For pictures of one's own in the same look there are :func:`canvas` (new axes), :func:`panels` and :func:`style`.
"""

import sys
from typing import TYPE_CHECKING

from minigrad.exports import exported
from minigrad.plotting.confusion import plot_confusion as plot_confusion
from minigrad.plotting.decision_regions import plot_decision_regions as plot_decision_regions
from minigrad.plotting.descent import plot_descent as plot_descent
from minigrad.plotting.drawing.canvas import canvas as canvas
from minigrad.plotting.drawing.canvas import panels as panels
from minigrad.plotting.drawing.canvas import save as save
from minigrad.plotting.drawing.styles import style as style
from minigrad.plotting.gradient_field import plot_gradient_field as plot_gradient_field
from minigrad.plotting.gradient_report import plot_gradient_report as plot_gradient_report
from minigrad.plotting.loss_landscape import plot_loss_landscape as plot_loss_landscape
from minigrad.plotting.step_sweep import plot_step_sweep as plot_step_sweep
from minigrad.plotting.tangent import plot_tangent as plot_tangent
from minigrad.plotting.training_history import plot_history as plot_history
from minigrad.plotting.weights import plot_weights as plot_weights

if TYPE_CHECKING:
    from matplotlib.axes import Axes as Axes

if not TYPE_CHECKING:  # type checkers know the names from the imports, and would take a misspelt one for an object
    __all__ = list(exported(sys._getframe().f_code))

    def __getattr__(name: str) -> object:
        """matplotlib's ``Axes``, the type of all results, imported when it is asked for."""
        if name != "Axes":
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from matplotlib.axes import Axes as matplotlib_axes

        return matplotlib_axes
