"""The promises of a layer, and how each is checked.

- ``layer_results``: The results of one ``forward`` of a layer and its pullback, and how they are compared.
- ``layer``: The parameters and inputs on which a layer is checked, and calls of it.
- ``layer_calls``: What each call of a layer returns: of the right kind, the same again, and for each sample by itself.
- ``layer_derivatives``: Whether the pullback of a layer is the derivative of its forward.
- ``layer_declarations``: What a layer declares about itself, compared with what ``forward`` does.
- ``layer_stacks``: Stacked copies of a layer's parameters and inputs.
- ``layer_writes``: Whether a layer writes into its arguments, or into results that it has returned.
- ``layer_state``: What a layer remembers besides its parameters, and how it learns that.
- ``layer_training``: The layer that stands in for another one in training.
- ``layer_clauses``: Which clauses the contract of a layer has, with advice for each.
"""
