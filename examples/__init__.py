"""One short program for each section of the article, and for what the article leaves open.

Run one with ``python examples/derivative_and_tangent.py``. Each has a ``main()`` that returns its numbers; the tests run them all.
"""
