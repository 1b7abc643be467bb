"""How the cost of a numeric gradient grows, and what very long ones would take on many workers.

- ``growth``: How a cost grows with a size: the exponent of a straight line through the logarithms.
- ``workers``: What an evaluation of a function costs, what two workers save, and what a process pool adds to a task.
- ``projection``: What very many evaluations of a function would take on many workers.
"""
