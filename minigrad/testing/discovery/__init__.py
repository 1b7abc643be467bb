"""Finds what can be checked in a file, notebook or module, and lists what cannot.

- ``items``: The items found in a module: pairs, layers, components, and what cannot be checked.
- ``group``: A group of functions among which pairs are looked for: of a module, or of one object.
- ``members``: The values that a module defines, without those that cannot be inspected.
- ``naming``: Which names mean "the gradient of": ``f_grad``, ``gradLoss``, ``df``, ``compute_gradient`` and the like.
- ``both``: Functions that return a value and its gradient at once, as ``scipy.optimize`` takes them with ``jac=True``.
- ``hidden``: Functions in a file that look like gradients by name, but cannot be called from outside.
- ``signatures``: The arguments that a user's function, method or class needs.
- ``function_pairs``: Functions and their gradients in a module or object: paired by name, or returned by one function.
- ``sources``: The source text of a checked file as code objects: one for a Python file.
- ``user_errors``: An exception of a user's code in one line, with the line of the code that raised it.
- ``classes``: What can be checked of a module's classes and their instances: pairs of methods, layers, components.
- ``loading``: Executes a file, notebook or module once, as if it were imported, and reports how far that got.
- ``finding``: Finds everything in a module that can be checked, and what looks like a gradient but cannot be.

>>> with loaded("minigrad.layers.activations.relu") as module:
...     found = find(module)
>>> [item.name for item in found]
['ReLU']
"""

from minigrad.testing.discovery.finding import find as find
from minigrad.testing.discovery.loading import Loaded as Loaded
from minigrad.testing.discovery.loading import loaded as loaded
