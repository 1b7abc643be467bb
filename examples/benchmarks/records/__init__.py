"""What the benchmarks printed, kept as text, and the tables and sentences of the READMEs that are made from it.

- ``record``: Runs a benchmark and keeps what it prints, under a header with the command, date, versions and load.
- ``recorded``: Reads the records: one function for each kind of line that the benchmarks print.
- ``tables``: The tables of the READMEs, from the records.
- ``verdict_sentences``: Sentences on verdicts and on bounds of errors, with the numbers that were recorded.
- ``wild_table``: The table of what minigrad says of the derivatives of released libraries, from its record.
- ``sentences``: All sentences of the READMEs whose numbers come from the records.
- ``refresh``: Brings the numbers of a Markdown file up to date with the records.
"""
