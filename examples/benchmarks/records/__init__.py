"""What the benchmarks printed, kept as text, and the tables and sentences of the READMEs that are made from it.

- ``record``: runs a benchmark and keeps what it prints, under a header with the command, date, versions and load
- ``recorded``: reads the records
- ``tables``, ``sentences``: Markdown tables and sentences whose numbers are those of the records
- ``refresh``: puts them into a README
"""
