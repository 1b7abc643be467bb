"""pytest looks for doctests in every module, and would fail where mpmath is missing. These two have no doctests.

What tests them, ``tests/examples/test_references.py``, is skipped there and says why.
"""

from importlib.util import find_spec

collect_ignore = [] if find_spec("mpmath") else ["expressions/jets.py", "problems/references.py"]
