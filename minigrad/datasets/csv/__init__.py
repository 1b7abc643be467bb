"""A CSV file as a data set: cells become numbers, and one column becomes the target.

- ``cells``: The text of one cell: a number, a missing value, a date, or a word.
- ``messages``: Hints for several messages.
- ``csv_options``: The options of reading a file, checked before it is opened.
- ``careful``: A cell that is neither plainly a number nor a known word: how it is read, or why it is refused.
- ``rows``: A file as rows of cells, each with the line in which it begins.
- ``header``: The names of the columns, and which of them are read.
- ``column_kinds``: Which columns hold numbers and which hold words, by the first cell with a value.
- ``cell_block``: Many lines at once, for speed: numpy reads the numbers of lines without special cells.
- ``table``: What was read from a file: the data set, and how it was made.
- ``words``: A column of words as numbers: each word once, and for each row the position of its word.
- ``body``: The rows of data, read one at a time into compact arrays of numbers.
- ``features``: The matrix of features: a column of words becomes one column of 0 and 1 for each word.
- ``contents``: What a file holds, read to its end, before its target is taken for classes or for a quantity.
- ``labels``: The target column: classes, or a quantity, and how the two are told apart.
- ``load``: ``load_csv`` and ``load_csv_regression``: a CSV file as a data set.
"""

from __future__ import annotations

from minigrad.datasets.csv.csv_options import CsvOptions as CsvOptions
from minigrad.datasets.csv.load import load_csv as load_csv
from minigrad.datasets.csv.load import load_csv_regression as load_csv_regression
from minigrad.datasets.csv.load import read_either as read_either
from minigrad.datasets.csv.load import read_table as read_table
from minigrad.datasets.csv.table import QuantityTable as QuantityTable
from minigrad.datasets.csv.table import Table as Table
from minigrad.datasets.csv.table import fill_with_mean as fill_with_mean
