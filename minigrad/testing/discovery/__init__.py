"""Finds what can be checked in a file, notebook or module, and lists what cannot.

- ``items``: What is found in a module: functions with their gradients, layers, other parts.
- ``group``: Functions among which pairs are looked for: those of a module, or the methods of one object.
- ``members``: What a module defines, without what cannot be looked at.
- ``naming``: Which names say "this is the gradient of that": ``f_grad``, ``gradLoss``, ``df``.
- ``both``: Functions that return a value and its gradient at once, as ``scipy.optimize`` takes them with ``jac=True``.
- ``hidden``: Functions in a file that look like gradients by name, and that nobody outside can call.
- ``signatures``: Which arguments a user's function, method or class needs.
- ``function_pairs``: Functions of a module, or methods of an object, and their gradients: paired by name.
- ``sources``: The source text of a checked file as code objects: one for a Python file.
- ``user_errors``: What a user's code raised, in one line: the exception.
- ``classes``: Classes of a module and instances of them: methods that are pairs, layers in plain numpy.
- ``loading``: Executes a file, notebook or module once, as if it were imported, and says how far that came.
- ``finding``: Everything in a module that can be checked, and what looks like it and cannot be.

>>> with loaded("minigrad.layers.relu") as module:
...     found = find(module)
>>> [item.name for item in found]
['ReLU']
"""

from minigrad.testing.discovery.finding import find as find
from minigrad.testing.discovery.loading import Loaded as Loaded
from minigrad.testing.discovery.loading import loaded as loaded
