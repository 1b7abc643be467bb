"""The derivatives of a costly simulation, shared between processes that may run on other machines, with progress.

A pulse of heat spreads along a rod; how does the temperature at one place, in the end, depend on the conductivity at
each? The simulation has no gradient and takes milliseconds, but the 289 runs that this gradient and its bounds need are
independent, so dask computes them in two processes and speaks to them over TCP, as it would to a cluster
(``pip install ".[all]"`` brings it). The picture shows that the conductivity matters most just before the thermometer.
"""

from __future__ import annotations

from importlib import import_module

import numpy as np

import minigrad as mg
from minigrad.arrays import Float64Array

CONDUCTIVITY = 1.0 + 0.5 * np.sin(np.linspace(0.0, 2.0 * np.pi, 24))


def temperature(conductivity: Float64Array) -> float:
    """At place 16 of 25 after 1000 explicit steps of the heat equation, from a pulse at place 8."""
    heat = np.eye(25)[8]
    for _ in range(1000):
        flow = 0.3 * conductivity * (heat[1:] - heat[:-1])
        heat[:-1] += flow
        heat[1:] -= flow
    return float(heat[16])


def main() -> mg.plotting.Axes:
    """Differentiate the simulation in two processes, if dask is installed, and draw the derivatives."""
    method = mg.CentralDifference(order=4)
    try:
        distributed, tqdm = import_module("distributed"), import_module("tqdm").tqdm
    except ImportError:
        print('in this process; `pip install ".[all]"` in minigrad\'s folder brings what shares the work')
        estimate = method.estimate(temperature, CONDUCTIVITY)
    else:
        with distributed.Client(n_workers=2, threads_per_worker=1, protocol="tcp", dashboard_address=":0") as client:
            shared = client.get_executor(pure=False).map
            estimate = method.estimate(
                temperature,
                CONDUCTIVITY,
                workers=lambda fn, tasks: tqdm(shared(fn, tasks), total=len(tasks), unit="task", leave=False),
            )
        print("in 2 processes")
    most = np.abs(estimate.value).argmax()
    print(f"conductivity {most} matters most: {estimate.value[most]:+.5f}, all to within {estimate.error.max():.0e}")
    ax = mg.plotting.canvas()
    ax.bar(np.arange(24), estimate.value, color=mg.plotting.style(0).color)
    ax.axvline(7.5, color="black", linestyle=":", label="pulse")
    ax.axvline(15.5, color="black", linestyle="--", label="thermometer")
    ax.set(xlabel="between places k and k + 1", ylabel="d temperature / d conductivity")
    ax.legend(loc="upper right")
    return ax


if __name__ == "__main__":
    print("picture:", mg.plotting.save(main(), "distributed_simulator.png"))
