"""``--checkpoint FILE``: a run is kept in a file while it is trained; ``--resume`` goes on from there.

- ``found_run``: What the file of ``--checkpoint`` holds, before it is gone on with.
- ``same_run``: Whether a run that is gone on with has the same data and options as before.
- ``kept_run``: A callback that keeps the run in a file.
- ``interruption``: Ctrl-C and SIGTERM while a run is trained: it is kept, and how to go on is said.
"""
