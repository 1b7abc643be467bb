"""The parts of ``plot_step_sweep``: errors of numerical derivatives against the step.

- ``method_names``: The name of a differentiator in a legend: its class, with the settings that are not the defaults.
- ``sweep``: The error of a derivative as a function of the step, and the truncation and rounding errors in theory.
- ``sweep_lines``: The curves, markers and reference lines of a step sweep.
"""
