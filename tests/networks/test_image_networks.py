"""Networks that take images: SimpleConvNet has the book's layers and sizes, and all are what a network must be."""

from __future__ import annotations

import re
from collections.abc import Callable

import numpy as np
import pytest

import minigrad as mg
from minigrad.networks import Network, SimpleConvNet
from minigrad.networks.composition import BLOCK
from minigrad.objectives import SoftmaxCrossEntropy
from tests.numeric import numeric_derivative, read_only
from tests.registry import IMAGE_NETWORKS

IMAGES = read_only(np.random.default_rng(0).normal(size=(5, 2, 6, 6)))


def test_the_network_of_the_book() -> None:
    """Figure 7-23 with the sizes of simple_convnet.py: 30 filters of 5 x 5, and 30 * 12 * 12 features after pooling."""
    net = SimpleConvNet(rng=0)
    assert [type(layer).__name__ for layer in net.layers] == "Conv2D ReLU MaxPool2D Flatten Dense ReLU Dense".split()
    assert net.layout.shapes == ((30, 1, 5, 5), (30,), (4320, 100), (100,), (100, 10), (10,))
    assert net.predict(np.zeros((2, 1, 28, 28))).shape == (2, 10)


@pytest.mark.parametrize("network", IMAGE_NETWORKS, ids=lambda net: type(net).__name__)
def test_it_is_one_function_of_theta_and_images(network: Network) -> None:
    theta = np.random.default_rng(1).normal(size=network.layout.size)
    outputs, pullback = network.pullback(theta, IMAGES)
    cotangent = read_only(np.random.default_rng(2).normal(size=outputs.shape))
    expected = numeric_derivative(
        lambda moved: float((network.forward(moved, IMAGES) * cotangent).sum()), theta, step=1e-4
    )
    np.testing.assert_allclose(pullback(cotangent), expected, rtol=1e-7, atol=1e-8)
    stack, stacked_pullback = network.pullback(np.stack([2.0 * theta, theta]), IMAGES)
    np.testing.assert_allclose(stack[1], outputs, rtol=1e-12, atol=1e-13)
    np.testing.assert_allclose(stacked_pullback(np.stack([cotangent, cotangent]))[1], pullback(cotangent), rtol=1e-11)
    np.testing.assert_allclose(network.forward(theta, IMAGES[3]), outputs[3], rtol=1e-12, atol=1e-13)
    single = network.forward(theta.astype(np.float32), IMAGES)
    assert single.dtype == np.float32
    np.testing.assert_allclose(single, outputs, rtol=1e-4, atol=1e-4)


def test_it_trains_and_its_gradient_is_verified() -> None:
    """Digits, a few epochs: far above chance, and every entry of the gradient agrees."""
    data = mg.load_digits()
    order = np.random.default_rng(0).permutation(len(data.t))[:500]
    x, t = data.x[order].reshape(-1, 1, 8, 8), data.t[order]
    network = SimpleConvNet((1, 8, 8), n_filters=6, kernel_size=3, n_hidden=16, rng=1)
    trainer = mg.Trainer(network, SoftmaxCrossEntropy(), mg.Adam(0.01), rng=0)
    trainer.fit(x[:400], t[:400], epochs=8, batch_size=20)
    assert mg.accuracy(network.predict(x[400:]), t[400:]) > 0.8
    assert trainer.verify_gradient(x[:4], t[:4]).passed


def test_one_image_gives_the_outputs_of_one_where_these_are_images_too() -> None:
    network = mg.Sequential([mg.Conv2D(1, 2, 3)], rng=0)
    images = np.random.default_rng(0).normal(size=(2, 1, 6, 5))
    outputs, stack = network.predict(images), np.stack([network.theta, 2.0 * network.theta])
    np.testing.assert_allclose(network.predict(images[1]), outputs[1], rtol=1e-13)
    np.testing.assert_allclose(network.forward(stack, images[1])[1], 2.0 * outputs[1], rtol=1e-13)
    one, pullback = network.pullback(stack, images[1])
    assert one.shape == (2, 2, 4, 3)
    weights = np.zeros((2, 2, 4, 3))
    weights[0, 1, 2, 0] = 1.0  # the derivative of one output by the kernel is its window
    gradient = pullback(weights)[0]
    np.testing.assert_array_equal(gradient[network.layout.slices["conv2d1.weight"]][9:], images[1, 0, 2:5, 0:3].ravel())


def test_many_images_go_through_in_blocks() -> None:
    """Each is computed as alone, for one theta and for stacks; in training, one mask covers all of them."""
    images = np.random.default_rng(3).normal(size=(2 * BLOCK + 5, 1, 3, 3))
    network = mg.Sequential([mg.Conv2D(1, 2, 2), mg.Dropout(0.5, input_axes=3), mg.Flatten(), mg.Dense(8, 2)], rng=0)
    alone = np.stack([network.predict(image) for image in images])
    np.testing.assert_allclose(network.predict(images), alone, rtol=1e-12, atol=1e-14)
    both = network.forward(np.stack([0.0 * network.theta, network.theta]), images)
    np.testing.assert_allclose(both, [0.0 * alone, alone], rtol=1e-12, atol=1e-14)
    for training in (None, 1):
        risk = mg.EmpiricalRisk(network, mg.MeanSquaredError(), images, alone, training=training)
        assert risk(network.theta) == pytest.approx(risk.slope(network.theta).value, rel=1e-12, abs=1e-30)


@pytest.mark.each(
    ("make", "message"),
    [
        (lambda: SimpleConvNet((28, 28)), "`input_shape` must be (channels, height, width), each at least 1, got (28"),
        (lambda: SimpleConvNet(n_filters=0), "`n_filters` must be a whole number of at least 1, got 0"),
        (lambda: SimpleConvNet(n_hidden=0), "`n_hidden` must be a whole number of at least 1, got 0"),
        (
            lambda: SimpleConvNet(kernel_size=29),
            "`kernel_size` must fit into the inputs with their padding, (28, 28)",
        ),
        (
            lambda: SimpleConvNet(kernel_size=28),
            "`kernel_size` must fit into the inputs with their padding, (1, 1)",
        ),
    ],
)
def test_a_mistake_is_named(make: Callable[[], Network], message: str) -> None:
    with pytest.raises(ValueError, match=re.escape(message)):
        make()
