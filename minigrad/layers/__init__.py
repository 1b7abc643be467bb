"""Layers: pure functions of their parameters and inputs that return, with the outputs, their own derivative."""

from __future__ import annotations

from minigrad.layers.activation import Activation as Activation
from minigrad.layers.base import Layer as Layer
from minigrad.layers.base import Params as Params
from minigrad.layers.base import Pullback as Pullback
from minigrad.layers.dense import Dense as Dense
from minigrad.layers.initializers import GlorotUniform as GlorotUniform
from minigrad.layers.initializers import HeNormal as HeNormal
from minigrad.layers.initializers import Initializer as Initializer
from minigrad.layers.initializers import Normal as Normal
from minigrad.layers.relu import ReLU as ReLU
from minigrad.layers.sigmoid import Sigmoid as Sigmoid
from minigrad.layers.tanh import Tanh as Tanh
