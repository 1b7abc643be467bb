"""Lessons: one short program for each section of the article, and for what the article leaves open.

Each prints its numbers and draws one picture: ``python examples/derivative_and_tangent.py`` writes
derivative_and_tangent.png into the current folder. README.md shows all of them. The order in which to read them:

The article: derivative_and_tangent, secant_and_tangent, partial_derivatives, gradient_field,
descent_and_learning_rates, saddle_point, plateau, ascent, choosing_a_learning_rate, softmax_and_cross_entropy,
network_gradient, ignored_argument, epsilon_in_the_loss, train_two_layer_net.
How good is a gradient: error_against_step, six_wrong_gradients.
Optimizers: optimizers_in_a_valley, optimizers_on_rosenbrock.
Parts of one's own: stateful_and_pure_layers, own_layer, own_objective, own_optimizer, own_differentiator,
quantile_regression. What a network has learned: weights_while_learning, decision_regions, confused_digits,
loss_landscape. With other libraries: hand_to_another_library, distributed_simulator.
"""
