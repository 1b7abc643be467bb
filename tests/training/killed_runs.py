"""Runs that are killed at random moments and started again, each in a child of one process that has loaded everything.

``python -m tests.training.killed_runs FOLDER KILLS`` prints how many children were killed, at which stages, and which
runs ended otherwise than those that nobody disturbed.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
import zipfile
from collections.abc import Callable
from itertools import cycle
from pathlib import Path
from typing import TypeAlias

import numpy as np

import minigrad as mg
from minigrad.arrays import FloatArray
from minigrad.optimizers.base import State

FEATURES, CLASSES = 3, 2
X: FloatArray = np.random.default_rng(0).normal(size=(14, FEATURES))
T = (X.sum(axis=1) > 0.0).astype(np.int64)
PART = 0.6
"""A child is killed within this part of the time of a whole run, and later where many have been killed already."""

Run: TypeAlias = Callable[[Path], Path]
"""Trains with a backup in this folder, and returns a file with all that the trainer is at the end."""


def _dense() -> mg.Network:
    return mg.TwoLayerNet(FEATURES, 3, CLASSES, rng=2)


def _noisy() -> mg.Network:
    layers = [mg.Dense(FEATURES, 4), mg.BatchNorm(4), mg.ReLU(), mg.Dropout(0.3), mg.Dense(4, CLASSES)]
    return mg.Sequential(layers, rng=1, dtype=np.float32)


def _run(
    folder: Path,
    network: mg.Network,
    optimizer: mg.Optimizer[State],
    bits: np.random.BitGenerator,
    penalty: mg.L2 | None,
) -> Path:
    trainer = mg.Trainer(network, mg.SoftmaxCrossEntropy(), optimizer, penalty=penalty, rng=bits)
    trainer.fit(
        X,
        T,
        epochs=2,
        batch_size=5,
        validation_data=(X[:5], T[:5]),
        metrics=[mg.TopKAccuracy(1)],
        callbacks=[mg.EarlyStopping(patience=2)],
        backup=folder / "backup.npz",
        backup_every=1,
    )
    return trainer.save(folder / "end.npz")


RUNS: dict[str, Run] = {
    "PCG64": lambda folder: _run(folder, _dense(), mg.Adam(0.1), np.random.PCG64(1), None),
    "PCG64DXSM": lambda folder: _run(
        folder, _noisy(), mg.Clipped(mg.Adam(0.1), max_norm=0.5), np.random.PCG64DXSM(2), mg.L2(0.01)
    ),
    "MT19937": lambda folder: _run(
        folder, _noisy(), mg.Scheduled(mg.Momentum(0.1), mg.CosineDecay(9)), np.random.MT19937(3), None
    ),
    "Philox": lambda folder: _run(folder, _dense(), mg.Momentum(0.1), np.random.Philox(4), mg.L2(0.01)),
    "SFC64": lambda folder: _run(folder, _noisy(), mg.GradientDescent(0.1), np.random.SFC64(5), None),
}


def _child(run: Run, folder: Path) -> int:
    """A new process that does the run, and ends."""
    pid = os.fork()
    if pid == 0:
        run(folder)
        os._exit(0)
    return pid


def _killed(run: Run, folder: Path, delay: float) -> bool:
    """Whether a child was killed after this time, before it had ended by itself."""
    pid = _child(run, folder)
    time.sleep(delay)
    os.kill(pid, signal.SIGKILL)
    return os.WIFSIGNALED(os.waitpid(pid, 0)[1])


def _stage(folder: Path) -> tuple[int, ...]:
    """How many epochs and how many batches of the next one were done in the backup that a killed child left."""
    backup = folder / "backup.npz"
    if not backup.exists():
        return ()
    with zipfile.ZipFile(backup) as file:
        content = json.loads(file.read("manifest.json"))["content"]
    return len(content["history"]["epoch"]), content["epoch"]["batches"]


def main(folder: Path, kills: int) -> None:
    """Kills children until there were so many, and lets each run end."""
    expected, seconds = dict[str, bytes](), dict[str, float]()
    for name, run in RUNS.items():
        (folder / name).mkdir()
        expected[name] = run(folder / name).read_bytes()
        start = time.perf_counter()
        os.waitpid(_child(run, folder / name), 0)
        seconds[name] = time.perf_counter() - start
    rng, count, wrong, stages = random.Random(0), 0, list[str](), set[tuple[int, ...]]()
    for number, name in enumerate(cycle(RUNS)):
        own = folder / f"{name} {number}"
        own.mkdir()
        before = count
        while _killed(RUNS[name], own, rng.uniform(0.0, PART * seconds[name] * (1.0 + 0.1 * (count - before)))):
            count += 1
            stages.add(_stage(own))
        if (own / "end.npz").read_bytes() != expected[name] or (own / "backup.npz").exists():
            wrong.append(own.name)
        if count >= kills:
            break
    print(json.dumps({"kills": count, "stages": sorted(stages), "wrong": wrong}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
