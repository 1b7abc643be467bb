"""Extrapolation to h = 0: derivatives of high order from the slopes on a ladder of steps.

- ``table_matrices``: The extrapolation table as constant matrices.
- ``richardson_table``: All entries of the table, with their truncation errors.
- ``best_entry``: The entry with the least truncation error and noise.
"""
