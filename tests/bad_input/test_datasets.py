"""Data: tables in files, splits, scales, and the data set itself.

A column that a file does not have is said by the file, its line and the column's name: commands have no argument
`target`. Where a column holds words on its first line, a number further down is what is wrong.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import numpy as np
import pytest

import minigrad as mg

from .rows.table import HOLE, Bad, Good, bad, call, check_refused, check_works, each, good, rows
from .rows.values import (
    EITHER,
    FLAG,
    FRACTION,
    KIND,
    LABELS,
    NAMES,
    NO_REALS,
    PATH,
    RNG,
    SHORT_POINT,
    VALUE,
    Plain,
    Series,
    all_of,
    either,
    frozen,
    masked,
    without_none,
)

X = np.arange(12.0).reshape(6, 2)
T = np.array([0, 0, 0, 1, 1, 1])
FOLDER = Path(tempfile.gettempdir())


def table(text: str | bytes, target: object = "kind", name: str = "table.csv") -> object:
    """``load_csv`` of a file with this text."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, name)
        file.write_bytes(text.encode() if isinstance(text, str) else text)
        return call(mg.load_csv, file, target=target)


def locked() -> object:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "table.csv")
        file.write_text("a,kind\n1,0\n")
        file.chmod(0)
        if os.access(file, os.R_OK):  # the superuser reads everything
            raise PermissionError("table.csv")
        return mg.load_csv(file, target="kind")


def dataset(**changes: object) -> object:
    given: dict[str, object] = {
        "x": [[1.4, 0.2], [4.7, 1.4]],
        "t": [0, 1],
        "feature_names": ("a", "b"),
        "target_names": ("c", "d"),
    }
    return call(mg.Dataset, **(given | changes))


def split(**changes: object) -> object:
    given: dict[str, object] = {"x": X, "t": T, "rng": 0} | changes
    return call(mg.train_test_split, given.pop("x"), given.pop("t"), **given)


GOOD = "a,kind\n1,0\n2,1\n"
# The text of a file, and the words of which the message must have all: the line, what stands there, or what to do.
FILES: tuple[tuple[str | bytes, tuple[str, ...]], ...] = (
    ("", ("table.csv", "empty")),
    ("\n\n\n", ("table.csv", "empty")),
    ("a,kind\n", ("table.csv",)),
    ("kind\n0\n1\n", ("table.csv", "kind")),
    ("a,b\n1,2\n", ("table.csv", "line 1", "no column", "kind", "a")),
    ("a,Kind\n1,2\n", ("table.csv", "line 1", "no column", "Kind")),
    ("a,a,kind\n1,2,0\n", ("table.csv", "line 1", "a")),
    ("a,,kind\n1,2,0\n", ("table.csv", "line 1")),
    ("a,kind\n1,0\n2\n", ("table.csv", "line 3")),
    ("a,kind\n1,0\n2,1,3\n", ("table.csv", "line 3")),
    ("a,kind\n1,0\nnan,1\n", ("table.csv", "line 3", "nan")),
    ("a,kind\n1,0\ninf,1\n", ("table.csv", "line 3", "inf")),
    ("a,kind\n1,0\n1e400,1\n", ("table.csv", "line 3", "1e400")),
    ("a,kind\n1,0\n,1\n", ("table.csv", "line 3", "a", "missing")),
    ("a,kind\n1,0\n2,\n", ("table.csv", "line 3", "kind")),
    ("a,kind\n1,0\n2,NA\n", ("table.csv", "line 3", "NA")),
    ("a,kind\n1,0\n2,nan\n", ("table.csv", "line 3", "nan")),
    ("a,kind\n1,0\n2,?\n", ("table.csv", "line 3", "?")),
    ("a,kind\n1,0\n2,null\n", ("table.csv", "line 3", "null")),
    ("a,kind\n1,0\n2,None\n", ("table.csv", "line 3", "None")),
    ("1,0\n2,1\n3,1\n", ("table.csv", "header")),
    ("5.1,3.5,setosa\n4.9,3.0,setosa\n", ("table.csv", "header")),
    ("a;kind\n1;0\n2;1\n", ("table.csv", "delimiter")),
    ("a\tkind\n1\t0\n2\t1\n", ("table.csv", "delimiter")),
    ("a;kind\n1,5;0\n2,5;1\n", ("table.csv", "delimiter")),
    (b"\x89PNG\r\n\x1a\n\x00\x00\xff\xfe", ("table.csv",)),
    (b"a,kind\n\xff\xfe,0\n", ("table.csv", "UTF-8")),
    (GOOD.encode("utf-16"), ("table.csv", "UTF-")),
    (b"a,kind\n1,0\n2\x00,1\n", ("table.csv", "line 3")),
    ('a,kind\n"1,0\n2,1\n', ("table.csv",)),
    ("a,kind\n1_000,0\n2,1\n", ("table.csv", "line 2", "1_000")),
    ("a,kind\n1.0j,0\n2,1\n", ("table.csv", "line 3", "1.0j")),
    ("a,kind\n0x10,0\n2,1\n", ("table.csv", "line 3", "0x10")),
    ("a,kind\n1,0.5\n2,1.25\n3,0.75\n4,2.5\n5,3.5\n6,1.5\n", ("table.csv", "kind")),
    ("a,kind\n1,0\n2,0\n", ("table.csv", "kind")),
)

READ: list[Bad] = [
    *each(PATH, "path", mg.load_csv, HOLE, target="kind"),
    *[bad(words, VALUE, table, text) for text, words in FILES],
    *each(all_of(KIND, None, 0, 1.5, ["kind"], b"kind", Plain(), True), "target", table, GOOD, HOLE),
    bad(("line 1", 'no column ""', "kind"), VALUE, table, GOOD, ""),
    *each(all_of(VALUE, "Kind", " kind ", "species"), ("line 1", "no column", "kind"), table, GOOD, HOLE),
    bad(("nowhere.csv",), FileNotFoundError, mg.load_csv, "/nowhere.csv", target="kind"),
    bad((str(FOLDER),), IsADirectoryError, mg.load_csv, FOLDER, target="kind"),
    bad(("table.csv",), PermissionError, locked),
    bad(("null",), EITHER, mg.load_csv, "a\0b", target="kind"),
    bad(("target",), KIND, mg.load_csv, "table.csv"),
    bad(("delim",), KIND, mg.load_csv, "table.csv", target="kind", delim=";"),
    bad(("as_frame",), KIND, mg.load_iris, as_frame=True),
    bad(("normalize",), KIND, mg.load_digits, normalize=True),
]

ARRAYS: list[Bad] = [
    *each(SHORT_POINT, "x", dataset, x=HOLE),
    *each(all_of(EITHER, 1.0, [1.0, 2.0], np.ones((3, 2)), np.ones((2, 2, 2))), ("x",), dataset, x=HOLE),
    bad(("of x", "3"), VALUE, dataset, x=np.ones((2, 3))),
    *each(either(LABELS) + all_of(EITHER, 1, [0], [0, 1, 1], [[0], [1]], [], [0, 2]), "t", dataset, t=HOLE),
    *each(NAMES, "feature_names", dataset, feature_names=HOLE),
    *each([pair for pair in NAMES if pair[1] != ["a", "b", "c"]], ("target_names",), dataset, target_names=HOLE),
    *each(all_of(VALUE, ("a", "a")), "feature_names", dataset, feature_names=HOLE),
    *each(all_of(VALUE, ("a", "a")), "target_names", dataset, target_names=HOLE),
    *each(all_of(KIND, None, 3, b"flowers", ["flowers"]), "description", dataset, description=HOLE),
    bad(("x",), AttributeError, setattr, dataset(), "x", X),
    bad(("read-only",), VALUE, lambda data: data.x.__setitem__(0, 1.0), dataset()),
    *each(without_none(NO_REALS) + all_of(EITHER, None, 1.0, [], X[:1]), "x", split, x=HOLE),
    bad("t", VALUE, split, x=X[:5]),
    *each(
        all_of(
            EITHER,
            None,
            "a",
            T.astype(float),
            T.astype(str),
            [0.5] * 6,
            1,
            [0],
            T[:5],
            T[:, np.newaxis],
            [],
            [0, 0, 0, 1, 1, 2**70],
            T * 1j,
            [None] * 6,
            [0, 0, [0], 1, 1, 1],
            np.ma.MaskedArray(T, T == 1),
            np.eye(2)[T],
        ),
        "t",
        split,
        t=HOLE,
    ),
    bad("t", VALUE, split, t=[0, 0, 0, 1, 1, 2]),
    *each(FRACTION, "test_fraction", split, test_fraction=HOLE),
    *each(FLAG, "stratify", split, stratify=HOLE),
    *each(RNG, "rng", split, rng=HOLE),
    bad(("test_size",), KIND, split, test_size=0.2),
    *each(SHORT_POINT, "x_train", mg.standardize, HOLE),
    *each(all_of(EITHER, 1.0, [1.0, 2.0], np.ones((2, 2, 2))), "x_train", mg.standardize, HOLE),
    *each(
        all_of(EITHER, None, "a", 1.0, X[:, :1], np.ones((2, 3)), X * np.nan, X * 1j, masked([1.0, 2.0], 1)),
        ("others",),
        mg.standardize,
        X,
        HOLE,
    ),
    bad(("x_train",), VALUE, mg.standardize, [[1e308], [-1e308]]),
    *each(SHORT_POINT + all_of(EITHER, 1.0, [1.0]), "x_train", mg.Standardizer.fit, HOLE),
    *each(
        SHORT_POINT[:-3] + SHORT_POINT[-2:] + all_of(EITHER, 1.0, [1.0], X[:, :1]),
        "x",
        mg.Standardizer.fit(X).transform,
        HOLE,
    ),
    *each(
        SHORT_POINT[:-3] + SHORT_POINT[-2:] + all_of(EITHER, 1.0, [1.0], X[:, :1]),
        "z",
        mg.Standardizer.fit(X).inverse,
        HOLE,
    ),
    *each(
        all_of(EITHER, None, "ab", [1j, 0.0], [np.nan, 0.0], masked([0.0, 1.0], 1), 1.0, [[0.0, 0.0]]),
        ("mean",),
        mg.Standardizer,
        HOLE,
        np.ones(2),
    ),
    *each(
        all_of(
            EITHER,
            None,
            "ab",
            [1j, 1.0],
            [np.nan, 1.0],
            [np.inf, 1.0],
            [0.0, 1.0],
            [-1.0, 1.0],
            masked([1.0, 1.0], 1),
            1.0,
            np.ones(3),
        ),
        ("scale",),
        mg.Standardizer,
        np.ones(2),
        HOLE,
    ),
]


def read(text: str | bytes) -> object:
    data = table(text)
    assert isinstance(data, mg.Dataset)
    return [*data.x.ravel(), *data.t]


def counts(**changes: object) -> object:
    data = dataset(**changes)
    assert isinstance(data, mg.Dataset)
    return data.class_counts


def sizes(**changes: object) -> tuple[int, ...]:
    parts = split(**changes)
    assert isinstance(parts, tuple)
    return tuple(len(part) for part in parts)


FINE: list[Good] = [
    *[
        good([1, 2, 0, 1], read, text)
        for text in (
            GOOD,
            GOOD.encode("utf-8-sig"),
            GOOD.replace("\n", "\r\n"),
            GOOD.replace(",", ", "),
            "\n" + GOOD + "\n\n",
            GOOD[:-1],
            '"a","kind"\n"1","0"\n"2","1"\n',
            "kind,a\n0,1\n1,2\n",
            "a,kind\n1e0,x\n 2.0 ,y\n",
            "a,kind\n+1,00\n2.,1.0\n",
            "a,kind\n1,-3\n2,10\n",
            "a,kind\n1,\u00e9t\u00e9\n2,\u00fcber\n",
        )
    ],
    good((4, 2, 4, 2), sizes, test_fraction=1 / 3),
    good((4, 2, 4, 2), sizes, test_fraction=np.float32(0.33)),
    good((5, 1, 5, 1), sizes, test_fraction=1e-9, stratify=False),
    good((1, 5, 1, 5), sizes, test_fraction=0.999, stratify=np.False_),
    good((4, 2, 4, 2), sizes, test_fraction=1 / 3, t=T.astype(">u2"), x=X.tolist(), rng=np.random.PCG64(0)),
    good((4, 2, 4, 2), sizes, test_fraction=1 / 3, t=tuple(T - 5), x=np.asfortranarray(X)),
    good((4, 2, 4, 2), sizes, test_fraction=1 / 3, x=X.astype(np.float16), rng=[1, 2]),
    good([[-1.0], [1.0]], lambda x: mg.standardize(x)[0], [(1,), (3,)]),
    good([[-1.0], [1.0]], lambda x: mg.standardize(x)[0], np.array([[1], [3]], dtype=np.uint8)),
    good([[-1.0], [1.0]], lambda x: mg.standardize(x)[0], np.array([[1.0], [3.0]], dtype=">f8")),
    good([[0.0], [0.0]], lambda x: mg.standardize(x)[0], [[1e300], [1e300]]),
    good([0.0], lambda: mg.standardize([[1.0], [3.0]], Series(2.0))[1]),
    good([0.0, 0.0], lambda: mg.Standardizer(frozen(1.0, 2.0), frozen(1.0, 2.0)).transform((1, 2))),
    good([1, 1], counts, x=[[1, 2], [3, 4]], t=np.array([0, 1], dtype=np.uint8)),
    good([1, 1], counts, x=frozen(1.0, 2.0, 3.0, 4.0).reshape(2, 2), t=range(2)),
]


@pytest.mark.parametrize("group", rows(READ))
def test_files(group: list[Bad]) -> None:
    check_refused(group)


@pytest.mark.parametrize("group", rows(ARRAYS))
def test_arrays(group: list[Bad]) -> None:
    check_refused(group)


@pytest.mark.parametrize("group", rows(FINE))
def test_unusual_but_right(group: list[Good]) -> None:
    check_works(group)
