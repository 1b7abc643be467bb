"""Misspelt names of the package, though it finds its names at run time."""

from __future__ import annotations

import minigrad as mg
from minigrad.testing import check_layers  # E: Module "minigrad.testing" has no attribute "check_layers"; maybe "check_layer"?  [attr-defined]

mg.Adm()  # E: Module has no attribute "Adm"; maybe "Adam"?  [attr-defined]
mg.exported  # E: Module has no attribute "exported"  [attr-defined]
mg.plotting.plot_histori  # E: Module has no attribute "plot_histori"; maybe "plot_history"?  [attr-defined]
check_layers()
