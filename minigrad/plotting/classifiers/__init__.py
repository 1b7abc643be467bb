"""How classes look, and in which plane of a network's inputs its decisions are shown.

- ``class_looks``: how the classes of a classifier look: their names, markers, and regions of distinct brightness
- ``input_view``: which plane of a network's inputs is shown, and what has to be said about the inputs beside it
- ``regions``: regions of a plane in which one of several functions is the largest: coloured, with their boundaries and
  names
"""
