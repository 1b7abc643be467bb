"""``minimize``: an optimizer followed from a starting point, and how the descent ended.

- ``descent_settings``: The numbers by which the ending of a descent is judged.
- ``oracle``: The function of a descent: its values and gradients, counted.
- ``one_call``: Functions that return their value and their gradient: one call for both at a point.
- ``learning_rate_advice``: Which learning rate would have descended where a run diverged.
- ``outcome``: ``DescentOutcome``: the ways in which a descent can end.
- ``endings``: How a descent can end, with the message for each case.
- ``curvature``: Whether a stationary point is a minimum, a saddle point or a maximum.
- ``result``: ``DescentResult``, and the step that a callback gets.
- ``structured``: Descents of functions of structures, such as a dict of arrays.
- ``divergence``: When a descent counts as diverged, and the exception that reports it.
- ``run``: The path of a descent so far, and the gradients that its ending is judged by.
- ``descend``: The steps of a descent, one after the other, until something ends it.
- ``minimize``: ``minimize``: follow an optimizer from a starting point, and report how that ended.
"""

from minigrad.descent.divergence import DivergenceError as DivergenceError
from minigrad.descent.minimize import minimize as minimize
from minigrad.descent.outcome import DescentOutcome as DescentOutcome
from minigrad.descent.result import DescentResult as DescentResult
from minigrad.descent.result import DescentStep as DescentStep
from minigrad.descent.structured import StructuredDescent as StructuredDescent
