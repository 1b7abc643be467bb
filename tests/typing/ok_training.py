"""Data, network, verification and training together: every type is known without a cast."""

from __future__ import annotations

from typing import assert_type

import minigrad as mg
from minigrad.arrays import Float64Array, FloatArray, IntArray

iris = mg.load_iris()
x_train, x_test, t_train, t_test = mg.train_test_split(iris.x, iris.t, rng=0)
assert_type(t_train, IntArray)

network = mg.TwoLayerNet(4, 5, 3, activation=mg.Tanh(), initializer=mg.GlorotUniform(), rng=0)
clipped = mg.Clipped(mg.Momentum(learning_rate=0.1), max_norm=1.0)
trainer = mg.Trainer(network, mg.SoftmaxCrossEntropy(), clipped, gradient="analytic", rng=0)
assert_type(trainer.fit(x_train, t_train, epochs=2, batch_size=None).loss, Float64Array)
assert_type(trainer.evaluate(x_test, t_test).accuracy, float)
assert_type(trainer.verify_gradient(x_test, t_test).verdict, mg.Verdict)
assert_type(trainer.analytic_gradient(x_test, t_test), FloatArray)

risk = mg.EmpiricalRisk(network, mg.SoftmaxCrossEntropy(), x_test, t_test)
assert_type(risk(network.theta), float)
assert_type(mg.check_gradient(risk, risk.gradient, network.theta, names=risk.name), mg.GradientReport)
assert_type(mg.minimize(risk, network.theta, mg.Adam(), jac=risk.gradient, divergence="return").path, FloatArray)
