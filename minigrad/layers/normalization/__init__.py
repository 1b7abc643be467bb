"""Normalisation: inputs shifted and scaled to mean 0 and variance 1, by sample or by feature.

- ``standardized``: The first half of a normalisation: numbers minus their mean, over about their deviation.
- ``affine``: The second half of a normalisation: a scale and a shift for each feature, which are learned.
- ``base``: The base of all normalisations: their size, and their two parameters.
- ``layer_norm``: Layer normalisation: over the features of each sample.
- ``batch_norm_in_training``: Batch normalisation in training: by the statistics of the batch, which it learns.
- ``batch_norm``: Batch normalisation: over the samples of a batch in training, by remembered statistics in use.
"""
