"""Why a gradient is wrong: likely mistakes, the Taylor remainder, and a self-test of the check.

- ``explaining_settings``: The numbers of explanations, with their units and meanings.
- ``entries_to_explain``: Claimed and measured entries of a gradient, some of which are wrong.
- ``mistakes``: Templates of frequent mistakes, each with the gradient that it would give.
- ``explained_errors``: Whether a template explains every error of a claim, and whether that could be chance.
- ``causes``: Which of the templates explains what was claimed far better than chance.
- ``other_points``: Causes that show only where the gradient is asked for at another point.
- ``unused_argument``: Functions that ignore their argument, and the array that they use instead.
- ``conventions``: Complex x of a real function: which of the two conventions a gradient follows.
- ``edge``: What fun raises next to x where its slope cannot be seen on both sides.
- ``taylor_remainder``: Whether the remainder of Taylor's formula shrinks with the square of the step.
- ``self_test``: Whether a corrupted gradient would have been noticed.
- ``explain``: The likely cause of an error and the Taylor remainder, as far as they are affordable.
"""
