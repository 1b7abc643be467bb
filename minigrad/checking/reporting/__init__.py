"""The report: entries with reasons, the verdict, and how both are printed.

- ``evidence``: Everything that was found out about a claimed gradient.
- ``entries``: One entry of a gradient, with both values and what can be said about it.
- ``reasons``: Why an entry got its verdict, in one sentence.
- ``reasons_by_method``: Why an entry got its verdict, where that lies in the differentiator that a check was given.
- ``marks``: The state of each entry as one letter, with its error, for tables and pictures.
- ``part_counts``: How many entries of each part of a gradient pass: of each named array, each output, or each point.
- ``screened_block``: What screening found out about one of the arrays that a gradient consists of.
- ``contents``: What a report holds, whether it is printed, drawn or stored.
- ``text``: Reports as text for a terminal and as HTML for a notebook.
- ``report``: ``GradientReport``: the verdict with its evidence: frozen, printable, and storable as JSON.
- ``hessian_words``: A report on a Hessian calls the two functions by their own names: hess and jac.
- ``assemble``: Assembles a report from the evidence.
"""
