"""Layers in a row as a function of one vector ``theta``, and their mean loss on data (``EmpiricalRisk``).

- ``chain``: Layers one after the other: the composition of functions, and the chain rule for it.
- ``construction``: What happens once, when a network is built: its layers are checked and named.
- ``summary``: What a network is made of, as the rows of a table: its layers, and the names.
- ``base``: A network: layers in a row, and one flat vector theta that holds all their parameters.
- ``sequential``: The general network: any layers in a row.
- ``simple_net``: The article's network: one weight matrix between the inputs and the scores of the classes.
- ``structured/``: The loss of a network with one parameter moved: only what depends on it is computed again.
- ``risk``: The mean loss of a network on given data, as a function of theta alone.
- ``two_layer_net``: The network that the article announces: one hidden layer.
"""

from __future__ import annotations

from minigrad.networks.base import Network as Network
from minigrad.networks.base import ParameterLayout as ParameterLayout
from minigrad.networks.risk import EmpiricalRisk as EmpiricalRisk
from minigrad.networks.sequential import Sequential as Sequential
from minigrad.networks.simple_net import SimpleNet as SimpleNet
from minigrad.networks.two_layer_net import TwoLayerNet as TwoLayerNet
