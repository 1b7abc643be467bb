"""A user's own table: lines of cells become numbers, and one column becomes class labels.

A file goes through these modules in order: `rows` splits it into cells, `header` names the columns, `columns` tells
numbers from words, `body` reads the cells, `features` and `labels` turn them into arrays, and `load` is the public
function.
"""

from __future__ import annotations

from minigrad.datasets.csv.load import load_csv as load_csv
from minigrad.datasets.csv.load import read_table as read_table
from minigrad.datasets.csv.options import CsvOptions as CsvOptions
from minigrad.datasets.csv.table import Table as Table
from minigrad.datasets.csv.table import fill_with_mean as fill_with_mean
