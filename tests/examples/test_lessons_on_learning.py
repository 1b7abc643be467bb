"""The numbers and pictures of the lessons on what a network learns."""

from __future__ import annotations

import re

import numpy as np
import pytest

pytest.importorskip("matplotlib")

import minigrad as mg
from minigrad.arrays import Float64Array
from tests.examples.lessons import line_of, run

pytestmark = pytest.mark.xdist_group("lessons")


def test_the_network_learns_to_read() -> None:
    lesson = run("train_two_layer_net")
    assert lesson.text.startswith("PASS: 3760 of 3760 entries pass")
    rows = re.findall(r"^ +(\d+) +(\S+) +(\S+) +(\S+) +(\S+)$", lesson.text, re.M)
    history = np.array([[float(cell) for cell in row] for row in rows if len(row) == 5])
    assert history[:, 0].tolist() == list(range(1, 21))
    loss, held_out, accuracy = history[:, 1], history[:, 3], history[-1, 4]
    assert loss[-1] < 0.05 < 1.0 < loss[0] < np.log(10.0)
    assert (held_out[9:] > loss[9:]).all()  # what the docstring says to look at
    assert lesson.numbers("accuracy on unseen digits: ") == [accuracy]
    assert accuracy >= 0.96
    np.testing.assert_allclose(line_of(lesson.panels[0], "training"), history[:, :2], rtol=1e-3)
    np.testing.assert_allclose(line_of(lesson.panels[0], "validation"), history[:, [0, 3]], rtol=1e-3)


def test_accuracy_grows_while_the_weights_become_digits() -> None:
    lesson = run("weights_while_learning")
    accuracies = [lesson.numbers(f"epochs: {epochs:2}, accuracy ")[0] for epochs in (0, 1, 5, 20)]
    assert accuracies == sorted(accuracies)
    assert accuracies[0] < 0.2 < 0.8 < accuracies[1]
    assert accuracies[-1] > 0.96
    titles = [panel.get_title() for panel in lesson.panels if panel.get_title()]
    assert titles == ["epochs: 0", "epochs: 1", "epochs: 5", "epochs: 20"]


def test_where_no_training_digit_has_ink_the_weights_stay_noise() -> None:
    digits = mg.load_digits()
    x_train = mg.train_test_split(digits.x, digits.t, rng=0)[0]
    blank = (x_train == 0.0).all(axis=0)
    before = mg.SimpleNet(64, 10, bias=True, scale=0.1, rng=0).weight
    images = [panel.get_images()[0] for panel in run("weights_while_learning").panels if panel.get_images()]
    shown: list[Float64Array] = [
        np.ma.masked_invalid(np.ma.asarray(image.get_array())).compressed() for image in (images[0], images[-1])
    ]
    assert np.sort(shown[0]) == pytest.approx(np.sort(before.ravel()))
    kept = np.isclose(shown[0], shown[1], rtol=0.0, atol=1e-12)
    assert kept.sum() == 10 * blank.sum() > 0


def test_filters_answer_where_their_weights_match_the_ink() -> None:
    lesson = run("what_filters_see")
    assert lesson.text.startswith("PASS: 3706 of 3706 entries pass")
    (accuracy,) = lesson.numbers("3706 weights, accuracy ")
    assert accuracy >= 0.985 > run("train_two_layer_net").numbers("accuracy on unseen digits: ")[0]
    without = [float(each) for each in re.findall(r"accuracy (\S+) without filter", lesson.text)]
    assert len(without) == 8
    assert max(without) <= accuracy + 0.005
    assert min(without) < accuracy - 0.02
    images = lesson.axes.get_images()
    tiles = {
        (round(left), round(top)): np.asarray(image.get_array(), np.float64)
        for image in images
        for left, _, _, top in [image.get_extent()]
    }
    assert len(tiles) == len(images) == 8 + 5 + 8 * 5
    digits = np.stack([tiles[0, row] for row in range(1, 6)])
    windows = np.lib.stride_tricks.sliding_window_view(digits, (3, 3), axis=(1, 2))
    for number in range(1, 9):
        match = np.einsum("nyxij,ij->nyx", windows, tiles[number, 0])
        answers = np.stack([tiles[number, row] for row in range(1, 6)])
        bias = (answers - match)[answers > 0.0].mean()
        np.testing.assert_allclose(answers, np.maximum(match + bias, 0.0), rtol=0.0, atol=1e-12)


def test_misjudged_irises_are_those_where_two_kinds_overlap() -> None:
    lesson = run("decision_regions")
    flowers = [int(number) for number in re.findall(r"^flower (\d+)", lesson.text, re.M)]
    assert lesson.numbers("accuracy ") == [round(1.0 - len(flowers) / 150.0, 3)]
    assert 0 < len(flowers) < 9
    iris = mg.load_iris()
    for flower in flowers:
        assert f"flower {flower}, petal {iris.x[flower, 2:]} cm: {iris.target_names[iris.t[flower]]}" in lesson.text
        assert iris.t[flower] > 0
        assert 4.5 <= iris.x[flower, 2] <= 5.2
    places = [np.asarray(each.get_offsets()) for each in lesson.axes.collections]
    (rings,) = (each for each in places if len(each) == len(flowers))
    assert sorted(rings.tolist()) == sorted(iris.x[flowers, 2:].tolist())


def test_confused_digits_are_counted() -> None:
    lesson = run("confused_digits")
    misread, samples = map(int, re.findall(r"(\d+) of (\d+) digits are misread", lesson.text)[0])
    counts = [int(count) for count in re.findall(r"is taken for \d (\d+) times", lesson.text)]
    assert samples == 359
    assert misread < 36
    assert min(counts) > 1
    assert sum(counts) <= misread
    shown = [text.get_text() for panel in lesson.panels for text in panel.texts]
    numbers = [int(text) for text in shown if text.isdigit()]
    assert sum(numbers) == 359
    assert max(sorted(numbers)[:-10]) == max(counts)  # ten of the numbers stand on the diagonal


def test_the_landscape_holds_the_path() -> None:
    lesson = run("loss_landscape")
    start, end, steps = lesson.numbers("the loss went from ")
    assert steps == 100.0
    assert end < 0.2 < 0.8 < start < np.log(3.0) + 0.2
    (share,) = lesson.numbers("directions hold ")
    assert share > 99.0
    labels = " ".join(panel.get_xlabel() + panel.get_ylabel() for panel in lesson.panels)
    parts = [float(part) for part in re.findall(r"([\d.]+)\s*%", labels)]
    assert sum(parts) == pytest.approx(share, abs=0.11)


def test_each_broken_network_needs_a_look_where_it_is_broken() -> None:
    lesson = run("sanity_checks")
    (image,) = lesson.axes.get_images()
    passed = np.asarray(image.get_array(), np.float64)
    assert passed[0].all()
    assert (passed[1:].diagonal() == 0.0).sum() == 5
    assert not passed[2, 3:].any()  # what cannot move learns nothing by heart
    assert lesson.text.count("LOOK  update to weight: all weights are 0") == 1
    names = [label.get_text() for label in lesson.axes.get_yticklabels()]
    found = re.findall(r"^  (ok|LOOK) +", lesson.text, re.M)
    assert [mark == "ok" for mark in found] == passed.astype(bool).ravel().tolist()
    assert re.findall(r"^(\w[\w ]+): accuracy", lesson.text, re.M) == names
    assert lesson.numbers("loss before training: ")[:2] == [pytest.approx(np.log(10.0), rel=0.02), 2.303]
    assert lesson.numbers("mean over samples: accuracy ")[0] > 0.6  # it learns all the same


def test_a_killed_run_ends_as_one_that_nobody_disturbed() -> None:
    lesson = run("killed_and_resumed")
    killed, first, last = lesson.numbers("a process ended with ")
    assert killed != 0.0
    assert (first, last) == (1.0, 5.0)
    again = re.findall(r"ended with 0; it said the losses of epochs (\d+) to 12", lesson.text)
    assert 1 < int(again[0]) <= 7
    assert again[1] == "1"
    assert "in all 12 losses: True, and in the file with the weights: True" in lesson.text
    whole = line_of(lesson.axes, "a run that nobody disturbed")
    assert whole[:, 0].tolist() == list(range(1, 13))
    assert whole[-1, 1] < 0.2 < 1.0 < whole[0, 1] < np.log(10.0)
    for label in ("until it was killed", "started again"):
        points = line_of(lesson.axes, label)
        assert np.array_equal(points, whole[points[:, 0].astype(int) - 1])
