"""The parts of ``plot_step_sweep``: errors of numerical derivatives against the step.

- ``method_names``: What legends call a differentiator: its class with the settings that are not the default ones.
- ``sweep``: The error of a derivative as a function of the step, and what theory says of it.
- ``sweep_lines``: What a picture of a step sweep is drawn with: curves and markers, the lines of theory.
"""
