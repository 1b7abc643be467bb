"""The promises of each abstract class, and how each is checked.

- ``comparing``: How two arrays differ, in words, or None where they do not; and the arrays to compare.
- ``contract_result``: A whole contract at once: which failures are expected, and what comes of all clauses.
- ``known_functions``: Functions whose derivatives are known, which differentiators are tried on.
- ``layer_results``: The results of one forward of a layer and its pullback, and what is wrong with them.
- ``remembered``: What an object keeps on itself of a call, seen from outside.
- ``differentiator``: The promises of a differentiator, and how each is tried.
- ``differentiator_options``: What a differentiator makes of ``derivative=2``, of bounds and of ``with_error``.
- ``layer``: The promises that every layer makes, and how each is tried.
- ``layer_declarations``: What a layer declares about itself, compared with what ``forward`` does.
- ``layer_stacks``: Stacked copies of a layer's parameters and inputs: each must come out as it does alone.
- ``layer_writes``: Whether a layer writes into what it is given, or into what it has returned.
- ``objective``: The promises of an objective, and how each is tried.
- ``states``: The arrays and numbers in the state of an optimizer.
- ``optimizer``: The promises of an optimizer, and how each is tried: on a small quadratic.
"""
