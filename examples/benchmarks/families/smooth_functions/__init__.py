"""Families of smooth functions: ordinary ones, edges of domains, offsets, saturation, state.

- ``smooth``: Ordinary smooth functions of 1 to 30 numbers: sums, compositions and products.
- ``edges``: Points just inside the edge of a domain, where slopes change over the distance t to the edge.
- ``domains``: Functions that raise outside of their domain, with x close to its edge, and values just below overflow.
- ``classification``: Losses of a table of outputs, one row for each sample, whose slopes are written without
  cancellation.
- ``perceptron``: A network with one hidden layer in plain numpy: its loss in any precision, its gradient in the longest
  one.
- ``classifiers``: Trained classifiers whose loss is between 1e-2 and 0, and the noise of their losses.
- ``saturated``: Losses that are nearly or exactly 0 because everything is confidently right.
- ``offsets``: Smooth functions plus a large constant, one wrong entry of 200 below such a constant, and other units.
- ``stationary``: Points where slopes are exactly 0, and points after training where some are 1e-9 of the others.
- ``stateful_pairs``: A function and its gradient that keep state between calls: three ways that do no harm, and five
  that do.
- ``state``: Functions and gradients with state that is harmless, or that makes a gradient wrong.
"""
