from __future__ import annotations

import numpy as np

from examples.gradient_field import main


def test_the_articles_gradients() -> None:
    np.testing.assert_allclose(main().corners, [[6.0, 8.0], [0.0, 4.0], [6.0, 0.0]], atol=1e-9)


def test_every_arrow_is_minus_twice_its_point() -> None:
    field = main()
    assert field.points.shape == field.arrows.shape == (18 * 18, 2)
    assert (field.points.min(), field.points.max()) == (-2.0, 2.25)
    np.testing.assert_allclose(field.arrows, -2.0 * field.points, atol=1e-9)
