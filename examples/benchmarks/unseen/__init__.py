"""Random formulas with right and wrong gradients, for verdicts on functions that nobody tuned the check for.

- ``random_cases``: Random expressions with derivatives from the complex step, in random surroundings and with random
  mistakes.
- ``surroundings``: A smooth function in ten surroundings: in other units, on an offset, with noise, in float32, near a
  kink.
"""
