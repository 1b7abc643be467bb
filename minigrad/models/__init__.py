"""A trained network with what belongs to it: standardisation, class and feature names; kept in one file.

- ``known_classes``: The classes that a file may name: minigrad's own, and those that the caller passes.
- ``layers_as_data``: Layers as plain data: the class and the fields of each.
- ``layers_from_data``: Layers made again from plain data, by their own constructors.
- ``model_file``: The parts of a model as plain data and arrays, and back.
- ``feature_columns``: Which column of a table each feature of a model comes from, by its name.
- ``feature_table``: The features of a model, read from a CSV file.
- ``model``: ``Model``: class names or numbers from features in their own units.
"""

from __future__ import annotations

from minigrad.models.model import Model as Model
