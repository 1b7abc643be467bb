"""Parameters as people keep them, such as a dict of arrays, seen as one flat vector, and back.

- ``structure_types``: What a structure is for type checkers.
- ``containers``: What a dict, a NamedTuple, a dataclass or a list holds by name, and how its like is made again.
- ``recognised``: Which values are structures, and which are arrays.
- ``leaf``: One array or number in a structure, and its place in the vector.
- ``reading``: What is read from a structure that a function returned: numbers, and how it differs from what is due.
- ``nodes``: The tree of a structure: containers that hold containers and arrays.
- ``planting``: From a caller's value to the tree, with errors that name the place.
- ``structure``: ``Structure``: the vector of a structure, and structures made from vectors.
- ``on_structures``: Functions of a structure as functions of its vector.
"""

from __future__ import annotations

from minigrad.structures.on_structures import OnStructures as OnStructures
from minigrad.structures.reading import Reading as Reading
from minigrad.structures.recognised import is_structure as is_structure
from minigrad.structures.structure import Structure as Structure
from minigrad.structures.structure_types import PointT as PointT
from minigrad.structures.structure_types import StructureT as StructureT
