"""Parameters as people keep them, such as a dict of arrays, seen as one flat vector, and back.

- ``structure_types``: What a structure is for type checkers.
- ``containers``: What a dict, a NamedTuple, a dataclass or a list holds by name, and how its like is made again.
- ``recognised``: Which values are structures, and which are arrays.
- ``leaf``: One array or number in a structure, and its place in the vector.
- ``reading``: What is read from a structure that a function returned: numbers, and how it differs from what is due.
- ``nodes``: The tree of a structure: containers that hold containers and arrays.
- ``planting``: From a caller's value to the tree, with errors that name the place.
- ``planted_tree``: The tree of a caller's structure and its vector, checked.
- ``structure``: ``Structure``: the vector of a structure, and structures made from vectors.
- ``on_structures``: Functions of a structure as functions of its vector.
- ``structured_claims``: A derivative that is claimed as a structure: its vector, and what is wrong with it.

A structure is a mapping, a NamedTuple, a dataclass instance, or a list or tuple that holds an array with axes or a
structure, nested in any way. Entries are named by keys, fields and places: ``W[0, 2]``, ``layers.0.W[1]``, and
``x.0[1, 2]`` where the whole is a list. Functions get a new structure of the same kind: arrays in float64, numbers as
numbers, None as None. A list of plain numbers is an array, as it is for numpy. An entry of a complex array is two
numbers, ``z[1].real`` and ``z[1].imag``. Of a dataclass, the fields of its constructor count.
"""

from __future__ import annotations

from minigrad.structures.on_structures import OnStructures as OnStructures
from minigrad.structures.reading import Reading as Reading
from minigrad.structures.recognised import is_structure as is_structure
from minigrad.structures.structure import Structure as Structure
from minigrad.structures.structure_types import PointT as PointT
from minigrad.structures.structure_types import StructureLike as StructureLike
from minigrad.structures.structure_types import StructureT as StructureT
