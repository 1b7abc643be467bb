"""Lessons: one short program for each section of the article, and for what the article leaves open.

Each prints its numbers and draws one picture: ``python examples/derivative_and_tangent.py`` writes
derivative_and_tangent.png into the current folder. README.md shows all of them. This is the order in which to read
them.

The article:

- ``derivative_and_tangent``: The derivative of f(x) = 0.01 x^2 + 0.1 x, and its tangents at 5 and 10 (section 1.1 of
  the article).
- ``secant_and_tangent``: The true tangent of e^x at 0 beside the secants whose slopes the differences are (section 1.1
  of the article).
- ``partial_derivatives``: The partial derivatives of f(x) = x0^2 + x1^2 at (3, 4) (section 1.2 of the article).
- ``gradient_field``: The negative gradients of f(x) = x0^2 + x1^2 (section 1.3 of the article).
- ``descent_and_learning_rates``: Gradient descent from (-3, 4), and what the learning rate does to it (sections 2 and
  2.1 of the article).
- ``saddle_point``: A descent that ends on a saddle: f(x) = x0^2 - x1^2 from (-3, 0) (the note on saddle points in
  section 2).
- ``plateau``: A plateau, where the slope is so small that a descent stands still (the note on plateaus in section 2).
- ``ascent``: Gradient ascent is gradient descent on -f (the note on ascent in section 2).
- ``choosing_a_learning_rate``: Learning rates are tried out: a hyperparameter is not learned but chosen (the note at
  the end of section 2.1).
- ``softmax_and_cross_entropy``: Softmax turns scores into probabilities, and cross-entropy measures their error
  (section 2.2 of the article).
- ``network_gradient``: The gradient of a network's loss with respect to its weights (section 2.2 of the article).
- ``ignored_argument``: Why ``f = lambda w: net.loss(x, t)`` is a trap (section 2.2 of the article).
- ``epsilon_in_the_loss``: Why the 1e-7 in the article's loss is wrong (section 2.2 of the article).
- ``train_two_layer_net``: A two-layer network learns to read handwritten digits (what the end of the article
  announces).

How good is a gradient:

- ``error_against_step``: The error of a difference against its step: a U, for the slope of e^x at 1.
- ``six_wrong_gradients``: Six common mistakes in a gradient, and what the check says about each.

Optimizers:

- ``optimizers_in_a_valley``: Three optimizers in the narrow valley f(x) = x0^2 / 20 + x1^2.
- ``optimizers_on_rosenbrock``: Three optimizers on Rosenbrock's function (1 - x0)^2 + 100 (x1 - x0^2)^2, from (-1.2, 1)
  to its minimum, (1, 1).

Parts of one's own:

- ``stateful_and_pure_layers``: The book's layer, which remembers its last call, beside ours, which remembers nothing.
- ``own_layer``: A layer of one's own: PReLU, a ReLU whose slope on the left is learned (He 2015).
- ``own_objective``: An objective of one's own: the Huber loss, which a single outlier hardly moves (Huber 1964).
- ``own_optimizer``: An optimizer and a schedule of one's own: Lion, whose steps all have one length (Chen 2023), and a
  rate that falls.
- ``own_differentiator``: A differentiator of one's own: the slope of the straight line that fits 101 values best
  (Lanczos 1956).
- ``quantile_regression``: Quantile regression: which lengths of petals to expect, given the length of the sepals of an
  iris.

What a network has learned:

- ``weights_while_learning``: What the weights of a network look like while it learns to read digits.
- ``what_filters_see``: A small convolutional network reads digits: what its filters see.
- ``decision_regions``: The regions that a network assigns to each class: irises, by the length and the width of their
  petals.
- ``confused_digits``: Which digits a network confuses; its accuracy only says how often.
- ``loss_landscape``: The loss of a network as a landscape, with the path that its training took.

Training that can be relied on:

- ``sanity_checks``: What to look at before training: a right network, and five that are broken.
- ``killed_and_resumed``: A run that is killed and goes on with the same numbers, bit for bit.

With other libraries:

- ``hand_to_another_library``: The loss of a network in the hands of another library's optimiser.
- ``distributed_simulator``: The derivatives of a costly simulation, shared between processes that may run on other
  machines, with progress.

Besides the lessons:

- ``derived_by_hand/``: Derivatives that people write by hand, each checked as it is and with one mistake.
- ``thumbnails``: Makes the thumbnails that README.md shows.
- ``benchmarks/``: Programs that compare minigrad with other libraries, and the results that they printed.
"""
