"""How values of a function are obtained: one by one, vectorised, or in several processes.

- ``captured``: Finds the array that a function reads in place of its argument.
- ``lines``: The lines through x along which derivatives are taken: start, direction and the points at given steps.
- ``evaluators``: Ways of getting many values of f: one point after another, or a stack of points in one call.
- ``mapping``: What ``workers`` may be, and the types of a map.
- ``probe``: ``Probe``: what a differentiator asks for values of f at (line, step) pairs.
- ``sampler``: Asks a probe for values at representable steps inside the bounds; failures become NaN.
- ``pools``: The pool of worker processes that is kept between computations.
- ``processes``: Worker processes on this machine, with a time limit for each task.
- ``workers``: Many evaluations at once, through any engine that has a ``map``.
- ``problems``: From the caller's arguments to a probe: checks, copies, and the choice of lines.
"""
