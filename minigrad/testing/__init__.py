"""Contract suites for your own classes, ``assert_gradient``, and the engine of the command check.

- ``contract``: A contract as clauses: each is one promise of a class, which can be tried by itself, in any order.
- ``clauses/``: The promises of each abstract class, and how each is checked.
- ``differentiators``: The contract of a differentiator: all of it as one line of a test.
- ``gradients``: assert_gradient: the verdict as one line of a test.
- ``layers``: The contract of a layer: all of it as one line of a test, or each promise as a test of its own.
- ``objectives``: The contract of an objective: all of it as one line of a test, or each promise as a test of its own.
- ``optimizers``: The contract of an optimizer: all of it as one line of a test, or each promise as a test of its own.
- ``pasting``: Tests as text, to paste into a file and run.
- ``shrink``: A failing gradient made as small as it can be and still fail, as a test to paste.
- ``discovery/``: Finds what can be checked in a file, notebook or module, and lists what cannot.
- ``passes/``: Forward and backward passes in plain numpy: two functions, or methods of one object.
- ``audit/``: Checks what was found in a module, at points chosen automatically.
- ``receipt``: A receipt for a check.
- ``reduce``: Shrinks what ``minigrad check`` found failing, into tests to paste beside the file that was checked.

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
from minigrad.testing.clauses.contract_result import ContractResult as ContractResult
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
