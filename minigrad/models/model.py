"""``Model``: class names or numbers from features in their own units."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias, final

import numpy as np
import numpy.typing as npt
from typing_extensions import override

from minigrad.archive import read_archive, write_archive
from minigrad.arguments import as_names, require_distinct, require_instance, shown
from minigrad.arrays import FloatArray
from minigrad.datasets import Standardizer
from minigrad.functions import softmax
from minigrad.models.known_classes import callers_classes
from minigrad.models.model_file import (
    FEATURES,
    TARGET,
    contents_of,
    network_arrays,
    network_as_data,
    read_names,
    read_network,
    read_standardizer,
    standardizer_arrays,
)
from minigrad.networks import Network
from minigrad.plain_data.json_values import JsonObject, to_text

Predictions: TypeAlias = npt.NDArray[np.str_] | FloatArray
"""Names of classes, or numbers."""


@final
@dataclass(frozen=True, eq=False, repr=False)
class Model:
    """A network with all that is needed to use it: how its features were standardised, and what its outputs mean.

    Args:
        network: trained on standardised features; training may go on with it.
        standardizer: of the features; None where the network takes them as they are.
        class_names: one for each output (or two for one output, the logit of the second); empty in a regression.
        feature_names: one for each feature; may be left out.
        target_name: what is predicted; may be left out.
        target_standardizer: of the numbers that a regression predicts; None where outputs are in the target's units.

    Raises:
        TypeError, ValueError: a part is of another kind, or does not fit the others.

    >>> import minigrad as mg
    >>> from tempfile import TemporaryDirectory
    >>> iris = mg.load_iris()
    >>> standardizer = mg.Standardizer.fit(iris.x, iris.feature_names)
    >>> trainer = mg.Trainer(mg.SimpleNet(4, 3, bias=True, rng=0), mg.SoftmaxCrossEntropy(), mg.Adam(0.1), rng=0)
    >>> _ = trainer.fit(standardizer.transform(iris.x), iris.t, epochs=5)
    >>> with TemporaryDirectory() as folder:
    ...     path = Model(trainer.network, standardizer, iris.target_names, iris.feature_names).save(f"{folder}/a.npz")
    ...     Model.load(path).predict([[5.1, 3.5, 1.4, 0.2], [6.3, 2.5, 5.0, 1.9]]).tolist()
    ['setosa', 'virginica']
    """

    network: Network
    standardizer: Standardizer | None = None
    class_names: tuple[str, ...] = ()
    feature_names: tuple[str, ...] = ()
    target_name: str = ""
    target_standardizer: Standardizer | None = None

    def __post_init__(self) -> None:
        require_instance("network", self.network, Network)
        for name in ("class_names", "feature_names"):
            object.__setattr__(self, name, as_names(name, getattr(self, name)))
            require_distinct(name, getattr(self, name))
        require_instance("target_name", self.target_name, str)
        for name in ("standardizer", "target_standardizer"):
            if getattr(self, name) is not None:
                require_instance(name, getattr(self, name), Standardizer)
        if self.class_names and (len(self.class_names) < 2 or self.target_standardizer is not None):
            raise ValueError(
                "`class_names` must have at least two names, and no `target_standardizer` beside them, got "
                f"{shown(self.class_names)}"
            )
        self._try_out()

    def predict(self, x: npt.ArrayLike) -> Predictions:
        """What the network predicts for samples in their own units.

        Args:
            x: (n_samples, n_features), or one sample (n_features,).

        Returns:
            (n_samples,) names of classes, or numbers in the target's units; (n_samples, n_outputs) where there are
            several numbers for each sample; without the first axis for one sample.

        Raises:
            TypeError, ValueError: ``x`` does not fit the network.
        """
        outputs = self._outputs(x)
        if self.class_names:
            names: npt.NDArray[np.str_] = np.array(self.class_names)
            return np.asarray(names[self._scores(outputs).argmax(axis=-1)])
        if self.target_standardizer is not None:
            outputs = self.target_standardizer.inverse(outputs)
        numbers: FloatArray = outputs[..., 0] if outputs.shape[-1] == 1 else outputs
        return numbers

    def probabilities(self, x: npt.ArrayLike) -> FloatArray:
        """The softmax of the outputs: (n_samples, n_classes), without the first axis for one sample.

        Raises:
            ValueError: the model has no classes, or ``x`` does not fit the network.
        """
        if not self.class_names:
            raise ValueError("only a model with `class_names` has probabilities; this one predicts numbers: predict(x)")
        return softmax(self._scores(self._outputs(x)))

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write the model to a file, whole or not at all, and return its path.

        The network may be of any class; its layers must be dataclasses with plain fields.

        Raises:
            OSError: the file cannot be written; an old one is unchanged.
            TypeError: a layer cannot be written; the message names the field.
        """
        arrays = {
            **network_arrays(self.network),
            **standardizer_arrays(FEATURES, self.standardizer),
            **standardizer_arrays(TARGET, self.target_standardizer),
        }
        names: JsonObject = {"class_names": [*self.class_names], "feature_names": [*self.feature_names]}
        content = {**network_as_data(self.network), **names, "target_name": self.target_name}
        return write_archive(path, "model", content, arrays)

    @staticmethod
    def load(path: str | os.PathLike[str], layers: Iterable[type[object]] = ()) -> Model:
        """Read what :meth:`save` wrote. The network becomes a :class:`~minigrad.Sequential`, which can be trained.

        No code in the file is run. Layers are made by their constructors, which check their arguments.

        Args:
            path: of the file.
            layers: classes of layers and initializers that are not minigrad's, as in ``layers=[MyLayer]``.

        Raises:
            OSError: there is no such file, or it cannot be read.
            ValueError: it is not what :meth:`save` wrote, or names a class that is not in ``layers``.
        """
        classes, kept = callers_classes(layers), read_archive(path, "model")
        with contents_of(kept):
            feature_names = read_names(kept, "feature_names")
            return Model(
                read_network(kept, classes),
                read_standardizer(kept, FEATURES, feature_names),
                read_names(kept, "class_names"),
                feature_names,
                to_text(kept.content["target_name"]),
                read_standardizer(kept, TARGET, ()),
            )

    @override
    def __repr__(self) -> str:
        what = f"{len(self.class_names)} classes" if self.class_names else self.target_name or "numbers"
        return f"Model({self.network!r}, {what})"

    def _outputs(self, x: npt.ArrayLike) -> FloatArray:
        return self.network.predict(x if self.standardizer is None else self.standardizer.transform(x))

    def _scores(self, outputs: FloatArray) -> FloatArray:
        """One number for each class; the single output for two classes is the difference of theirs."""
        if outputs.shape[-1] == 1 and len(self.class_names) == 2:
            return np.concatenate([np.zeros_like(outputs), outputs], axis=-1)
        if outputs.shape[-1] != len(self.class_names):
            raise ValueError(
                f"`class_names` must have a name for each of the network's {outputs.shape[-1]} outputs, got "
                f"{shown(self.class_names)}"
            )
        return outputs

    def _try_out(self) -> None:
        """Predict for a sample of the standardizer's means, so that parts that do not fit are found at once."""
        if self.standardizer is None:
            return
        if self.feature_names and len(self.feature_names) != self.standardizer.mean.size:
            raise ValueError(
                f"`feature_names` must have {self.standardizer.mean.size} names, one for each feature of "
                f"`standardizer`, got {len(self.feature_names)}"
            )
        with np.errstate(all="ignore"):
            self.predict(self.standardizer.mean)
