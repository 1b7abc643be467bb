"""Checks what was found in a module, at points chosen automatically.

- ``chosen_points``: The points at which a function is checked, chosen from the shape of its argument alone.
- ``audit_results``: The results of an audit: of one pair or component, and of each point that was tried.
- ``contract_checks``: Checks layers, objectives, optimizers and differentiators by their contract suites.
- ``shapes``: Finds a shape that a function and its gradient accept, or explains why none was found.
- ``visits``: Checks a gradient at several points, and summarises the results.
- ``passes``: Checks a layer in plain numpy: backward against forward, with respect to the input and every parameter.
- ``dispatch``: Checks an item that was found, each kind in its own way.
"""

from minigrad.testing.audit.audit_results import Finished as Finished
from minigrad.testing.audit.audit_results import Visit as Visit
from minigrad.testing.audit.dispatch import audit as audit
