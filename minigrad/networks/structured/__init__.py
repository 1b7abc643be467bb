"""The loss of a network with one parameter moved: only what depends on it is computed again.

- ``structured_settings``: Sizes of stacks, and how results are compared.
- ``parameter_arrays``: The layers with what they declare about their structure, and their parameter arrays.
- ``column_store``: The activations of one layer, from which columns are read, and copied with some columns replaced.
- ``perturbed_network``: The loss with many parameters moved, each by itself.
- ``stacking``: Which parameters may be moved many at once.
- ``sample_schedule``: Which losses are compared with the whole network.
- ``plan``: What stays the same from one gradient to the next.
- ``sample_comparison``: Compares samples of losses with those of the whole network.
- ``evaluator``: The evaluator that differentiators use.
"""
