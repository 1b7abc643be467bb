"""The programs here are read by mypy, not run: pytest must not import them in search of doctests."""

collect_ignore_glob = ["ok_*.py", "bad_*.py"]
