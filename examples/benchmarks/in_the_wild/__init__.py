"""Derivatives of released libraries, what minigrad says of them, and why some do not pass.

- ``case``: A function of a released library with a derivative that the library, or a textbook, gives for it.
- ``given``: Functions of a loop's variables, which keep the values that these had.
- ``ask``: One case at one of its points, and what minigrad says of it.
- ``spoiled``: A case whose claim is wrong: its largest entry at the first point is off by 1 %.
- ``special/``: Cases of scipy.special.
- ``scipy_parts/``: Cases of the other parts of scipy.
- ``statistical_models/``: Cases of statsmodels.
- ``learning/``: Cases of scikit-learn.
- ``automatic/``: Cases of libraries that differentiate by themselves.
- ``libraries``: The libraries, and the files with their cases; a library that is not installed is left out by name.
- ``explanation``: Why a derivative of a released library does not pass.
- ``explained``: The derivatives that do not pass, and why.
- ``report``: What was found, by library and kind, and what the table of explanations misses.
"""
