"""One check at several points: the points, and one report on all of them.

- ``around``: ``around``: random points near x.
- ``several``: A check at x and at further points, which must be like x.
- ``joined_findings``: The findings at several points: each kind once, and what is said of stationary ones.
- ``joined``: One report from those of several points.
"""
