"""What several pictures share: axes, legends, contours, annotations and planes.

- ``canvas``: Where a picture is drawn: the caller's axes, or new ones that belong to no window and to no global state.
- ``frame``: The rectangle of a picture whose two axes are the two variables of a function.
- ``callout``: Words inside a picture, put where they hide no line and no point.
- ``legends``: Legends that stand outside of the axes, so that they hide no data.
- ``levels``: Levels of contours: equally spaced for a bowl.
- ``plane``: A plane in a space of many dimensions: what can be shown of it.
- ``shortened_names``: Names that the caller gave, in as much room as a picture has.
- ``styles``: Colours, dashes and markers that are told apart without colour too.
- ``ticks``: Ticks of axes that count something.
- ``signed_image``: An image of numbers of both signs, whose middle colour is zero.
- ``values``: Values of the caller's function, wherever a picture wants them.
- ``contours``: Filled contours of a function of two variables, sampled on a grid.
"""
