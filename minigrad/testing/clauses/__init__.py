"""The promises of each abstract class, and how each is checked.

- ``comparing``: Comparisons of arrays: a description of the difference, or None; and the arrays to compare.
- ``contract_result``: The result of a whole contract, with expected failures and one entry for each cause.
- ``contract_settings``: The sizes and tolerances of the contract suites.
- ``known_functions``: Functions with known derivatives, which accept complex numbers too.
- ``layer_results``: The results of one ``forward`` of a layer and its pullback, and how they are compared.
- ``remembered``: What an object keeps of a call: attributes whose values a second call changes.
- ``differentiator``: The promises of a differentiator, and how each is checked (options: ``differentiator_options``).
- ``differentiator_options``: The options of a differentiator (``derivative=2``, bounds, ``with_error``).
- ``layer``: The promises of every layer, and how each is checked.
- ``layer_declarations``: What a layer declares about itself, compared with what ``forward`` does.
- ``layer_stacks``: Stacked copies of a layer's parameters and inputs.
- ``layer_writes``: Whether a layer writes into its arguments, or into results that it has returned.
- ``layer_clauses``: Which clauses the contract of a layer has, with advice for each.
- ``objective``: The promises of an objective, and how each is checked.
- ``objective_clauses``: Which clauses the contract of an objective has, with advice for each.
- ``states``: The arrays and numbers in the state of an optimizer.
- ``optimizer``: The promises of an optimizer, and how each is checked on a small quadratic.
"""
