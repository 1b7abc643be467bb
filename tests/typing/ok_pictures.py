"""Pictures take and return matplotlib's own axes, with all that matplotlib's types say of them."""

from __future__ import annotations

from typing import assert_type

import matplotlib
from matplotlib.axes import Axes
from matplotlib.figure import Figure

import minigrad as mg

matplotlib.use("agg")
from matplotlib import pyplot as plt

trainer = mg.Trainer(mg.SimpleNet(rng=0), mg.SoftmaxCrossEntropy(), mg.Adam(), rng=0)
history = trainer.fit([[0.6, 0.9]], [2], epochs=2)

figure, ax = plt.subplots()
assert_type(mg.plotting.plot_history(history, ax=ax), Axes)
assert_type(mg.plotting.plot_history(history, ax=figure.axes[0]).set_title("loss").get_text(), str)
assert_type(mg.plotting.canvas().get_figure(root=True), Figure | None)
assert_type([panel.figure.axes for panel in mg.plotting.panels(mg.plotting.canvas(), 2)], list[list[Axes]])
plt.close(figure)


def titled(axes: mg.plotting.Axes, title: str) -> Axes:
    axes.set_title(title)
    return axes
