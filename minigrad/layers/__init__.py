"""Layers: pure functions of parameters and inputs that return outputs and a derivative (pullback).

- ``base``: The abstract ``Layer``: a frozen description of a function.
- ``stages``: What a layer may offer besides: another layer for training, a state, and a shortcut for the first layer.
- ``activation``: The base of all activations: a function of each number by itself, and its derivative.
- ``chain``: ``Chain``: layers one after the other, as one layer. A layer that stands in it twice shares its parameters.
- ``residual``: ``Residual``: the inputs, and what a layer makes of them.
- ``initializers``: How the initial weights of a layer are drawn: a frozen rule, given both widths and a generator.
- ``dense``: The fully connected layer: every output is a weighted sum of all inputs.
- ``reach``: What a layer may tell about its structure, so that numeric gradients need not compute everything again.
- ``relu``: The rectified linear unit.
- ``sigmoid``: The logistic activation.
- ``tanh``: The hyperbolic tangent activation.
"""

from __future__ import annotations

from minigrad.layers.activation import Activation as Activation
from minigrad.layers.base import Layer as Layer
from minigrad.layers.base import Params as Params
from minigrad.layers.base import Pullback as Pullback
from minigrad.layers.chain import Chain as Chain
from minigrad.layers.dense import Dense as Dense
from minigrad.layers.initializers import GlorotUniform as GlorotUniform
from minigrad.layers.initializers import HeNormal as HeNormal
from minigrad.layers.initializers import Initializer as Initializer
from minigrad.layers.initializers import Normal as Normal
from minigrad.layers.relu import ReLU as ReLU
from minigrad.layers.residual import Residual as Residual
from minigrad.layers.sigmoid import Sigmoid as Sigmoid
from minigrad.layers.stages import HasState as HasState
from minigrad.layers.stages import Learns as Learns
from minigrad.layers.stages import StartsFromData as StartsFromData
from minigrad.layers.stages import TrainsDifferently as TrainsDifferently
from minigrad.layers.tanh import Tanh as Tanh
