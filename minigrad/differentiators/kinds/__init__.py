"""The kinds of derivatives that follow from one method for functions of one variable.

- ``base``: That method, and what each kind does around it.
- ``derivative_methods``: Derivatives of functions of one number.
- ``slope_methods``: One slope at a point: partial and directional derivatives.
- ``gradient_methods``: Gradients.
- ``sparse_methods``: Jacobians of which most entries are 0, by a sparsity pattern.
- ``jacobian_methods``: Jacobians.
- ``hessian_methods``: Hessians.
"""
