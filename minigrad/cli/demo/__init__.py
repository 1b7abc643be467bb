"""``minigrad demo``: the article page by page, with its code run and its pictures drawn.

- ``page``: The pages of the demo: text files in doctest form, so that what is shown is also what is tested.
- ``player``: Shows a page: prints its text and code, runs the code, and prints the output.
- ``demo_command``: The command ``demo``: shows the pages one by one, and waits for the reader after each.
"""

from minigrad.cli.demo.demo_command import NAME as NAME
from minigrad.cli.demo.demo_command import configure as configure
from minigrad.cli.demo.demo_command import run as run
