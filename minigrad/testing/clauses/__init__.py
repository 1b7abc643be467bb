"""The promises of each abstract class, and how each is checked.

- ``comparing``: Comparisons of arrays: a description of the difference, or None; and the arrays to compare.
- ``contract_result``: The result of a whole contract, with expected failures and one entry for each cause.
- ``contract_settings``: The sizes and tolerances of the contract suites.
- ``known_functions``: Functions with known derivatives, which accept complex numbers too.
- ``remembered``: What an object keeps of a call: attributes whose values a second call changes.
- ``differentiator``: The promises of a differentiator, and how each is checked (options: ``differentiator_options``).
- ``differentiator_options``: The options of a differentiator (``derivative``, bounds, ``with_error``).
- ``layers/``: The promises of a layer, and how each is checked.
- ``objective``: The promises of an objective, and how each is checked.
- ``objective_clauses``: Which clauses the contract of an objective has, with advice for each.
- ``states``: The arrays and numbers in the state of an optimizer.
- ``optimizer``: The promises of an optimizer, and how each is checked on a small quadratic.
"""
