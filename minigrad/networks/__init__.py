"""Layers in a row as a function of one vector ``theta``, and their mean loss on data (``EmpiricalRisk``).

- ``chain``: Layers one after the other: the composition of functions, and the chain rule.
- ``construction``: The construction of a network: its layers are checked and named, its parameters laid out and drawn.
- ``summary``: The table of a network's layers, with names, shapes and sizes of their parameters.
- ``network_file``: Parameters and state of a network as named arrays in a file, compared with a network's.
- ``base``: The abstract ``Network``: layers in a row, and one flat vector theta that holds all their parameters.
- ``sequential``: ``Sequential``: any layers in a row.
- ``simple_net``: ``SimpleNet``: the article's network, one weight matrix between inputs and class scores.
- ``structured/``: The loss of a network with one parameter moved: only what depends on it is computed again.
- ``risk``: ``EmpiricalRisk``: the mean loss of a network on given data, as a function of theta.
- ``two_layer_net``: ``TwoLayerNet``: one hidden layer.
"""

from __future__ import annotations

from minigrad.networks.base import Network as Network
from minigrad.networks.base import ParameterLayout as ParameterLayout
from minigrad.networks.risk import EmpiricalRisk as EmpiricalRisk
from minigrad.networks.sequential import Sequential as Sequential
from minigrad.networks.simple_net import SimpleNet as SimpleNet
from minigrad.networks.two_layer_net import TwoLayerNet as TwoLayerNet
