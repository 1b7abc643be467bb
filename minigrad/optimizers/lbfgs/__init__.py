"""``LBFGS``: steps along a direction from the last changes of the gradient, with a line search.

- ``lbfgs_settings``: The numbers of the line search.
- ``line``: The function along one direction: its values and slopes.
- ``interpolation``: The next length to try, by a cubic through two values and slopes.
- ``wolfe_search``: A length that fulfils the strong Wolfe conditions.
- ``inverse_hessian``: The inverse Hessian that the last steps show, times a vector (two-loop recursion).
- ``lbfgs``: ``LBFGS``: the method, and what it remembers.
"""

from minigrad.optimizers.lbfgs.lbfgs import LBFGS as LBFGS
from minigrad.optimizers.lbfgs.lbfgs import LBFGSState as LBFGSState
