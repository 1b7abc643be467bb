"""The kinds of derivatives that follow from one method for functions of one variable.

- ``base``: That method, and what each kind does around it.
- ``derivative_methods``: Derivatives of functions of one number.
- ``slope_methods``: One slope at a point: partial and directional derivatives.
- ``gradient_methods``: Gradients.
- ``jacobian_methods``: Jacobians.
- ``hessian_methods``: Hessians.
"""
