"""``minimize``: an optimizer followed from a starting point, and how the descent ended.

- ``oracle``: What a descent knows of the function: its value and its gradient at a point, and what they have cost.
- ``outcome``: The kinds of ways in which a descent can end.
- ``result``: What a descent returns, and what it shows while it runs.
- ``divergence``: Telling a run that diverges from one that only climbs for a while, and saying what would have worked.
- ``endings``: The ways in which a descent can end, each said in words and numbers.
- ``curvature``: Is a point whose gradient is zero a minimum.
- ``run``: One descent on its way: the path so far, and the gradients that are needed to judge it.
- ``minimize``: Descent: follow an optimizer from a point, and say where that led.
"""

from minigrad.descent.divergence import DivergenceError as DivergenceError
from minigrad.descent.minimize import minimize as minimize
from minigrad.descent.outcome import DescentOutcome as DescentOutcome
from minigrad.descent.result import DescentResult as DescentResult
from minigrad.descent.result import DescentStep as DescentStep
