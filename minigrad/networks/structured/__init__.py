"""The loss of a network with one parameter moved: only what depends on it is computed again.

- ``perturbed``: The loss of a network with one parameter moved, from what that parameter reaches.
- ``plan``: What is kept between numeric gradients of a risk: roles of layers, and groups of parameters.
- ``agreement``: Whether what layers declare about their structure is what they compute.
- ``evaluator``: An evaluator that asks a network for the losses of many moved parameters at once.
"""
