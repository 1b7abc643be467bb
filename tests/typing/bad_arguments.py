"""Calls with the wrong thing: a float for an array, a string for a number, the state of another optimizer, a misspelling."""

from __future__ import annotations

import numpy as np

import minigrad as mg

theta = np.zeros(3)
net = mg.SimpleNet(4, 3)
loss = mg.SoftmaxCrossEntropy()

mg.Adam().step(theta, 0.5, mg.Adam().init(theta))  # E: Argument 2 to "step" of "Adam" has incompatible type "float"; expected "ndarray[...]"  [arg-type]
mg.Adam().step(theta, theta, mg.Momentum().init(theta))  # E: Argument 3 to "step" of "Adam" has incompatible type "MomentumState"; expected "AdamState"  [arg-type]
mg.GradientDescent().step(theta, theta, mg.Adam().init(theta))  # E: Argument 3 to "step" of "GradientDescent" has incompatible type "AdamState"; expected "NoState"  [arg-type]
mg.Clipped(mg.Adam(), max_norm=1.0).step(theta, theta, mg.Momentum().init(theta))  # E: Argument 3 to "step" of "Clipped" has incompatible type "MomentumState"; expected "AdamState"  [arg-type]
mg.Momentum().init(0.0)  # E: Argument 1 to "init" of "Momentum" has incompatible type "float"; expected "ndarray[...]"  [arg-type]
net.unflatten(loss)  # E: Argument 1 to "unflatten" of "Network" has incompatible type "SoftmaxCrossEntropy"; expected "..."  [arg-type]
mg.ReLU().forward({}, 1.0)  # E: Argument 2 to "forward" of "Activation" has incompatible type "float"; expected "ndarray[...]"  [arg-type]

mg.GradientDescent(learning_rate="0.1")  # E: Argument "learning_rate" to "GradientDescent" has incompatible type "str"; expected "float"  [arg-type]
mg.GradientDescent(lr=0.1)  # E: Unexpected keyword argument "lr" for "GradientDescent"  [call-arg]
mg.Adam(0.001, 0.9)  # E: Too many positional arguments for "Adam"  [call-arg]
mg.CentralDifference(2)  # E: Too many positional arguments for "CentralDifference"  [call-arg]
mg.CentralDifference(absstep=1e-4)  # E: Unexpected keyword argument "absstep" for "CentralDifference"; did you mean "abs_step"?  [call-arg]
mg.ForwardDifference(order="2")  # E: Argument "order" to "ForwardDifference" has incompatible type "str"; expected "int"  [arg-type]
mg.SimpleNet("4", 3)  # E: Argument 1 to "SimpleNet" has incompatible type "str"; expected "int"  [arg-type]
mg.SimpleNet(4, 3, seed=0)  # E: Unexpected keyword argument "seed" for "SimpleNet"  [call-arg]
mg.SimpleNet(4, 3, dtype=np.int64)  # E: Argument "dtype" to "SimpleNet" has incompatible type "type[...]"; expected "..."  [arg-type]
mg.TwoLayerNet(64, 10)  # E: Missing positional argument "n_outputs" in call to "TwoLayerNet"  [call-arg]
mg.Dense(4)  # E: Missing positional argument "n_outputs" in call to "Dense"  [call-arg]
mg.Sequential(mg.ReLU)  # E: Argument 1 to "Sequential" has incompatible type "type[ReLU]"; expected "Iterable[Layer]"  [arg-type]

mg.Trainer(net, loss, mg.Adam(), gradient="numerical")  # E: Argument "gradient" to "Trainer" has incompatible type "Literal['numerical']"; expected "Literal['analytic', 'numeric']"  [arg-type]
mg.Trainer(net, loss, mg.Adam)  # E: Argument 3 to "Trainer" has incompatible type "type[Adam]"; expected "Method[...]"  [arg-type]
mg.Trainer(net, mg.Adam(), mg.Adam())  # E: Argument 2 to "Trainer" has incompatible type "Adam"; expected "Objective"  [arg-type]
mg.Trainer(net, loss, mg.Adam()).fit([[1.0]], [0], epoch=3)  # E: Unexpected keyword argument "epoch" for "fit" of "Trainer"; did you mean "epochs"?  [call-arg]
mg.Trainer(net, loss, mg.Adam()).fit([[1.0]], [0], epochs="3")  # E: Argument "epochs" to "fit" of "Trainer" has incompatible type "str"; expected "int"  [arg-type]

mg.minimize(lambda x: "low", [1.0], mg.Adam())  # E: Argument 1 to "minimize" has incompatible type "Callable[[ndarray[...]], str]"; expected "Callable[...]"  [arg-type]  # E: Incompatible return value type (got "str", expected "SupportsFloat")  [return-value]
mg.minimize(lambda x: 1.0, [1.0], mg.Adam(), divergence="warn")  # E: No overload variant of "minimize" matches argument types "Callable[[Any], float]", "list[float]", "Adam", "str"  [call-overload]
mg.minimize(lambda x: 1.0, [1.0], loss)  # E: No overload variant of "minimize" matches argument types "Callable[[Any], float]", "list[float]", "SoftmaxCrossEntropy"  [call-overload]
mg.CentralDifference().gradient(3.0, [1.0])  # E: No overload variant of "gradient" of "GradientMethods" matches argument types "float", "list[float]"  [call-overload]
mg.CentralDifference().partial(lambda x: 1.0, [1.0])  # E: No overload variant of "partial" of "SlopeMethods" matches argument types "Callable[[Any], float]", "list[float]"  [call-overload]
mg.CentralDifference().partial(lambda x: 1.0, [1.0], 0.5)  # E: No overload variant of "partial" of "SlopeMethods" matches argument types "Callable[[Any], float]", "list[float]", "float"  [call-overload]
mg.CentralDifference().gradient(lambda x: x[0], [1.0], args=(2.0,))  # E: Argument 1 to "gradient" of "GradientMethods" has incompatible type "Callable[...]"; expected "Callable[...]"  [arg-type]  # E: Cannot infer type of lambda  [misc]
mg.train_test_split([[1.0]], [0], test_fraction="half")  # E: No overload variant of "train_test_split" matches argument types "list[list[float]]", "list[int]", "str"  [call-overload]

net.weights  # E: "SimpleNet" has no attribute "weights"; maybe "weight"?  [attr-defined]
result: int = net.predict([[1.0, 2.0, 3.0, 4.0]])  # E: Incompatible types in assignment (expression has type "ndarray[...]", variable has type "int")  [assignment]
mg.EmpiricalRisk(net, loss, [[1.0, 2.0, 3.0, 4.0]], [0])(theta).round()  # E: "float" has no attribute "round"  [attr-defined]
