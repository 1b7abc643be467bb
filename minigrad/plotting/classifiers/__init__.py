"""A classifier's classes, and the plane of its inputs in which its decisions are shown.

- ``class_looks``: The names, markers and colours of the classes of a classifier.
- ``input_view``: The plane of a network's inputs that is shown, and a note on the inputs outside of it.
- ``regions``: Regions of a plane in which one of several functions is the largest, with boundaries and names.
"""
