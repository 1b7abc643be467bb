"""What several pictures draw with: axes, legends, contours, words and planes.

- ``callout``: words inside a picture, put where they hide no line and no point
- ``canvas``: where a picture is drawn: the caller's axes, or new ones that belong to no window and to no global state
- ``contours``: filled contours of a function of two variables, sampled on a grid
- ``frame``: the rectangle of a picture whose two axes are the two variables of a function
- ``legends``: legends that stand outside of the axes, so that they hide no data
- ``levels``: levels of contours: equally spaced for a bowl, logarithmic for a function such as Rosenbrock's that spans
  decades
- ``names``: names that the caller gave, in as much room as a picture has
- ``plane``: a plane in a space of many dimensions: what can be shown of it
- ``signed_image``: an image of numbers of both signs, whose middle colour is zero
- ``styles``: colours, dashes and markers that are told apart without colour too
- ``ticks``: ticks of axes that count something
- ``values``: values of the caller's function, wherever a picture wants them
"""
