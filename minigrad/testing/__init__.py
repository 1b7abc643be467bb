"""What a test of a gradient, a layer, an objective, an optimizer or a differentiator needs: one line each.

>>> import minigrad as mg
>>> from minigrad.testing import check_layer, layer_clauses
>>> check_layer(mg.ReLU())
ReLU() keeps its contract (12 clauses)

Or each promise as a test of its own, with a name in the report of pytest:

>>> import pytest
>>> @pytest.mark.parametrize("clause", layer_clauses(mg.ReLU()), ids=str)
... def test_relu(clause):
...     clause()
"""

import sys
from typing import TYPE_CHECKING

from minigrad.exports import exported
from minigrad.testing.clauses.result import ContractResult as ContractResult
from minigrad.testing.contract import Clause as Clause
from minigrad.testing.contract import ContractError as ContractError
from minigrad.testing.differentiators import check_differentiator as check_differentiator
from minigrad.testing.differentiators import differentiator_clauses as differentiator_clauses
from minigrad.testing.gradients import assert_gradient as assert_gradient
from minigrad.testing.layers import check_layer as check_layer
from minigrad.testing.layers import layer_clauses as layer_clauses
from minigrad.testing.objectives import check_objective as check_objective
from minigrad.testing.objectives import objective_clauses as objective_clauses
from minigrad.testing.optimizers import check_optimizer as check_optimizer
from minigrad.testing.optimizers import optimizer_clauses as optimizer_clauses
from minigrad.testing.shrink import SmallestCase as SmallestCase
from minigrad.testing.shrink import shrink_gradient as shrink_gradient
from minigrad.testing.shrink import shrink_layer as shrink_layer
from minigrad.testing.shrink import shrink_objective as shrink_objective

if not TYPE_CHECKING:  # type checkers know the names from the imports
    __all__ = list(exported(sys._getframe().f_code))
