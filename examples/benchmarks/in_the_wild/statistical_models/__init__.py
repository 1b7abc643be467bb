"""Cases of statsmodels.

- ``generalised_linear``: statsmodels: links, variances and families, and generalised linear models of every family
  with every safe link.
- ``discrete``: statsmodels: models of choices and counts, with scores and Hessians.
- ``parts``: statsmodels: robust norms, penalties and the generators of copulas.
- ``likelihoods``: statsmodels: objectives of rotations; likelihoods of factors, processes, mixed models and
  reductions of dimension.
"""
