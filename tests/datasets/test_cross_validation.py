"""``cross_validate`` calls a function for each fold, and keeps what it returns."""

from __future__ import annotations

import json
from math import sqrt

import pytest

import minigrad as mg


def test_each_fold_once_in_order() -> None:
    folds = mg.k_fold_indices(6, 3, rng=0)
    seen: list[mg.Fold] = []

    def score(fold: mg.Fold) -> float:
        seen.append(fold)
        return float(len(seen))

    result = mg.cross_validate(score, folds)
    assert all(one is other for one, other in zip(seen, folds, strict=True))
    assert (result.scores.tolist(), result.mean, result.spread) == ([1.0, 2.0, 3.0], 2.0, 1.0)
    assert str(result) == "2 +- 1 (mean and standard deviation of 3 folds)"
    again = mg.CrossValidation.from_dict(json.loads(json.dumps(result.to_dict())))
    assert again.to_dict() == result.to_dict()
    two = mg.cross_validate(lambda fold: float(fold.test.sum()), [mg.Fold(fold.train, fold.test[:1]) for fold in folds])
    assert two.mean == sum(int(fold.test[0]) for fold in folds) / 3
    assert mg.cross_validate(lambda fold: float(fold is folds[0]), folds[:2]).spread == pytest.approx(sqrt(0.5))


def test_wrong_arguments() -> None:
    folds = mg.k_fold_indices(4, 2, rng=0)
    with pytest.raises(ValueError, match="`folds` must be at least two, got 1"):
        mg.cross_validate(lambda fold: 0.0, folds[:1])
    with pytest.raises(TypeError, match=r"`folds\[1\]` must be of class Fold, got 3"):
        mg.cross_validate(lambda fold: 0.0, [folds[0], 3])  # type: ignore[list-item]  # a mistake that users make
    with pytest.raises(TypeError, match=r"`score\(fold\)` must be a number, got None"):
        mg.cross_validate(lambda fold: None, folds)  # type: ignore[arg-type, return-value]  # likewise
    with pytest.raises(TypeError, match=r"`score` must be a function, got 0\.5"):
        mg.cross_validate(0.5, folds)  # type: ignore[arg-type]  # likewise
