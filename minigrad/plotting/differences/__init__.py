"""The parts of :func:`~minigrad.plotting.plot_step_sweep`: errors of numerical derivatives against their step.

- ``method_names``: what legends call a differentiator: its class with the settings that are not the default ones
- ``sweep``: the error of a derivative as a function of the step, and what theory says of it
- ``sweep_lines``: what a picture of a step sweep is drawn with: curves and markers, the lines of theory, and the levels
  that limit both
"""
