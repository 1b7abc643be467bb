"""Finds what can be checked in a file, notebook or module, and says what cannot be.

>>> with loaded("minigrad.layers.relu") as module:
...     found = find(module)
>>> [item.name for item in found]
['ReLU']
"""

from minigrad.testing.discovery.finding import find as find
from minigrad.testing.discovery.loading import Loaded as Loaded
from minigrad.testing.discovery.loading import loaded as loaded
