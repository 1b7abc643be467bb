"""The products J v and J' w of one derivative, and differences of the function: three that must agree.

- ``both_products``: The function at x with both products, as functions of arrays.
- ``merged_reports``: One report made of several.
- ``sides``: Which of the three disagrees with the other two.
- ``jvp_vjp``: ``check_jvp_vjp``: whether two functions are the products of a derivative, forward and in reverse.
- ``returned``: What a layer returns, read with messages that name the layer and the method.
- ``pullback``: The triangle of a layer: values of forward, its pullback, and that it is linear in the cotangent.
"""
