"""The parts of ``plot_gradient_report``: maps with marked entries, remainders and texts.

- ``divided``: How a picture of a report divides its place: words above, maps below, and one panel to their right.
- ``marked_map``: One array of a checked gradient as a map of its relative errors.
- ``remainder``: The Taylor remainder of a checked gradient against the step.
- ``report_words``: What a picture of a report says in words: the verdict, which entries have which mark.
- ``screened``: The blocks of a screened gradient: how far each promise is from what was measured.
- ``sheet``: How an array is laid out in rows and columns, so that each entry has a place in a picture of it.
"""
