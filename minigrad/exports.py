"""The public names of the package, read from the imports in its ``__init__``."""

from __future__ import annotations

import dis
from types import CodeType


def exported(code: CodeType) -> dict[str, str]:
    """The module of each name that the code of an ``__init__`` imports from its own package, including imports that do
    not run.

    Read from compiled code, which exists where source files do not: in a zip file, or in a program packed into one
    file.

    >>> exported(compile("from math import pi\\nfrom minigrad.arrays import Rng, FloatArray", "", "exec"))
    {'Rng': 'minigrad.arrays', 'FloatArray': 'minigrad.arrays'}
    """
    names: dict[str, str] = {}
    module = ""
    for step in dis.get_instructions(code):
        if step.opname == "IMPORT_NAME":
            module = step.argval
        elif step.opname == "IMPORT_FROM" and module.split(".")[0] == __package__ and module != __name__:
            names[step.argval] = module
    return names
