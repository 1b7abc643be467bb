"""Runs a benchmark and keeps what it prints, under a header with the command, date, versions and load.

Run ``python -m examples.benchmarks.records.record fresh families --peers --seeds 10``. The first word names the file in
this folder, the rest is the benchmark with its options. The file starts with the command, the date, the versions of
everything that is compared, and how busy the machine was.
"""

from __future__ import annotations

import os
import platform
import shlex
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from minigrad.files import write_atomically

RESULTS = Path(__file__).parent
PACKAGES = (
    *("numpy", "scipy", "torch", "numdifftools", "jacobi", "derivkit", "mpmath", "loky", "dask"),
    *("statsmodels", "scikit-learn", "autograd", "jax"),
)


def header(command: str, load: tuple[float, float]) -> str:
    """What stands above the output; ``load`` is the load average over a minute before and after the run."""
    versions = [
        f"Python {platform.python_version()}",
        *(f"{name} {found}" for name in PACKAGES if (found := _version(name))),
    ]
    lines = [
        f"command: {command}",
        f"date: {date.today().isoformat()}",
        f"versions: {', '.join(versions)}",
        f"machine: {os.cpu_count()} cores, load average {load[0]:.2f} before and {load[1]:.2f} after",
    ]
    return "\n".join(lines) + "\n"


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def main(arguments: Sequence[str], folder: Path = RESULTS) -> Path:
    """Run, show and keep.

    Args:
        arguments: the name of the file without its ending, the name of the benchmark, and the benchmark's own options.
        folder: where the file goes.

    Raises:
        ValueError: fewer than two arguments.
        subprocess.CalledProcessError: the benchmark failed; then nothing is kept.
    """
    if len(arguments) < 2:
        raise ValueError(f"`arguments` must be the name of a file and of a benchmark, got {list(arguments)}")
    name, module, *rest = arguments
    words, before, printed = ["-m", f"examples.benchmarks.{module}", *rest], os.getloadavg()[0], list[str]()
    with subprocess.Popen([sys.executable, *words], stdout=subprocess.PIPE, text=True) as run:
        for line in run.stdout or ():
            print(line, end="", flush=True)
            printed.append(line)
    if run.returncode:
        raise subprocess.CalledProcessError(run.returncode, words)
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}.txt"
    write_atomically(
        path, header(shlex.join(["python", *words]), (before, os.getloadavg()[0])) + "\n" + "".join(printed)
    )
    return path


if __name__ == "__main__":
    main(sys.argv[1:])
