"""Metrics by name: functions of outputs and targets that training records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple, TypeAlias, cast

from minigrad.arguments import as_items, require_callable, shown
from minigrad.arrays import FloatArray
from minigrad.objectives.targets import Targets
from minigrad.quantities import as_number
from minigrad.scores.accuracy import accuracy
from minigrad.training.recording.epoch_record import COLUMNS, VALIDATION

Metric: TypeAlias = Callable[[FloatArray, Targets], float]
"""From outputs (samples, ...) and targets to a number."""

Metrics: TypeAlias = Mapping[str, Metric] | Iterable[Metric]
"""Metrics by name, or metrics that have names: functions, or objects with an attribute ``name``."""


class NamedMetric(NamedTuple):
    """A metric and its name in a history."""

    name: str
    metric: Metric

    def of(self, outputs: FloatArray, targets: Targets) -> float:
        """Its value.

        Raises:
            TypeError: the metric returned no number.
        """
        value: object = self.metric(outputs, targets)
        try:
            return float(value) if isinstance(value, float) else as_number(self.name, value)
        except (TypeError, ValueError) as error:
            raise TypeError(f"the metric {self.name!r} must return a number, got {shown(value)}") from error


def named_metrics(metrics: Metrics | None) -> tuple[NamedMetric, ...]:
    """The metrics that are recorded besides loss and accuracy; :func:`~minigrad.accuracy` always is.

    Raises:
        TypeError: something is not a function, or has no name. ValueError: a name that is taken.

    >>> [name for name, _ in named_metrics([accuracy])], [name for name, _ in named_metrics({"share": accuracy})]
    ([], ['share'])
    """
    if metrics is None:
        return ()
    pairs = metrics.items() if isinstance(metrics, Mapping) else _with_names(metrics)
    named = tuple(NamedMetric(name, metric) for name, metric in pairs if (name, metric) != ("accuracy", accuracy))
    for index, (name, metric) in enumerate(named):
        require_callable(f"metrics[{name!r}]", metric)
        if name in COLUMNS or name.startswith(VALIDATION) or name in [other for other, _ in named[:index]]:
            raise ValueError(
                f"`metrics` must have names that are not taken, got {name!r}; pass {{another name: metric}}"
            )
    return named


def _with_names(metrics: Iterable[Metric]) -> list[tuple[str, Metric]]:
    items = as_items("metrics", metrics, "functions of outputs and targets")
    return [(_name(index, item), cast("Metric", item)) for index, item in enumerate(items)]


def _name(index: int, metric: object) -> str:
    require_callable(f"metrics[{index}]", metric)
    name: object = getattr(metric, "name", getattr(metric, "__name__", None))
    if not isinstance(name, str) or not name.isidentifier():
        raise TypeError(f"`metrics[{index}]` has no name to be recorded by; pass {{name: metric}}, got {shown(metric)}")
    return name
