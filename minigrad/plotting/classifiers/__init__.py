"""A classifier's classes, and the plane of its inputs in which its decisions are shown.

- ``class_looks``: How the classes of a classifier look: their names, markers, and regions of distinct brightness.
- ``input_view``: Which plane of a network's inputs is shown, and what has to be said about the inputs beside it.
- ``regions``: Regions of a plane in which one of several functions is the largest: coloured.
"""
