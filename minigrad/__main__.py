"""``python -m minigrad`` is the command ``minigrad``."""

from minigrad.cli import entry_point

if __name__ == "__main__":
    entry_point()
