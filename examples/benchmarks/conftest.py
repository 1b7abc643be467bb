"""pytest skips the doctests of two modules where mpmath, which these import, is missing.

What tests them, ``tests/examples/test_references.py``, is skipped there and says why.
"""

from importlib.util import find_spec

collect_ignore = [] if find_spec("mpmath") else ["expressions/jets.py", "problems/references.py"]
