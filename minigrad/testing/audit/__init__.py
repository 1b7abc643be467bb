"""Checks whatever was found in a module, at points of its own choosing."""

from minigrad.testing.audit.dispatch import audit as audit
from minigrad.testing.audit.results import Finished as Finished
from minigrad.testing.audit.results import Visit as Visit
