"""Contract suites for your own classes, ``assert_gradient``, and the engine of the command check.

- ``contract``: A contract as clauses: each is one promise of a class, which can be checked alone.
- ``clauses/``: The promises of each abstract class, and how each is checked.
- ``differentiators``: ``check_differentiator`` and ``differentiator_clauses``: the contract of a differentiator.
- ``gradients``: ``assert_gradient``: the check of a gradient as one line of a test.
- ``matrices``: ``assert_jacobian`` and ``assert_hessian``: the check of a matrix of derivatives as one line of a test.
- ``adjoints``: ``assert_adjoint``: the check of an adjoint as one line of a test.
- ``layers``: ``check_layer`` and ``layer_clauses``: the contract of a layer.
- ``objectives``: ``check_objective`` and ``objective_clauses``: the contract of an objective.
- ``optimizers``: ``check_optimizer`` and ``optimizer_clauses``: the contract of an optimizer.
- ``pasting``: Tests as source text, to paste into a file and run.
- ``smaller_cases``: The search for the smallest arrays on which a check still fails.
- ``shrink``: Shrinks a failing gradient to the smallest case that still fails, as a test to paste.
- ``discovery/``: Finds what can be checked in a file, notebook or module, and lists what cannot.
- ``passes/``: Forward and backward passes in plain numpy: two functions, or methods of one object.
- ``audit/``: Checks what was found in a module, at points chosen automatically.
- ``receipt``: Receipts of checks: what is needed to run a check again and to compare the outcome.
- ``reduce``: Shrinks failures of ``minigrad check`` into tests to paste beside the checked file.

>>> import minigrad as mg
>>> from minigrad.testing import check_layer, layer_clauses
>>> check_layer(mg.ReLU())
ReLU() keeps its contract (12 clauses)

Or each promise as a test with its own name in the report of pytest:

>>> import pytest
>>> @pytest.mark.parametrize("clause", layer_clauses(mg.ReLU()), ids=str)
... def test_relu(clause):
...     clause()
"""

import sys
from typing import TYPE_CHECKING

from minigrad.exports import exported
from minigrad.testing.adjoints import assert_adjoint as assert_adjoint
from minigrad.testing.clauses.contract_result import ContractResult as ContractResult
from minigrad.testing.contract import Clause as Clause
from minigrad.testing.contract import ContractError as ContractError
from minigrad.testing.differentiators import check_differentiator as check_differentiator
from minigrad.testing.differentiators import differentiator_clauses as differentiator_clauses
from minigrad.testing.gradients import assert_gradient as assert_gradient
from minigrad.testing.layers import check_layer as check_layer
from minigrad.testing.layers import layer_clauses as layer_clauses
from minigrad.testing.matrices import assert_hessian as assert_hessian
from minigrad.testing.matrices import assert_jacobian as assert_jacobian
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
