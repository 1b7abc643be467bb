"""How a network's parameters are shown: as images of units, or as a plane through the space of all of them.

- ``filters``: directions in the space of a network's parameters along which large weights and small ones change in
  proportion
- ``landscape``: which plane of parameters a picture of a loss shows, how far, and the values of the loss on it
- ``unit_images``: the weights of each unit of a layer as an image in the shape of its inputs, all units in one mosaic
"""
