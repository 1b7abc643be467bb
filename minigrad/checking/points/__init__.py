"""One check at several points: the points, and one report on all of them.

- ``around``: ``around``: random points near x.
- ``several``: A check at x and at further points, which must be like x.
- ``joined``: One report from those of several points.
"""
