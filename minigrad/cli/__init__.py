"""The command line: ``minigrad train``, and the commands that check and verify gradients."""

from minigrad.cli.main import entry_point as entry_point
from minigrad.cli.main import main as main
