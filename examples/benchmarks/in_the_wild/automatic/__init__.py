"""Cases of libraries that differentiate by themselves.

- ``array_functions``: Functions of an array, written once for every library with numpy's names: autograd and jax.
- ``numpy_names``: Cases of libraries with numpy's names: gradients, Hessians and Jacobians of the same functions.
- ``of_autograd``: autograd: its numpy, its scipy.special, and products with Hessians.
- ``of_jax``: jax: its numpy, its scipy.special and its activations, in float64, compiled; forward and reverse.
- ``torch_tensors``: Tensors of torch, as far as the tables ask for them, and functions of them.
- ``torch_activations``: torch: activations and normalisations.
- ``torch_losses``: torch: losses, by their inputs.
- ``torch_distributions``: torch: log-densities of distributions, by their parameters and by the value, entropies and
  divergences.
- ``torch_special``: torch: special functions, reductions, pooling and attention.
- ``torch_matrices``: torch: linear algebra of 3 x 3 matrices.
- ``of_torch``: torch: activations, losses, distributions, special functions and linear algebra, differentiated by
  torch.autograd.
"""
