"""Whether training can work: the largest stable learning rate, and what to look at before a long run.

- ``health_settings``: The settings of these checks.
- ``learning_rate_limit``: ``learning_rate_limit``: beyond which learning rate gradient descent diverges.
- ``sanity_report``: ``SanityReport``: what each check found, in plain words.
- ``sanity_check``: Five checks of a network, its data and its training that take a second.
"""
