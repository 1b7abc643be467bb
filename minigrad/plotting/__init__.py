"""Pictures, for those who have matplotlib (the extra ``plot``): each is one call that returns the axes that it drew on.

No function opens a window, calls ``show`` or changes matplotlib's settings. Without ``ax`` each draws on a new figure
of 640 x 480 pixels; :func:`save` writes it to a file. With ``ax`` it draws on yours, such as one that pyplot will show:

    figure, axes = matplotlib.pyplot.subplots()
    minigrad.plotting.plot_tangent(f, 5.0, ax=axes)
    matplotlib.pyplot.show()

In a notebook, run ``%matplotlib inline`` once and end a cell with the figure of the axes:
``plot_tangent(f, 5.0).figure``.

For pictures of one's own in the same look there are :func:`canvas` (new axes), :func:`panels` and :func:`style`.

Each public function has a file of its own here. What they are made of is in folders: ``drawing`` (shared by several),
``descents``, ``differences``, ``classifiers``, ``parameters`` and ``reports``.
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
from minigrad.plotting.history import plot_history as plot_history
from minigrad.plotting.loss_landscape import plot_loss_landscape as plot_loss_landscape
from minigrad.plotting.step_sweep import plot_step_sweep as plot_step_sweep
from minigrad.plotting.tangent import plot_tangent as plot_tangent
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
