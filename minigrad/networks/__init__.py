"""Networks: layers in a row as one pure function of one vector, and the risk that makes it a thing to minimise."""

from __future__ import annotations

from minigrad.networks.base import Network as Network
from minigrad.networks.base import ParameterLayout as ParameterLayout
from minigrad.networks.risk import EmpiricalRisk as EmpiricalRisk
from minigrad.networks.sequential import Sequential as Sequential
from minigrad.networks.simple_net import SimpleNet as SimpleNet
from minigrad.networks.two_layer_net import TwoLayerNet as TwoLayerNet
