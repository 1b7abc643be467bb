"""Which differentiator finds the derivative, how exactly, at what cost, and does it know how wrong it is?

- ``answers``: What a method says of one derivative, and a function that counts the points at which it is evaluated.
- ``other_packages``: Differentiators of other packages, each asked as its documentation shows, with its defaults.
- ``contenders``: The differentiators that the benchmark compares: ours, and those of other packages where they are
  installed.
- ``scores``: What the benchmark reports of one method on one set of problems.
- ``wins``: Where a method of another package is better than AdaptiveDifference, by family of problems and over all of
  them.
- ``under_noise``: AdaptiveDifference on functions with noise, against the least error that a central difference can
  have there.
- ``orders``: First to sixth derivatives: how exact they are, whether their bounds hold, and what they cost.
- ``times``: What the methods take besides the time in f, and against scipy for two and for 100 coordinates.
- ``report``: All that the benchmark of differentiators measures, and its tables as text.
- ``settings_study``: What each number in ``AdaptiveSettings`` is worth: every one of them halved and doubled, on the
  functions for tuning.
"""
