"""Thumbnails are small, show something, and show what the lessons draw today."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("matplotlib")

from PIL import Image

from examples.thumbnails import PICTURES, SIZE, shrink
from minigrad.arrays import Float64Array
from tests.examples.lessons import NAMES, run

pytestmark = pytest.mark.xdist_group("lessons")


def _grey(picture: Path | BytesIO) -> Float64Array:
    with Image.open(picture) as image:
        return np.asarray(image.convert("L").resize((80, 60), Image.Resampling.BOX), np.float64)


@cache
def _thumbnails() -> dict[str, Float64Array]:
    return {name: _grey(PICTURES / f"{name}.png") for name in NAMES}


def test_there_is_one_for_each_lesson_and_nothing_else() -> None:
    assert sorted(path.name for path in PICTURES.iterdir()) == [f"{name}.png" for name in NAMES]


@pytest.mark.parametrize("name", NAMES)
def test_it_is_a_small_png_that_is_not_blank(name: str) -> None:
    path = PICTURES / f"{name}.png"
    assert path.stat().st_size < 40_000
    with Image.open(path) as image:
        assert (image.format, image.size) == ("PNG", SIZE)
    assert _grey(path).std() > 5.0


@pytest.mark.parametrize("name", NAMES)
def test_it_shows_what_the_lesson_draws(name: str) -> None:
    """Up to the layout, which differs between releases of matplotlib. After a change:
    ``python -m examples.thumbnails``."""
    now = _grey(BytesIO(run(name).files[f"{name}.png"]))
    distance = {other: float(np.abs(now - grey).mean()) for other, grey in _thumbnails().items()}
    assert min(distance, key=distance.__getitem__) == name
    assert distance[name] < 15.0


def test_shrinking_keeps_the_colours(tmp_path: Path) -> None:
    large = np.zeros((480, 640, 3), np.uint8)
    large[:, :320] = (213, 94, 0)
    large[:, 320:] = (0, 114, 178)
    Image.fromarray(large).save(tmp_path / "large.png")
    shrink(tmp_path / "large.png", tmp_path / "small.png")
    with Image.open(tmp_path / "small.png") as image:
        small = np.asarray(image.convert("RGB"))
    assert small.shape == (300, 400, 3)
    assert small[150, 50].tolist() == [213, 94, 0]
    assert small[150, 350].tolist() == [0, 114, 178]
