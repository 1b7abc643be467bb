"""A CSV file as a data set: cells become numbers, and one column becomes class labels.

- ``cells``: The text of one cell: a number, a missing value, a date, or a word.
- ``messages``: Hints that several messages share.
- ``options``: How a file is to be read, checked before it is opened.
- ``careful``: A cell that is not plainly a number or a known word: what it is, or what is wrong with it.
- ``rows``: A file as rows of cells, each with the line of the file that it begins in.
- ``header``: The names of the columns, and which of them are read.
- ``column_kinds``: Which columns hold numbers and which hold words.
- ``block``: Many lines at once, for speed: numpy reads the numbers of lines that hold nothing unusual.
- ``table``: What was read from a file: the data set, and what was done to make it one.
- ``words``: A column of words as numbers: each word once, and for each row the position of its word.
- ``body``: The rows of data, read one at a time into compact arrays of numbers.
- ``features``: From what was read to the matrix of features.
- ``labels``: From the words of the label column to classes, unless they are quantities.
- ``load``: A user's own table as a data set: ``load_csv("flowers.csv", target="species")``.
"""

from __future__ import annotations

from minigrad.datasets.csv.load import load_csv as load_csv
from minigrad.datasets.csv.load import read_table as read_table
from minigrad.datasets.csv.options import CsvOptions as CsvOptions
from minigrad.datasets.csv.table import Table as Table
from minigrad.datasets.csv.table import fill_with_mean as fill_with_mean
