"""Every name that a text or a docstring points to exists: classes, functions, modules, files, commands, options,
extras."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import pytest

import minigrad
from minigrad.cli.commands import COMMANDS
from tests.cli.running import run

ROOT = Path(__file__).parents[1]
SOURCES = sorted([*(ROOT / "minigrad").rglob("*.py"), *(ROOT / "examples").rglob("*.py")])
TEXTS = [
    ROOT / "README.md",
    *sorted((ROOT / ".github").glob("*.md")),
    *sorted((ROOT / "examples").rglob("*.md")),
    *sorted((ROOT / "minigrad").rglob("*.[mt][dx]*")),
]

ROLE = re.compile(r":(?:class|func|meth|mod|attr|data|exc):`~?([\w.]+)`")
DOTTED = re.compile(r"\b(?:mg|minigrad)((?:\.\w+)+)(?:\([^()]*\)\.(\w+))?")
PATH = re.compile(r"(?<![\w/{-])(?<!\w\.)((?:[\w.-]+/)*[\w-]+\.(?:py|md|csv|npz))\b")
MODULE = re.compile(r"python -m (examples[\w.]*)")
COMMAND = re.compile(r"\bminigrad (train|predict|check|verify|demo)\b([^`\n]*)")
EXTRA = re.compile(r"pip install [\"']?(?:--editable )?\.\[([\w,]+)\]")
MADE_UP = {
    "MODEL.npz",
    "runs/iris.npz",
    "runs/iris-3.npz",
    "runs/iris-best.npz",
    "net.npz",
    "folder/net.npz",
    "path/to/file.py",
    "file.py",
    "FILE.csv",
    "FILE.py",
    "flowers.csv",
    "two.py",
}
"""Names that stand for a file of the reader's, or one that the example beside them writes."""


class Place(NamedTuple):
    """A text, the file that it stands in, and the module of that file, if it is one."""

    text: str
    path: Path
    module: str


@cache
def places() -> list[Place]:
    """The docstrings of each module, and each text."""
    found = [Place(path.read_text("utf-8"), path, "") for path in TEXTS]
    for path in SOURCES:
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        found.append(Place("\n".join(docstrings(ast.parse(path.read_text("utf-8")))), path, module))
    return found


def docstrings(block: ast.AST) -> Iterator[str]:
    """The strings that stand as statements of their own in a module, and in what it defines."""
    for statement in getattr(block, "body", ()):
        if isinstance(statement, ast.Expr):
            if isinstance(statement.value, ast.Constant) and isinstance(statement.value.value, str):
                yield statement.value.value
        elif isinstance(statement, (ast.ClassDef, ast.FunctionDef, ast.If)):
            yield from docstrings(statement)


def resolved(name: str) -> bool:
    """Whether a dotted name leads from a module to something."""
    head, *rest = name.split(".")
    thing: object = import_module(head)
    for index, part in enumerate(rest):
        if not hasattr(thing, part):
            if find_spec(".".join([head, *rest[: index + 1]])) is None:
                return False
            import_module(".".join([head, *rest[: index + 1]]))
        thing = getattr(thing, part)
    return True


def known(name: str, module: str) -> bool:
    """Whether a role's name can be found: from the package, in the module, or in one of the module's classes."""
    if name.startswith("minigrad."):
        return resolved(name)
    if name.split(".")[0] in ("numpy", "matplotlib", "examples"):
        return resolved(name)
    here = import_module(module)
    owners = [here, *(thing for thing in vars(here).values() if isinstance(thing, type))]
    head, *rest = name.split(".")
    return any(_has(owner, head) and (not rest or _has(getattr(owner, head), rest[0])) for owner in owners)


def _has(owner: object, name: str) -> bool:
    return hasattr(owner, name) or name in getattr(owner, "__annotations__", {})


def test_roles() -> None:
    found = [
        (place.path.name, name)
        for place in places()
        for name in ROLE.findall(place.text)
        if not known(name, place.module)
    ]
    assert found == []
    assert sum(len(ROLE.findall(place.text)) for place in places()) > 50


def test_dotted_names() -> None:
    wrong = []
    for place in places():
        for dotted, member in DOTTED.findall(place.text):
            if not (resolved(f"minigrad{dotted}") or (dotted.endswith((".py", ".toml")))):
                wrong.append((place.path.name, dotted))
            elif (
                member
                and isinstance(thing := getattr(minigrad, dotted.split(".")[1]), type)
                and not hasattr(thing, member)
            ):
                wrong.append((place.path.name, f"{dotted}().{member}"))
    assert wrong == []


def test_files() -> None:
    """Relative to the text's own folder or one above it."""
    wrong = []
    for place in places():
        folders = [folder for folder in place.path.parents if folder == ROOT or ROOT in folder.parents]
        for name in set(PATH.findall(re.sub(r"^>>>.*|^\.\.\. .*|\w+://\S+", "", place.text, flags=re.M))) - MADE_UP:
            if not any((folder / name).exists() for folder in folders):
                wrong.append((place.path.name, name))
    assert wrong == []


def test_programs() -> None:
    named = {name.rstrip(".") for place in places() for name in MODULE.findall(place.text)}
    assert [name for name in named if find_spec(name) is None] == []
    assert len(named) > 3


def test_commands_and_their_options(capsys: pytest.CaptureFixture[str]) -> None:
    options = {
        command.NAME: set(re.findall(r"--[\w-]+", run(capsys, command.NAME, "--help").out)) for command in COMMANDS
    }
    wrong = []
    for place in places():
        for command, rest in COMMAND.findall(place.text):
            wrong += [
                (place.path.name, command, name)
                for name in re.findall(r"--[\w-]+", rest)
                if name not in options[command]
            ]
    assert wrong == []


def test_extras_are_named_and_the_package_itself_is_never_sent_for() -> None:
    """On the public index the name belongs to another project, and an optional library comes with an extra."""
    everything = {
        path: path.read_text("utf-8") for path in [*SOURCES, *TEXTS, ROOT / ".ci" / "run", ROOT / ".ci" / "oldest"]
    }
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    wrong = []
    for path, text in everything.items():
        plain = text.replace('\\"', '"')
        named = [name for names in EXTRA.findall(plain) for name in names.split(",")]
        wrong += [(path.name, name) for name in named if name not in extras]
        wrong += [(path.name, rest) for rest in re.findall(r"pip install (?!\.|[\"']\.|--)([^`\n]*)", plain)]
    assert wrong == []
    assert not any("torch" in text for name in ("dev", "all") for text in extras[name])  # 5.6 GB
