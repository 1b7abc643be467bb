"""Activations: functions without parameters, of each number by itself or (softmax) of each row.

- ``base``: The base of all activations: a function of each number by itself, and its derivative.
- ``relu``: The rectified linear unit.
- ``leaky_relu``: The rectified linear unit with a small slope below zero.
- ``sigmoid``: The logistic activation.
- ``tanh``: The hyperbolic tangent activation.
- ``softplus``: The smooth version of the rectified linear unit.
- ``normal_cdf``: The distribution function of the standard normal distribution.
- ``gelu``: The Gaussian error linear unit.
- ``softmax``: Scores become probabilities.
"""
