"""Derivatives that people write by hand, each checked as it is and with one mistake.

Run them from the root of the repository, as in ``python examples/derived_by_hand/forces.py``. They print what the
checks say; a mistake is named by the entry, the row or the parameter that it is in.

- ``forces``: The forces between atoms, which are minus the gradient of their energy.
- ``least_squares``: Residuals and their Jacobian, as a least-squares fit takes them.
- ``trust_region``: The Hessian of an objective, and its product with a vector, for a trust-region method.
- ``dict_of_parameters``: The book's two-layer network, whose parameters and gradients are dicts of arrays.
- ``blur_and_adjoint``: A blur, a linear operator, and its adjoint, which is easily wrong at the boundary.
- ``torch_and_jax``: A module of torch and a function of jax, checked from numpy.
"""
