"""Cases of scikit-learn.

- ``losses``: scikit-learn: losses, pointwise and of linear models, with gradients, Hessians and Hessian products.
- ``kernels``: scikit-learn: kernels of Gaussian processes and marginal likelihoods, by their hyperparameters.
- ``models``: scikit-learn: objectives of whole models, with the gradients that their optimisers use.
"""
