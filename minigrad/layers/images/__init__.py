"""Layers for images: samples of channels, height and width.

- ``windows``: Windows that slide over images: how many there are, what each holds, and the way back.
- ``im2col``: Convolution as one matrix product: the windows become the columns of a matrix (im2col).
- ``conv2d``: The convolutional layer: every output is a weighted sum of a small window of the inputs.
- ``pooling``: The base of pooling layers: each channel by itself, one number for each window.
- ``max_pool2d``: The largest number in each window.
- ``average_pool2d``: The mean of each window.
- ``flatten``: From samples with several axes to samples with one.
"""

from __future__ import annotations

from minigrad.layers.images.average_pool2d import AveragePool2D as AveragePool2D
from minigrad.layers.images.conv2d import Conv2D as Conv2D
from minigrad.layers.images.flatten import Flatten as Flatten
from minigrad.layers.images.max_pool2d import MaxPool2D as MaxPool2D
