"""Functions of several outputs, and claims about their Jacobians.

- ``problem``: A function of several outputs, its Jacobian by hand, and the wrong Jacobians that people write for it.
- ``fits``: Residuals of curves that are fitted to measurements, with their Jacobians as least-squares code has them.
- ``peaks``: Residuals of peaks, circles and spectra that are fitted, with their Jacobians.
- ``classic``: Residuals from the collection of Moré, Garbow and Hillstrom, at their starting points or near them.
- ``systems``: Systems of nonlinear equations with banded Jacobians: discretised differential equations, as sparse
  matrices.
- ``motion``: Right-hand sides and steps of differential equations, with the Jacobians that implicit solvers ask for.
- ``geometry``: Coordinates, robots and unit vectors.
- ``cameras``: Cameras, rotations and directions.
- ``learning``: Jacobians of the parts of networks: softmax, normalisation, attention, dense layers, losses of single
  samples.
- ``matrices``: Functions of matrices, and of the coefficients of polynomials.
- ``hard``: Functions of which values show less: float32 inside, offsets, noise, edges of a domain, very different
  sizes.
- ``kinks``: Functions with kinks: beside them the piece has a Jacobian, on them no claim is the right one.
- ``shapes``: Every form in which functions and their Jacobians come: shapes, lists, buffers, products, operators.
- ``complex_values``: Functions of real numbers with complex values: impedances, responses, characteristic functions.
"""
