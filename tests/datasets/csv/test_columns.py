"""What becomes of columns: numbers, words, True and False, missing cells, columns left out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from minigrad.datasets.csv import CsvOptions, rows
from tests.datasets.csv.reading import PLAIN, read, refused

BIRDS = (
    "island,bill,alone,t\nDream,39.5,True,x\nBiscoe,?,FALSE,y\nDream,40,false,y\n,41.5,true,x\n"
    "Biscoe,42,None,x\nDream,1,True,y\n"
)
DROP = CsvOptions("t", missing="drop")
MEAN = CsvOptions("t", missing="mean")
NAMES = ("island=Biscoe", "island=Dream", "bill", "alone")
BIRDS_NOTES = (
    'column "island" holds words: a column of 0 and 1 for each, "island=Biscoe", "island=Dream"',
    'column "alone": True is read as 1, False as 0',
)


@pytest.mark.each("n_bytes", [1, 1 << 19])
def test_lines_with_missing_cells_are_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, n_bytes: int) -> None:
    monkeypatch.setattr(rows, "BYTES", n_bytes)
    text = BIRDS + "Biscoe,2,True,x\nDream,3,True,NA\n"
    data, notes, missing = read(tmp_path, text, DROP)
    assert data.feature_names == NAMES
    assert missing is None
    assert data.x.tolist() == [[0, 1, 39.5, 1], [0, 1, 40, 0], [0, 1, 1, 1], [1, 0, 2, 1]]
    assert data.t.tolist() == [0, 1, 1, 0]
    assert notes == (*BIRDS_NOTES, "lines with missing cells, left out: 4")
    assert data.description == "; ".join(('table.csv, classes from column "t"', *notes))


def test_missing_cells_are_filled_with_means(tmp_path: Path) -> None:
    data, notes, missing = read(tmp_path, BIRDS, MEAN)
    mean = (39.5 + 40 + 41.5 + 42 + 1) / 5
    expected: list[list[float]] = [
        [0, 1, 39.5, 1],
        [1, 0, mean, 0],
        [0, 1, 40, 0],
        [0.4, 0.6, 41.5, 1],
        [1, 0, 42, 0.6],
        [0, 1, 1, 1],
    ]
    np.testing.assert_allclose(data.x, expected, rtol=1e-15)
    assert missing is not None
    assert np.argwhere(missing).tolist() == [[1, 2], [3, 0], [3, 1], [4, 3]]
    assert notes == (*BIRDS_NOTES, "missing cells, filled with the mean of their column: 3")


def test_a_mean_of_large_numbers(tmp_path: Path) -> None:
    assert read(tmp_path, "a,t\n1.5e308,x\n,y\n1.5e308,y\n", MEAN).data.x.tolist() == [[1.5e308]] * 3


@pytest.mark.each(
    "cell", ["", "  ", "NA", "na", "N/A", "#N/A", "#NA", "<NA>", "nan", "NaN", "-nan", "1.#QNAN", "NULL", "None", "?"]
)
@pytest.mark.each("column", ["a", "w", "t"])
def test_every_way_to_write_a_missing_value(tmp_path: Path, column: str, cell: str) -> None:
    lines = ["a,w,t", *["1,u,x", "2,v,y"] * 2]
    good = dict(zip("awt", ("3", "u", "x"), strict=True))
    lines[3] = ",".join({**good, column: cell}.values())
    text = refused(tmp_path, "\n".join(lines))
    assert text.startswith(f', line 4: column "{column}" has ')
    assert 'missing="drop" (--missing drop on the command line)' in text
    assert ("--missing mean" in text) == (column != "t")


@pytest.mark.each(
    ("text", "message"),
    [
        (
            "a,t\n,x\n?,y\n",
            ': column "a" has no values; leave the column out with drop=["a"] (--drop a on the command line)',
        ),
        ("a,t\n,x\n1,\n", ": there are no rows of data: all 2 have missing cells"),
        (
            "a,w,t\n1,u,x\n2,v,y\n3,3,y\n",
            (
                ', line 4: column "w" must hold words, as "u" above, got "3", a number; correct it, or leave the '
                "column out"
            ),
        ),
        (
            "a,w,t\n1,u,x\n2,3,y\n",
            (
                ', line 3: column "w" must hold words, as "u" above, got "3", a number; if "u" stands for no value, '
                "leave such cells empty, or leave"
            ),
        ),
        (
            "a,w,t\n1,3,x\n2,u,y\n",
            ', line 3: column "w" must hold numbers, got "u"; correct it, or leave the column out',
        ),
        (
            "a,day,t\n1,2020-01-31,x\n",
            ', line 2: column "day" must hold numbers, got "2020-01-31", a date; write it as a plain number, or leave',
        ),
        ("a,day,t\n1,31.1.20 12:00,x\n", ', line 2: column "day" must hold numbers, got "31.1.20 12:00", a date'),
        (
            "a,p,t\n1,$5,x\n",
            ', line 2: column "p" must hold numbers, got "$5", not a plain number such as 1234.5; write',
        ),
        (
            "a,p,t\n1,5 %,x\n",
            ', line 2: column "p" must hold numbers, got "5 %", not a plain number such as 1234.5; write',
        ),
        (
            "a,w,t\n1,u,x\n2,5%,y\n",
            (
                ', line 3: column "w" must hold words, as "u" above, got "5%", not a plain number such as 1234.5; if '
                '"u" stands'
            ),
        ),
        (
            "a,w,t\n1,u,x\n2,1.1.2020,y\n",
            ', line 3: column "w" must hold words, as "u" above, got "1.1.2020", a date; if "u" stands for no value',
        ),
        (
            "a,p,t\n1,1 000,x\n",
            ', line 2: column "p" must hold numbers, got "1 000", not a plain number such as 1234.5; write',
        ),
    ],
)
def test_cells_that_do_not_fit(tmp_path: Path, text: str, message: str) -> None:
    assert refused(tmp_path, text, DROP).startswith(message)


@pytest.mark.each(
    ("n_words", "n_rows", "good"), [(50, 100, True), (51, 200, False), (50, 99, False), (2, 4, True), (4, 4, False)]
)
def test_how_many_words_a_column_may_hold(tmp_path: Path, n_words: int, n_rows: int, good: bool) -> None:
    text = "a,name,t\n" + "".join(f"{k},w{k % n_words},{'xy'[k % 2]}\n" for k in range(n_rows))
    if good:
        assert read(tmp_path, text).data.x.sum(axis=0)[1:].tolist() == [2.0] * n_words
    else:
        assert refused(tmp_path, text) == (
            f': column "name" holds {n_words} different words in {n_rows} rows, too many for a feature each (at '
            "most 50, and one"
            ' for every 2 rows); leave the column out with drop=["name"] (--drop name on the command line)'
        )
        assert read(tmp_path, text, replace(PLAIN, drop=["name"])).data.feature_names == ("a",)


@pytest.mark.each(
    "cell",
    [
        "−3",
        "– 3",
        "5€",
        "5 $",
        "€ 5",
        "-$5",
        "$-5",
        "¥5",
        "(5)",
        "'5'",
        "1\u00a0000",
        "1\u202f000",
        "1’000",
        "1.5D+00",
        "１ ０００",
    ],
)
def test_numbers_in_other_spellings_are_no_words(tmp_path: Path, cell: str) -> None:
    """However often each is repeated."""
    assert refused(tmp_path, "a,p,t\n" + f"1,{cell},x\n2,{cell},y\n" * 4).startswith(
        f', line 2: column "p" must hold numbers, got "{cell}", not a plain number such as 1234.5; write it as a '
        "plain number, or leave the"
    )


@pytest.mark.each("cell", ["<5", "18-25", "1/2", "5+", "2D", "3d5", "12:30", "A1", "1st", "-", "()", "$"])
def test_words_with_digits(tmp_path: Path, cell: str) -> None:
    assert read(
        tmp_path, f"a,w,t\n1,u,x\n2,{cell},y\n3,u,y\n4,{cell},y\n", replace(PLAIN, drop=["a"])
    ).data.feature_names == tuple(sorted(("w=u", f"w={cell}")))


def test_a_line_that_is_left_out_says_nothing_about_its_columns(tmp_path: Path) -> None:
    """A line of units."""
    text = "mass,color,t\nkg,,\n1,red,x\n2,red,y\n"
    assert read(tmp_path, text, DROP).data.x.tolist() == [[1.0, 1.0], [2.0, 1.0]]


def test_a_column_with_the_name_of_a_word(tmp_path: Path) -> None:
    text = "w,w=u,t\nu,1,x\nu,2,y\n"
    assert refused(tmp_path, text) == ': there are two features of the name "w=u"; rename one of the columns'


def test_columns_left_out_are_not_looked_at(tmp_path: Path) -> None:
    text = ",a,b,b,day,t\n0,1,2,,2020-01-01,x\n1,3,inf,?,,y\n"
    data = read(tmp_path, text, CsvOptions("t", drop=["", "b", "day"])).data
    assert data.feature_names == ("a",)
    assert data.x.tolist() == [[1.0], [3.0]]


@pytest.mark.each(
    ("drop", "message"),
    [
        (["Day"], ', line 1: there is no column "Day", did you mean "day"? The columns are "a", "day", "t"'),
        (["a, day"], ', line 1: there is no column "a, day"; pass one name at a time, as in --drop a --drop day'),
        (["t"], ', line 1: column "t" cannot be both `target` and in `drop`'),
        (["a", "day"], ', line 1: there is no column of features beside "t"'),
    ],
)
def test_columns_that_cannot_be_left_out(tmp_path: Path, drop: list[str], message: str) -> None:
    assert refused(tmp_path, "a,day,t\n1,2,x\n3,4,y\n", CsvOptions("t", drop=drop)) == message


def test_a_long_list_of_columns_is_cut(tmp_path: Path) -> None:
    text = ",".join([*(f"gene{k:04d}" for k in range(3000)), "diagnosis"])
    assert refused(tmp_path, text, CsvOptions("Diagnosis")) == (
        ', line 1: there is no column "Diagnosis", did you mean "diagnosis"? The columns are "gene0000", "gene0001", '
        '"gene0002", "gene0003", "gene0004", "gene0005", "gene0006", "gene0007", "gene0008", "gene0009" and 2991 more'
    )
