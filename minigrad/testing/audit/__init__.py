"""Checks what was found in a module, at points chosen automatically.

- ``points``: Points at which a function is checked of which nothing is known but its shape.
- ``audit_results``: What became of everything that was checked.
- ``contract_checks``: Checks minigrad's own kinds of parts by their contract suites.
- ``shapes``: Finds a shape that a function and its gradient take, or says why none was found.
- ``visits``: Compares a gradient with its function at several points, and sums up.
- ``passes``: Checks a layer in plain numpy: backward against forward, with respect to the input and every parameter.
- ``dispatch``: Each kind of thing that was found is checked in its own way.
"""

from minigrad.testing.audit.audit_results import Finished as Finished
from minigrad.testing.audit.audit_results import Visit as Visit
from minigrad.testing.audit.dispatch import audit as audit
