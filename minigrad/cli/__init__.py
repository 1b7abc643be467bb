"""The command line: ``minigrad train``, the commands that check and verify gradients, and ``minigrad demo``, which explains them."""

from minigrad.cli.main import entry_point as entry_point
from minigrad.cli.main import main as main
