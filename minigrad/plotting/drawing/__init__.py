"""What several pictures share: axes, legends, contours, annotations and planes.

- ``canvas``: Axes to draw on: the caller's, or those of a new figure outside of pyplot.
- ``frame``: The rectangle of a picture whose two axes are the two variables of a function.
- ``callout``: A text inside a picture, placed where it covers no line and no point.
- ``legends``: Legends outside of the axes, where they hide no data.
- ``levels``: Levels of contours: equally spaced, or logarithmic where the values span decades.
- ``plane``: A plane in a space of many dimensions, and the projection onto it.
- ``shortened_names``: Names from the caller, shortened for a picture.
- ``styles``: Colours, dashes and markers that differ without colour too.
- ``ticks``: Ticks of axes that count something.
- ``signed_image``: An image of numbers of both signs, whose middle colour is zero.
- ``values``: A value of the caller's function, or NaN where it has none.
- ``contours``: Filled contours of a function of two variables, sampled on a grid.
"""
