"""How often the cause that a report names is the mistake that was made.

- ``planted``: A right gradient, the mistakes that are made in it, and what a report may say of each.
- ``general_mistakes``: Mistakes that can be made in any gradient: signs, factors, terms, stale values, and errors of
  no kind.
- ``array_mistakes``: Mistakes in one array of a gradient, in some of them, or between two.
- ``planted_network``: Small networks with their derivatives by hand, and mistakes in these.
- ``network_formulas``: Activations and losses with a parameter, and their derivatives, right and with the parameter
  forgotten.
- ``planted_losses``: Regressions, and mistakes in their derivatives.
- ``planted_functions``: Functions of a vector or a matrix, and mistakes in their derivatives.
- ``planted_jacobians``: Functions with several outputs, and mistakes in their Jacobians.
"""
