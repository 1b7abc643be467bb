"""What the CSV loader accepts, and what it says, with file and line, when a table is not one."""

from __future__ import annotations

import gzip
import os
from pathlib import Path

import numpy as np
import pytest

from minigrad.datasets import Dataset, load_csv

GOOD = ["length,petal,species", "5.1,1.4,setosa", "7,4.7,versicolor", "6.3,6,virginica", "4.9,1.4,setosa"]


def load(folder: Path, text: str | bytes, target: str = "species") -> Dataset:
    path = folder / "flowers.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return load_csv(path, target=target)


def failure(folder: Path, text: str | bytes, target: str = "species") -> str:
    with pytest.raises(ValueError) as caught:  # noqa: PT011 (the callers look at the message)
        load(folder, text, target)
    assert type(caught.value) is ValueError
    message = str(caught.value)
    assert "\n" not in message
    assert message.startswith(str(folder / "flowers.csv"))
    return message.removeprefix(str(folder) + "/")


def test_a_table(tmp_path: Path) -> None:
    flowers = load(tmp_path, "\n".join(GOOD))
    assert flowers.x.tolist() == [[5.1, 1.4], [7.0, 4.7], [6.3, 6.0], [4.9, 1.4]]
    assert flowers.t.tolist() == [0, 1, 2, 0]
    assert flowers.feature_names == ("length", "petal")
    assert flowers.target_names == ("setosa", "versicolor", "virginica")
    assert flowers.description == 'flowers.csv, classes from column "species"'


def test_the_path_may_be_a_string_and_the_label_column_anywhere(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("a,kind,b\n1,x,2\n3,y,4\n")
    table = load_csv(str(tmp_path / "t.csv"), target="kind")
    assert table.feature_names == ("a", "b")
    assert table.x.tolist() == [[1.0, 2.0], [3.0, 4.0]]


@pytest.mark.each("end", ["\n", "\r\n", "\r"])
@pytest.mark.each("mark", [b"", b"\xef\xbb\xbf"])
def test_line_ends_and_byte_order_mark_do_not_matter(tmp_path: Path, end: str, mark: bytes) -> None:
    plain = load(tmp_path, "\n".join(GOOD))
    flowers = load(tmp_path, mark + (end.join(GOOD) + end).encode())
    np.testing.assert_array_equal(flowers.x, plain.x)
    assert flowers.feature_names == plain.feature_names
    assert flowers.t.tolist() == plain.t.tolist()


def test_quotes_blanks_and_empty_lines(tmp_path: Path) -> None:
    flowers = load(tmp_path, '\n"length", species\n\n 1.5 , "blue, flag"\n  \n-2e3,"a ""b"""\n\n')
    assert flowers.feature_names == ("length",)
    assert flowers.x.tolist() == [[1.5], [-2000.0]]
    assert flowers.target_names == ('a "b"', "blue, flag")


def test_names_outside_ascii(tmp_path: Path) -> None:
    flowers = load(tmp_path, "länge,species\n1,schön\n2,blöd\n")
    assert flowers.feature_names == ("länge",)
    assert flowers.target_names == ("blöd", "schön")


@pytest.mark.each(
    ("labels", "names", "t"),
    [
        ("10 2 -1 2", ("-1", "2", "10"), [2, 1, 0, 1]),
        ("1.0 0.0 1 01", ("0", "1"), [1, 0, 1, 1]),
        ("b a B a", ("B", "a", "b"), [2, 1, 0, 1]),
        ("10 2 x 2", ("10", "2", "x"), [0, 1, 2, 1]),
        ("1e0 2.0e0 1", ("1", "2"), [0, 1, 0]),
        ("123456789012345678 123456789012345679", ("123456789012345678", "123456789012345679"), [0, 1]),
        ("inf 1 inf", ("1", "inf"), [1, 0, 1]),
    ],
)
def test_labels_are_sorted_whole_numbers_by_value(
    tmp_path: Path, labels: str, names: tuple[str, ...], t: list[int]
) -> None:
    table = load(tmp_path, "a,species\n" + "".join(f"0.5,{label}\n" for label in labels.split()))
    assert table.target_names == names
    assert table.t.tolist() == t


def test_missing_file_and_folder(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError) as missing:
        load_csv(tmp_path / "no.csv", target="species")
    assert str(missing.value) == f"{tmp_path / 'no.csv'}: there is no such file"
    with pytest.raises(IsADirectoryError) as folder:
        load_csv(tmp_path, target="species")
    assert str(folder.value) == f"{tmp_path}: this is a folder, not a file"


def test_target_must_be_a_name(tmp_path: Path) -> None:
    position: object = 2
    with pytest.raises(TypeError, match="`target` must be the name of a column, got 2"):
        load_csv(tmp_path / "flowers.csv", target=position)  # type: ignore[arg-type]


def test_path_must_be_a_name() -> None:
    number: object = 2
    with pytest.raises(TypeError, match="`path` must be the name of a file, got 2"):
        load_csv(number, target="species")  # type: ignore[arg-type]


@pytest.mark.each("text", ["", "\n\n", b"\xef\xbb\xbf", "  \n"])
def test_an_empty_file(tmp_path: Path, text: str | bytes) -> None:
    assert failure(tmp_path, text) == "flowers.csv: the file is empty; its first line must name the columns"


DROP = '; correct it, or leave the column out with drop=["petal"] (--drop petal on the command line)'
OUT = '; fill it in, or leave such lines out with missing="drop" (--missing drop on the command line)'
MEAN = (
    ', or put the mean of the column there with missing="mean" (--missing mean), or leave the column out with '
    'drop=["petal"]'
    " (--drop petal on the command line)"
)
NO_HEADER = "pass header=False (--no-header on the command line)"


@pytest.mark.each(
    ("header", "message"),
    [
        ("a,b,a,species", f'columns 1 and 3 are both named "a"; rename one, or if this line is data, {NO_HEADER}'),
        (
            ",a,species",
            "column 1 has no name; name it, or leave the column out with drop=[\"\"] (--drop '' on the command line)",
        ),
        ("a,b,kind", 'there is no column "species"; the columns are "a", "b", "kind"'),
        ("a,Spezies", 'there is no column "species", did you mean "Spezies"? The columns are "a", "Spezies"'),
        ("species", 'there is no column of features beside "species"'),
        (
            "a;b;species",
            'there is a single column; the cells seem to be separated by semicolons: pass delimiter=";"'
            ' (--delimiter ";" on the command line)',
        ),
        (
            "a\tspecies",
            'there is a single column; the cells seem to be separated by tabs: pass delimiter="\\t"'
            " (--delimiter tab on the command line)",
        ),
        ("a  b species", "there is a single column; if blanks separate the cells, put commas in their place"),
        (
            "a,b;c;species",
            'there is no column "species", did you mean "b;c;species"? The columns are "a", "b;c;species"; the '
            "cells seem to be separated by semicolons:"
            ' pass delimiter=";" (--delimiter ";" on the command line)',
        ),
        (
            "5,male,x",
            f'there is no column "species"; the columns are "5", "male", "x"; if this line is data, {NO_HEADER}',
        ),
        ("5.1,1.4,0", f"the column names seem to be missing, the cells are numbers; {NO_HEADER}"),
        ("5,1,3", f"the column names seem to be missing, the cells are numbers; {NO_HEADER}"),
        ("5.1,1.4,setosa", f"the column names seem to be missing, the cells are numbers; {NO_HEADER}"),
    ],
)
def test_a_header_that_does_not_do(tmp_path: Path, header: str, message: str) -> None:
    assert failure(tmp_path, header + "\n1,2\n") == f"flowers.csv, line 1: {message}"


def test_names_that_are_counted_are_names(tmp_path: Path) -> None:
    """As pandas writes them."""
    assert load(tmp_path, "0,1,2\n5,6,0\n7,8,1\n", "2").x.tolist() == [[5.0, 6.0], [7.0, 8.0]]


@pytest.mark.each("header", ["0.25,0.5,species", "nan,inf,species"])
def test_a_line_with_the_target_holds_the_names(tmp_path: Path, header: str) -> None:
    assert load(tmp_path, header + "\n5,6,x\n7,8,y\n", "species").feature_names == tuple(header.split(",")[:2])


def test_a_directory_entry_is_a_path(tmp_path: Path) -> None:
    (tmp_path / "flowers.csv").write_text("a,t\n1,x\n2,y\n", encoding="utf-8")
    with os.scandir(tmp_path) as entries:
        assert [load_csv(entry, target="t").n_samples for entry in entries] == [2]


def test_only_comments(tmp_path: Path) -> None:
    assert (
        failure(tmp_path, "#a\n#b\n")
        == "flowers.csv: all lines begin with # as comments do; its first line must name the columns"
    )


def test_no_rows(tmp_path: Path) -> None:
    assert failure(tmp_path, "a,species\n\n") == "flowers.csv: there are no rows of data below the line of column names"


@pytest.mark.each(
    ("row", "message"),
    [
        ("5,1.4", "expected 3 cells, one per column, got 2"),
        ("5,1.4,setosa,", "expected 3 cells, one per column, got 4"),
        ("5,abc,setosa", 'column "petal" must hold numbers, got "abc"' + DROP),
        ("5,1_000,setosa", 'column "petal" must hold numbers, got "1_000", not a plain number such as 1234.5' + DROP),
        ("5,0x10,setosa", 'column "petal" must hold numbers, got "0x10"' + DROP),
        ("5,,setosa", 'column "petal" has an empty cell' + OUT + MEAN),
        ("5,1.4, ", 'column "species" has an empty cell' + OUT),
        ("5,1.4,None", 'column "species" has a missing value, "None"' + OUT),
        ("5,nan,setosa", 'column "petal" has a missing value, "nan"' + OUT + MEAN),
        ("5,-inf,setosa", 'column "petal" must hold finite numbers, got "-inf"; correct it or remove the line'),
        ("5,1e999,setosa", 'column "petal" must hold finite numbers, got "1e999"; correct it or remove the line'),
        ('5,"1"4,setosa', "not text with cells separated by ',' (',' expected after '\"'); check the quotes"),
        ('5,1.4,"setosa', "not text with cells separated by ',' (unexpected end of data); check the quotes"),
        (b"5,1.4,\xe4", "the file is not UTF-8 text; save it as CSV in UTF-8"),
        (b"\xe4,1.4,setosa", "the file is not UTF-8 text; save it as CSV in UTF-8"),
        (
            "#5,1.4,setosa",
            "it begins with # as a comment does, but has as many cells as the table; remove the #, or if it belongs to "
            "the first cell, put that in quotes; or remove the line",
        ),
    ],
)
def test_a_bad_row_is_named_by_its_line(tmp_path: Path, row: str | bytes, message: str) -> None:
    line = row.encode() if isinstance(row, str) else row
    text = "\n".join([*GOOD, ""]).encode() + b"\n" + line + b"\n"  # an empty line 6 counts as a line
    assert failure(tmp_path, text) == f"flowers.csv, line 7: {message}"


def test_a_quoted_line_break_keeps_the_line_numbers_right(tmp_path: Path) -> None:
    text = 'a,species\n1,"two\n# lines" \n# a comment\n2,x\nabc,y\n'
    assert failure(tmp_path, text).startswith('flowers.csv, line 6: column "a" must hold numbers, got "abc"')


@pytest.mark.each(
    ("data", "message"),
    [
        ("\n".join(GOOD).encode("utf-16"), "the file is UTF-16 text; save it as CSV in UTF-8"),
        (gzip.compress("\n".join(GOOD).encode(), mtime=0), "the file is a gzip archive; unpack it first"),
        (b"PK\x03\x04", "the file is a zip archive or a spreadsheet; save the table as CSV in UTF-8"),
    ],
)
def test_files_that_are_no_text(tmp_path: Path, data: bytes, message: str) -> None:
    assert failure(tmp_path, data) == f"flowers.csv: {message}"


def test_a_single_class(tmp_path: Path) -> None:
    message = failure(tmp_path, "a,species\n1,setosa\n2,setosa\n")
    assert message == 'flowers.csv: column "species" must hold at least two classes, got only "setosa"'
