"""Many evaluations at once, in processes of this machine or in any engine that offers a ``map``.

- ``worker_types``: What ``workers=`` may be, and the types of a map.
- ``pickling``: Sends functions to processes, and their exceptions back.
- ``processes``: A number of processes of this machine.
- ``pools``: Starts these processes, keeps them, and ends them.
- ``engines``: What ``workers=`` takes, and what is made of it.
- ``mapped``: Shares the evaluations of f between workers.
"""
