"""Many evaluations at once, in processes of this machine or in any engine that offers a ``map``.

- worker_types: what ``workers=`` may be, and the types of a map.
- pickling: sends functions to processes, and their exceptions back.
- processes: a number of processes of this machine.
- pools: starts these processes, keeps them, and ends them.
- engines: what ``workers=`` takes, and what is made of it.
- mapped: shares the evaluations of f between workers.
"""
