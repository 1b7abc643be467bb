"""Layers: pure functions of parameters and inputs that return outputs and a derivative (pullback).

- ``base``: The abstract ``Layer``: a frozen description of a function.
- ``stages``: What a layer may offer besides: another layer for training, a state, and a shortcut for the first layer.
- ``own_params``: The parameters that a layer finds in ``params``, checked.
- ``derivatives``: What pullbacks have in common: the shape that they are given, and the one that they return.
- ``chain``: ``Chain``: layers one after the other, as one layer. A layer that stands in it twice shares its parameters.
- ``residual``: ``Residual``: the inputs, and what a layer makes of them.
- ``initializers``: How the initial weights of a layer are drawn: a frozen rule, given both widths and a generator.
- ``dense``: The fully connected layer: every output is a weighted sum of all inputs.
- ``masking``: Numbers that a mask lets through.
- ``activations/``: Activations: functions without parameters, of each number by itself or (softmax) of each row.
- ``normalization/``: Normalisation: inputs shifted and scaled to mean 0 and variance 1, by sample or by feature.
- ``dropout``: Dropout: in training, some inputs are set to zero at random.
- ``embedding``: The embedding: each symbol stands for a row of a table, which is learned.
- ``reach``: What a layer may tell about its structure, so that numeric gradients need not compute everything again.
- ``images/``: Layers for images: samples of channels, height and width.
"""

from __future__ import annotations

from minigrad.layers.activations.base import Activation as Activation
from minigrad.layers.activations.gelu import GELU as GELU
from minigrad.layers.activations.leaky_relu import LeakyReLU as LeakyReLU
from minigrad.layers.activations.relu import ReLU as ReLU
from minigrad.layers.activations.sigmoid import Sigmoid as Sigmoid
from minigrad.layers.activations.softmax import Softmax as Softmax
from minigrad.layers.activations.softplus import Softplus as Softplus
from minigrad.layers.activations.tanh import Tanh as Tanh
from minigrad.layers.base import Layer as Layer
from minigrad.layers.base import Params as Params
from minigrad.layers.base import Pullback as Pullback
from minigrad.layers.chain import Chain as Chain
from minigrad.layers.dense import Dense as Dense
from minigrad.layers.dropout import Dropout as Dropout
from minigrad.layers.embedding import Embedding as Embedding
from minigrad.layers.images import AveragePool2D as AveragePool2D
from minigrad.layers.images import Conv2D as Conv2D
from minigrad.layers.images import Flatten as Flatten
from minigrad.layers.images import MaxPool2D as MaxPool2D
from minigrad.layers.initializers import GlorotUniform as GlorotUniform
from minigrad.layers.initializers import HeNormal as HeNormal
from minigrad.layers.initializers import Initializer as Initializer
from minigrad.layers.initializers import Normal as Normal
from minigrad.layers.normalization.batch_norm import BatchNorm as BatchNorm
from minigrad.layers.normalization.layer_norm import LayerNorm as LayerNorm
from minigrad.layers.residual import Residual as Residual
from minigrad.layers.stages import HasState as HasState
from minigrad.layers.stages import Learns as Learns
from minigrad.layers.stages import StartsFromData as StartsFromData
from minigrad.layers.stages import TakesSymbols as TakesSymbols
from minigrad.layers.stages import TrainsDifferently as TrainsDifferently
