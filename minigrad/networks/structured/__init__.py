"""The loss of a network with one parameter moved, where only what that parameter reaches is computed again.

- structured_settings: sizes of stacks, and how results are compared.
- parameter_arrays: the layers with what they declare about their structure, and their parameter arrays.
- perturbed_network: the loss with many parameters moved, each by itself.
- stacking: which parameters may be moved many at once.
- sample_schedule: which losses are compared with the whole network.
- plan: what stays the same from one gradient to the next.
- sample_comparison: compares samples of losses with those of the whole network.
- evaluator: the evaluator that differentiators use.
"""
