"""The parameters of a network as images of units, or as a plane in the space of all of them.

- ``filters``: Directions in the space of a network's parameters along which large weights and small ones change in pro.
- ``landscape``: Which plane of parameters a picture of a loss shows, how far, and the values of the loss on it.
- ``unit_images``: The weights of each unit of a layer as an image in the shape of its inputs, all units in one mosaic.
"""
