"""Families of functions whose values are off: by cancellation, short numbers, noise, ripples and rounding.

- ``cancellation``: Quotients whose numerator cancels, such as log(1 + x) / x, as one writes them naively.
- ``single``: Losses of small networks computed in float32 or float16 and returned as a float, or in that type.
- ``noise``: Smooth functions with relative noise of 1e-12 to 1e-5: of the bits of x, or anew with each call.
- ``ripples``: A slow wave with a fast ripple, a sin(x) + (s / w) sin(w x), whose slope s cos(w x) is part of the truth.
- ``rounded``: Functions whose results are rounded to 3 to 10 decimals, at points on a grid of 0.01.
"""
