"""``minigrad demo``: the article that minigrad grew out of, page by page, with its code run and its pictures drawn."""

from minigrad.cli.demo.command import NAME as NAME
from minigrad.cli.demo.command import configure as configure
from minigrad.cli.demo.command import run as run
