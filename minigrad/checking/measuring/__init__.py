"""The slopes that a claim is compared with: a quick look, and a differentiator where that leaves doubt.

- ``quick_look_settings``: The numbers of the quick look, with their units and meanings.
- ``quick_look``: Four values for each coordinate, which suffice where f is smooth and the claim right.
- ``measure``: The slope on each line as precisely as the verdict needs and the budget allows.
- ``measure_by``: The slopes that a differentiator of the caller's choice estimates.
- ``more_noise``: Says where fun is far noisier than the caller says.
- ``validated_estimate``: Whether what such a differentiator returns is an estimate that can be judged.
"""
