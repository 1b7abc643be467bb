"""The loss of a network in the hands of another library's optimiser.

An ``EmpiricalRisk`` is a pure function of the weights, with a gradient: all that any optimiser asks for. Here scipy's
L-BFGS-B fits multinomial logistic regression to the irises, if scipy is installed; minigrad does not need it. The
picture shows the loss against iterations, beside plain gradient descent.
"""

from __future__ import annotations

from importlib import import_module

import minigrad as mg


def main() -> mg.plotting.Axes:
    """Minimise one loss by gradient descent and by scipy, and draw both histories."""
    iris = mg.load_iris()
    net = mg.SimpleNet(4, 3, bias=True, rng=0)
    risk = mg.EmpiricalRisk(net, mg.SoftmaxCrossEntropy(), mg.standardize(iris.x)[0], iris.t)
    run = mg.minimize(risk, net.theta, mg.GradientDescent(learning_rate=1.0), jac=risk.gradient, steps=60)
    print(f"gradient descent lowered the loss from {run.values[0]:.4f} to {run.fun:.4f} in {run.nit} iterations")
    ax = mg.plotting.canvas()
    ax.semilogy(run.values, **mg.plotting.style(0)._asdict(), markevery=5, label="gradient descent")
    try:
        scipy = import_module("scipy.optimize")
    except ImportError:
        print('scipy is not installed; run `pip install ".[peers]"` in minigrad\'s folder, and this again')
    else:
        losses = [risk(net.theta)]
        found = scipy.minimize(
            risk, net.theta, jac=risk.gradient, method="L-BFGS-B", callback=lambda theta: losses.append(risk(theta))
        )
        print(f"scipy lowered the loss from {losses[0]:.4f} to {risk(found.x):.4f} in {found.nit} iterations")
        ax.semilogy(losses, **mg.plotting.style(1)._asdict(), markevery=5, label="scipy's L-BFGS-B")
    ax.set(xlabel="iterations", ylabel="loss")
    ax.legend()
    return ax


if __name__ == "__main__":
    print("picture:", mg.plotting.save(main(), "hand_to_another_library.png"))
