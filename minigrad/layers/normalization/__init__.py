"""Normalisation: inputs shifted and scaled to mean 0 and variance 1, by sample or by feature.

- ``layer_norm``: Over the features of each sample.
"""
