"""Extrapolation to h = 0: derivatives of high order from the slopes on a ladder of steps.

- ``table_matrices``: the extrapolation table as constant matrices;
- ``richardson_table``: reading it, all entries with their truncation errors;
- ``best_entry``: the entry with the least truncation error and noise.
"""
