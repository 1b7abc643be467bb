"""Finds what can be checked in a file, notebook or module, and says what cannot be.

>>> import minigrad.layers.relu
>>> with loaded("minigrad.layers.relu") as module:
...     print([item.name for item in find(module)])
['ReLU']
"""

from minigrad.testing.discovery.finding import find as find
from minigrad.testing.discovery.loading import Loaded as Loaded
from minigrad.testing.discovery.loading import loaded as loaded
