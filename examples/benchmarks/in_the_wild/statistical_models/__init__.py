"""Cases of statsmodels.

- ``generalised_linear``: statsmodels: links, variances and families, and generalised linear models of every family
  with every safe link.
- ``discrete``: statsmodels: models of choices and counts, with scores and Hessians.
- ``parts``: statsmodels: robust norms, penalties and the generators of copulas.
- ``likelihoods``: statsmodels: rotations of factors, and likelihoods of factors, covariances, processes, mixed models
  and reductions.
"""
