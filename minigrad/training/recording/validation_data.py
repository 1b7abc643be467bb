"""The data on which a network is evaluated after each epoch, and not trained."""

from __future__ import annotations

from typing import TypeAlias

import numpy.typing as npt

from minigrad.networks.base import Network
from minigrad.networks.risk import EmpiricalRisk
from minigrad.objectives.base import Objective
from minigrad.penalties.penalized import PenaltyChoice

ValidationData: TypeAlias = tuple[npt.ArrayLike, npt.ArrayLike]
"""Samples and their targets, as ``x`` and ``t`` of :meth:`minigrad.Trainer.fit`."""


def validation_risk(
    network: Network, objective: Objective, validation_data: ValidationData, penalty: PenaltyChoice
) -> EmpiricalRisk:
    """The risk on the validation data, penalties included.

    Raises:
        TypeError, ValueError: the data are no pair, or do not fit the network and the objective.
    """
    x, t = _pair(validation_data)
    try:
        return EmpiricalRisk(network, objective, x, t, penalty=penalty)
    except ValueError as error:
        raise ValueError(f"`validation_data`: {error}") from error
    except TypeError as error:
        raise TypeError(f"`validation_data`: {error}") from error


def _pair(validation_data: ValidationData) -> ValidationData:
    given: object = validation_data
    if not isinstance(given, (tuple, list)) or len(given) != 2:
        what = f"{len(given)} things" if isinstance(given, (tuple, list)) else f"one {type(given).__name__}"
        raise TypeError(f"`validation_data` must be a tuple (x, t) of samples and their targets, got {what}")
    return validation_data
