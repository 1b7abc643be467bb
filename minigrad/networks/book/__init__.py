"""The networks of the book: the layers are chosen, the widths are yours.

- ``simple_net``: ``SimpleNet``: the article's network, one weight matrix between inputs and class scores.
- ``two_layer_net``: ``TwoLayerNet``: one hidden layer.
- ``multi_layer_net``: ``MultiLayerNet``: any number of hidden layers, with batch normalisation and dropout if wanted.
- ``simple_conv_net``: ``SimpleConvNet``: one convolutional layer, one pooling, two dense layers.
"""
