"""``minigrad demo``: the article page by page, with its code run and its pictures drawn.

- ``page``: The pages of the walk: text files in doctest form.
- ``player``: Shows a page: prints its text and its code, runs the code, and prints what that really prints.
- ``demo_command``: ``minigrad demo``: which pages are shown, when the next one comes, and how the walk ends.
"""

from minigrad.cli.demo.demo_command import NAME as NAME
from minigrad.cli.demo.demo_command import configure as configure
from minigrad.cli.demo.demo_command import run as run
