"""The tables that the benchmark of families prints.

- ``verdict_table``: How the check judges the gradients of each family, and which it judges wrongly.
- ``bound_table``: Whether the error bounds of the differentiators hold on each family, and what the derivatives cost.
- ``peer_table``: How other checkers judge the claims of each family, beside minigrad.
- ``layer_networks``: The same kinds of ReLU networks built from minigrad's own layers, for what a trainer checks.
- ``trainer_table``: What a trainer and the screening say of networks of minigrad's own layers, whose gradients are
  right.
"""
