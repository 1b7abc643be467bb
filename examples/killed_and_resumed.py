"""A run that is killed and goes on with the same numbers, bit for bit.

With ``backup=FILE`` a script that was killed is simply started again. Here a process is killed (SIGKILL) in its sixth
epoch; the next one goes on from the last backup, with the same order of samples, the same units dropped and the same
optimizer state. In the picture its losses lie on those of a run that nobody disturbed.
"""

from __future__ import annotations

import filecmp
import sys
from itertools import islice
from subprocess import PIPE, Popen
from tempfile import TemporaryDirectory

import minigrad as mg

CHILD = "import runpy, sys; runpy.run_path(sys.argv[1])['train'](sys.argv[2])"


def report(record: mg.EpochRecord) -> None:
    """Say the loss to the last bit, and wait for an answer."""
    print(record.epoch, record.loss.hex(), flush=True)
    sys.stdin.readline()


def train(folder: str) -> None:
    """The script that is started again."""
    digits, layers = mg.load_digits(), [mg.Dense(64, 40), mg.ReLU(), mg.Dropout(0.2), mg.Dense(40, 10)]
    trainer = mg.Trainer(mg.Sequential(layers, rng=0), mg.SoftmaxCrossEntropy(), mg.Adam(0.002), rng=0)
    trainer.fit(digits.x, digits.t, epochs=12, callback=report, backup=f"{folder}/run.npz", backup_every=20)
    trainer.network.save(f"{folder}/weights.npz")


def start(folder: str, epochs: int) -> dict[int, float]:
    """The losses that the script says; it is killed in the epoch after so many, if there is one."""
    with Popen([sys.executable, "-c", CHILD, __file__, folder], stdin=PIPE, stdout=PIPE, text=True) as process:
        print("\n" * (epochs - 1), file=process.stdin, flush=True)
        said = [line.split() for line in islice(process.stdout or (), epochs)]
        if epochs < 12:
            process.kill()
    print(f"a process ended with {process.returncode}; it said the losses of epochs {said[0][0]} to {said[-1][0]}")
    return {int(epoch): float.fromhex(loss) for epoch, loss in said}


def main() -> mg.plotting.Axes:
    """Run killed and started again, and undisturbed; compare and draw."""
    with TemporaryDirectory() as killed, TemporaryDirectory() as other:
        before, after, whole = start(killed, 5), start(killed, 12), start(other, 12)
        weights = filecmp.cmp(f"{killed}/weights.npz", f"{other}/weights.npz", shallow=False)
    losses = before.items() | after.items() == whole.items()
    print(f"the same bits as in the third, in all 12 losses: {losses}, and in the file with the weights: {weights}")
    ax = mg.plotting.canvas()
    ax.plot([*whole], [*whole.values()], color="lightgrey", linewidth=9, label="a run that nobody disturbed")
    ax.plot([*before], [*before.values()], **mg.plotting.style(0)._asdict(), markersize=9, label="until it was killed")
    ax.plot([*after], [*after.values()], **mg.plotting.style(1)._asdict(), markersize=4, label="started again")
    ax.set(xlabel="epoch", ylabel="loss on the training data")
    ax.legend()
    return ax


if __name__ == "__main__":
    print("picture:", mg.plotting.save(main(), "killed_and_resumed.png"))
