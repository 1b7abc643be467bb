"""What convolutional networks cost: a step of training, against PyTorch, and the full check of a gradient.

- ``digit_network``: ``SimpleConvNet`` on the digits, trained by minigrad's Trainer and by PyTorch.
- ``checks``: The time of a full check of every entry of a gradient.
"""
