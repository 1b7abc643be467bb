"""Files as other programs write them: the same table, whatever separates its cells."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from minigrad.datasets import load_csv
from minigrad.datasets.csv import CsvOptions, rows
from tests.datasets.csv.reading import NO_HEADER, PLAIN, read, refused

SEMICOLONS = CsvOptions("t", delimiter=";")
GERMAN = CsvOptions("t", delimiter=";", decimal=",")
TABS = CsvOptions("t", delimiter="\t")


@pytest.mark.each("n_bytes", [1, 1 << 19])
@pytest.mark.each(
    ("text", "options"),
    [
        ("a,b c,t\n1.5,-20,x\n3,.25,y\n", PLAIN),
        ("a;b c;t\n1.5;-20;x\n3;.25;y\n", SEMICOLONS),
        ("a;b c;t\n1,5;-20;x\n3;,25;y\n", GERMAN),
        ("a\tb c\tt\n1.5\t-2e1\tx\n3\t.25\ty\n", TABS),
        ('"a"\t"b c"\t"t"\n"1.5"\t"-20"\t"x"\n"3" \t".25"\t"y"\n', TABS),
        ('a,b c,t\n"1,5",-20,x\n3,"0,25",y\n', CsvOptions("t", decimal=",")),
        ("a|b c|t\n1.5|-20|x\n3|.25|y", CsvOptions("t", delimiter="|")),
        ('a , "b c" ,"t"\n1.5, "-20" ,x\n3 ,"0.25" , y\n', PLAIN),
        ("sep=;\na;b c;t\n1.5;-20;x\n3;.25;y\n", PLAIN),
        ('\ufeff"sep=;"\r\na;b c;t\r\n1.5;-20;x\r\n3;.25;y\r\n', PLAIN),
        ("sep=,\na,b c,t\n1.5,-20,x\n3,.25,y\n\n\n", PLAIN),
        ("# exported, on Monday\n\na,b c,t\n#\n1.5,-20,x\r3,.25,y\r", PLAIN),
        ("\ufeff# exported\na,b c,t\n1.5,-20,x\n# 1, 2, 3, 4\n3,.25,y\n  \n", PLAIN),
        ("\ufeffa,b c,t\r\n1.5,-20,x\r\n3,.25,y\r\n", PLAIN),
    ],
)
def test_the_same_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, options: CsvOptions, n_bytes: int
) -> None:
    monkeypatch.setattr(rows, "BYTES", n_bytes)
    data = read(tmp_path, text, options).data
    assert data.feature_names == ("a", "b c")
    assert data.target_names == ("x", "y")
    assert data.x.tolist() == [[1.5, -20.0], [3.0, 0.25]]
    assert data.t.tolist() == [0, 1]


@pytest.mark.each(
    ("text", "options"),
    [("#a,b,t\n1,2,x\n3,4,y\n", PLAIN), ("# 0,0,x\n1,2,x\n3,4,y\n", NO_HEADER), ('# c,"1,5", x\n1,2,x\n', NO_HEADER)],
)
def test_names_and_rows_are_not_taken_for_comments(tmp_path: Path, text: str, options: CsvOptions) -> None:
    assert refused(tmp_path, text, options) == (
        ", line 1: it begins with # as a comment does, but has as many cells as the table; remove the #, or if it "
        "belongs to the first cell, put that in quotes; or remove the line"
    )


def test_a_row_with_quoted_delimiters_is_not_taken_for_a_comment(tmp_path: Path) -> None:
    assert refused(tmp_path, 'a,b,t\n1,2,x\n#3,"4,5",y\n').startswith(
        ", line 3: it begins with # as a comment does, but has as many cells"
    )


@pytest.mark.each("bad", ["3\0,x", "3,x\0"])
@pytest.mark.each("n_bytes", [1, 1 << 19])
def test_zero_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bad: str, n_bytes: int) -> None:
    monkeypatch.setattr(rows, "BYTES", n_bytes)
    assert (
        refused(tmp_path, f"a,t\n1,x\n2,y\n{bad}\n") == ", line 4: the file is not UTF-8 text; save it as CSV in UTF-8"
    )


def test_comments_are_counted(tmp_path: Path) -> None:
    assert read(tmp_path, "# one\na,t\n1,x\n# two\n2,y\n").notes == ("lines that begin with #, left out: 2",)


@pytest.mark.each(
    ("text", "options", "message"),
    [
        (
            "a;t\n1,5;x\n2,5;y\n",
            SEMICOLONS,
            ', line 2: column "a" must hold numbers, got "1,5", a number with a decimal comma;'
            ' pass decimal="," (--decimal , on the command line)',
        ),
        (
            "a;t\n1;x\n2,5;y\n",
            SEMICOLONS,
            ', line 3: column "a" must hold numbers, got "2,5", a number with a decimal comma;'
            ' pass decimal="," (--decimal , on the command line)',
        ),
        (
            'a,t\n"484,341",x\n',
            PLAIN,
            ', line 2: column "a" must hold numbers, got "484,341", which may be 484341 or 484.341; write it'
            ' as 484341, or if the comma is the decimal mark, pass decimal="," (--decimal , on the command line)',
        ),
        (
            'a,t\n950,x\n"1,234",y\n',
            PLAIN,
            ', line 3: column "a" must hold numbers, got "1,234", which may be 1234 or 1.234; write it as'
            ' 1234, or if the comma is the decimal mark, pass decimal="," (--decimal , on the command line)',
        ),
        (
            "a;t\n1;2,5\n2;3,5\n",
            SEMICOLONS,
            ': column "t" must hold classes, got "2,5", a number with a decimal comma;'
            ' pass decimal="," (--decimal , on the command line)',
        ),
        (
            "a;t\n1.234,5;x\n2,5;y\n",
            GERMAN,
            ', line 2: column "a" must hold numbers, got "1.234,5", not a plain number such as'
            ' 1234,5; write it as a plain number, or leave the column out with drop=["a"] (--drop a on the '
            "command line)",
        ),
        (
            "a;t\n2,5;x\n1.5;y\n",
            GERMAN,
            ', line 3: column "a" must hold numbers, got "1.5", not a plain number such as'
            ' 1234,5; correct it, or leave the column out with drop=["a"] (--drop a on the command line)',
        ),
        (
            '"a, b";"t"\n1;x\n',
            PLAIN,
            ", line 1: not text with cells separated by ',' (',' expected after '\"'); the cells seem to be"
            ' separated by semicolons: pass delimiter=";" (--delimiter ";" on the command line)',
        ),
        ("sep=;\na;t\n1;x\n", TABS, ", line 1: it says sep=;, but `delimiter` is '\\t'; leave that out"),
    ],
)
def test_what_the_options_are_for(tmp_path: Path, text: str, options: CsvOptions, message: str) -> None:
    assert refused(tmp_path, text, options) == message


def test_without_a_header_columns_are_counted_from_1(tmp_path: Path) -> None:
    data = read(tmp_path, "1,2,8\n3,4,9\n", NO_HEADER).data
    assert data.feature_names == ("1", "2")
    assert data.x.tolist() == [[1.0, 2.0], [3.0, 4.0]]
    assert data.target_names == ("8", "9")


def test_a_header_that_is_read_as_data(tmp_path: Path) -> None:
    assert refused(tmp_path, "a,b,t\n1,2,8\n3,4,9\n", NO_HEADER) == (
        ', line 2: column "1" must hold words, as "a" above, got "1", a number; correct it, or leave the column out '
        'with drop=["1"] (--drop 1'
        " on the command line); if the first line names the columns, leave out header=False (--no-header on the "
        "command line)"
    )


@pytest.mark.each("bad", ["7,x,y", "7", "", "seven,x", "7,None", "inf,x", "?,x"])
def test_a_bad_line_far_down(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bad: str) -> None:
    monkeypatch.setattr(rows, "BYTES", 100)
    lines = ["a,t", *(f"{k},{'xy'[k % 2]}" for k in range(500))]
    lines[400] = bad
    if bad:
        assert refused(tmp_path, "\n".join(lines)).startswith(", line 401: ")
    else:
        assert read(tmp_path, "\n".join(lines)).data.n_samples == 499


def test_quotes_and_line_breaks_across_blocks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "BYTES", 20)
    body = "".join(f"{k},{'x' if k % 2 else chr(34) + 'y' + chr(10) + '#z' + chr(34)}\n" for k in range(99))
    data = read(tmp_path, "a,t\n" + body).data
    assert data.target_names == ("x", "y\n#z")
    assert data.class_counts == (49, 50)
    np.testing.assert_array_equal(data.x[:, 0], np.arange(99))


@pytest.mark.each(
    ("name", "value", "kind", "message"),
    [
        ("header", "no", TypeError, "`header` must be True or False, got 'no'"),
        ("delimiter", ";;", ValueError, "`delimiter` must be one character that is in no number or quote, such as"),
        ("delimiter", " ", ValueError, "`delimiter` must be one character that is in no number or quote, such as"),
        ("delimiter", "'", ValueError, "`delimiter` must be one character that is in no number or quote, such as"),
        ("delimiter", None, TypeError, "`delimiter` must be one character, such as"),
        ("decimal", ";", ValueError, "`decimal` must be one of '.', ',', got ';'"),
        ("decimal", 1, TypeError, "`decimal` must be a string, got 1"),
        ("missing", "median", ValueError, "`missing` must be one of 'error', 'drop', 'mean', got 'median'"),
        ("missing", None, TypeError, "`missing` must be a string, got None"),
        ("drop", "id", TypeError, r'`drop` must be a sequence of column names, such as \["id"\], got \'id\''),
        ("drop", [3], TypeError, "`drop` must be a sequence of column names"),
        ("drop", 3, TypeError, "`drop` must be a sequence of column names"),
    ],
)
def test_options_are_checked_before_the_file(name: str, value: object, kind: type[Exception], message: str) -> None:
    with pytest.raises(kind, match=message):
        load_csv("nowhere.csv", target="t", **{name: value})  # type: ignore[arg-type]


def test_blanks_inside_a_quoted_cell_are_kept_where_a_line_ends_after_a_quote(tmp_path: Path) -> None:
    data = read(tmp_path, 'a,t\n1,"say ""so"" \nagain" \n2,other\n').data
    assert data.target_names == ("other", 'say "so" \nagain')
