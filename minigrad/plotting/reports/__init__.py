"""The parts of :func:`~minigrad.plotting.plot_gradient_report`: maps with marked entries, remainders and words.

- ``divided``: how a picture of a report divides its place: words above, maps below, and one panel to their right
- ``marked_map``: one array of a checked gradient as a map of its relative errors, with the entries marked that do not
  pass
- ``remainder``: the Taylor remainder of a checked gradient against the step: of second order where the gradient is
  right
- ``report_words``: what a picture of a report says in words: the verdict, which entries have which mark, and what is
  not shown
- ``screened``: the blocks of a screened gradient: how far each promise is from what was measured, beside what that may
  be off by
- ``sheet``: how an array is laid out in rows and columns, so that each entry has a place in a picture of it
"""
