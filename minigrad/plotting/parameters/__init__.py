"""The parameters of a network as images of units, or as a plane in the space of all of them.

- ``filters``: Random directions of parameters that change the weights of each unit in proportion to their norm.
- ``landscape``: The plane of parameters that a loss landscape shows, its extent, and the losses on it.
- ``unit_images``: The weights of each unit of a layer as an image in the shape of its inputs.
"""
