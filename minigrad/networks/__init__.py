"""Layers in a row as a function of one vector ``theta``, and their mean loss on data (``EmpiricalRisk``).

- ``composition``: Layers one after the other, with the shortcuts and states that they offer, and the chain rule.
- ``layer_arrays``: The arrays of a network's layers, parameters or states, in one vector.
- ``architecture``: ``Architecture``: the layers of a network, and the places of their arrays in two vectors.
- ``construction``: The construction of a network: its layers are checked and named, its parameters laid out and drawn.
- ``summary``: The table of a network's layers, with names, shapes and sizes of their parameters.
- ``network_file``: Parameters and state of a network as named arrays in a file, compared with a network's.
- ``base``: The abstract ``Network``: layers in a row, and one flat vector theta that holds all their parameters.
- ``sequential``: ``Sequential``: any layers in a row.
- ``book/``: The networks of the book: the layers are chosen, the widths are yours.
- ``samples``: The data of a risk: samples with their targets, in either floating-point type, and batches of them.
- ``risk_data``: The arguments of a risk, checked: samples, targets that fit, and the seed of a training mode.
- ``risk_terms``: What the mean loss of a network is made of, besides the data.
- ``structured/``: The loss of a network with one parameter moved: only what depends on it is computed again.
- ``risk``: ``EmpiricalRisk``: the mean loss of a network on given data, as a function of theta.
"""

from __future__ import annotations

from minigrad.networks.base import Network as Network
from minigrad.networks.base import ParameterLayout as ParameterLayout
from minigrad.networks.book.multi_layer_net import MultiLayerNet as MultiLayerNet
from minigrad.networks.book.simple_conv_net import SimpleConvNet as SimpleConvNet
from minigrad.networks.book.simple_net import SimpleNet as SimpleNet
from minigrad.networks.book.two_layer_net import TwoLayerNet as TwoLayerNet
from minigrad.networks.risk import EmpiricalRisk as EmpiricalRisk
from minigrad.networks.sequential import Sequential as Sequential
