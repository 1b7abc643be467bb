"""The parts of ``plot_gradient_report``: maps with marked entries, remainders and texts.

- ``divided``: The layout of the picture of a report: text above, maps below, and one panel to their right.
- ``marked_map``: One array of a checked gradient as a map of its relative errors.
- ``remainder``: The Taylor remainder of a checked gradient against the step.
- ``report_words``: The text of the picture of a report: the verdict, marked entries, and what is not shown.
- ``screened``: The blocks of a screened gradient: the gap between claimed and measured slope, in units of its bound.
- ``sheet``: The layout of an array in rows and columns.
"""
