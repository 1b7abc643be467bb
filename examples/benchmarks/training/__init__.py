"""What a step of training takes: minigrad, a loop written by hand, the book's code and other libraries, in one run.

- ``cases``: The networks, with their data, their first weights and the order of their samples.
- ``contender``: What each contestant does: train the network of a case.
- ``numpy_loop``: A loop in numpy written by hand for one kind of network, which changes its arrays in place.
- ``book_layers``: The network in the book's way: layers that keep what they need, gradients in a dict.
- ``minigrad_trainer``: The Trainer of minigrad, with and without an evaluation after each epoch.
- ``torch_eager``: PyTorch on the processor, without compilation.
- ``scikit_learn``: The MLPClassifier of scikit-learn.
- ``contest``: The times of all, taken in turns, and their ratios.
"""
