"""How a trainer's two gradients are verified: slopes of the loss, its parts, and the numeric gradient.

- ``mismatch``: ``GradientMismatchError``: a gradient that verification refuted during training.
- ``numeric_gradient``: A numeric gradient, and whether values of the loss contradict it.
- ``risk_evidence``: Measures the slopes of a risk, and compares its analytic gradient with them.
- ``verification_settings``: The settings of what a trainer's verification does beyond a check.
- ``samples``: The gradient of an objective, checked sample by sample.
- ``part_findings``: Findings and notes on the parts of a loss.
- ``parts``: Evidence from the parts of a loss, for entries of its gradient that values of the loss cannot decide.
- ``verification``: Verifies the two gradients of a trainer, the analytic and the numeric one.
- ``batch_gradient``: The gradient of one mini-batch: how it is computed, and how it is verified before a step uses it.
"""
