"""What ``import minigrad`` offers, what it brings along, and what the installed distribution says about itself."""

from __future__ import annotations

import ast
import inspect
import py_compile
import pydoc
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from functools import cached_property
from importlib import import_module, metadata
from pathlib import Path
from types import FunctionType
from typing import get_origin

import pytest

import minigrad

PACKAGE = Path(minigrad.__file__).parent
INITS = sorted(PACKAGE.rglob("__init__.py"))


def imports(path: Path) -> list[tuple[str, str, str | None]]:
    """(module, name, asname) of each import from minigrad in a file."""
    nodes = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.ImportFrom)]
    own = [(node.module, node.names) for node in nodes if node.module and node.module.split(".")[0] == "minigrad"]
    return [(module, alias.name, alias.asname) for module, names in own for alias in names]


EXPORTS = [each for each in imports(PACKAGE / "__init__.py") if each[0] not in ("minigrad", "minigrad.exports")]
NAMES = [name for _, name, _ in EXPORTS]


@pytest.mark.each("path", [path for path in INITS if path.parent.name != "cli"])
def test_every_export_is_written_x_as_x(path: Path) -> None:
    """The form that type checkers take for an export; a second name for the same thing is none.

    The command line is no place to import from.
    """
    assert [name for _, name, asname in imports(path) if asname != name and name != "exported"] == []


def test_each_name_once_and_in_order_of_its_module() -> None:
    assert len(set(NAMES)) == len(NAMES)
    modules = [module for module, _, _ in EXPORTS]
    assert modules == sorted(modules)


@pytest.mark.each(("module", "name"), [(module, name) for module, name, _ in EXPORTS])
def test_the_exported_name_is_the_thing_itself(module: str, name: str) -> None:
    assert getattr(minigrad, name) is getattr(import_module(module), name)


def test_nothing_else_looks_public() -> None:
    """Besides the exports there are only the subpackages, which importing them put there."""
    others = (
        {name for name in vars(minigrad) if not name.startswith("_")}
        - set(NAMES)
        - {"annotations", "cache", "exported", "import_module", "sys", "TYPE_CHECKING"}
    )
    assert {name for name in others if not inspect.ismodule(getattr(minigrad, name))} == set()


def test_what_type_checkers_see_is_what_is_found_at_run_time() -> None:
    """The names are written once, as imports that type checkers read; the code reads them from its own compiled
    form."""
    names: list[str] = getattr(minigrad, "__all__")
    assert sorted(names) == sorted([*NAMES, "plotting", "testing"])
    assert set(names) <= set(dir(minigrad))


@pytest.mark.parametrize("package", ["minigrad", "minigrad.testing", "minigrad.plotting"])
def test_a_star_imports_the_public_names_and_nothing_else(package: str) -> None:
    found: dict[str, object] = {}
    exec(f"from {package} import *", found)
    written = {name for _, name, _ in imports(Path(str(import_module(package).__file__)))} - {"exported"}
    assert found.keys() - {"__builtins__"} == written


def test_help_describes_the_public_names_though_they_are_lazy() -> None:
    text = pydoc.plain(pydoc.render_doc(minigrad))
    for name in ("class Adam(", "class IgnoredArgumentWarning(", "check_gradient(fun", "sigmoid(x", "VERSION\n    0."):
        assert name in text
    assert "assert_gradient(" in pydoc.plain(pydoc.render_doc(minigrad.testing))


def test_it_works_from_a_zip_file_of_compiled_modules(tmp_path: Path) -> None:
    """Without a source file, and without the folder of an installed distribution."""
    names = ["__init__", "exports", "errors"]
    with zipfile.PyZipFile(str(tmp_path / "a.zip"), "w") as archive:
        for name in names:
            compiled = py_compile.compile(str(PACKAGE / f"{name}.py"), str(tmp_path / f"{name}.pyc"), doraise=True)
            archive.write(str(compiled), f"minigrad/{name}.pyc")
    program = "import minigrad; print(minigrad.__version__, minigrad.StepLostError.__module__, 'Adam' in dir(minigrad))"
    command = [sys.executable, "-S", "-c", f"import sys; sys.path.insert(0, {str(tmp_path / 'a.zip')!r}); {program}"]
    run = subprocess.run(command, capture_output=True, text=True, check=True, cwd=tmp_path)
    assert run.stdout.split() == [minigrad.__version__, "minigrad.errors", "True"]


@pytest.mark.parametrize(
    "name",
    "accuracy AdamState Bounds DescentStep Geometry matched MomentumState StateValue sum_to_shape Workers".split(),
)
def test_what_a_signature_or_a_subclass_needs_is_there(name: str) -> None:
    """Types of arguments and results, and what a layer, optimizer or differentiator of one's own is written with."""
    assert name in NAMES


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="module 'minigrad' has no attribute 'Adm'"):
        getattr(minigrad, "Adm")


MEMBERS = (FunctionType, property, cached_property, staticmethod, classmethod)


def public_things() -> Iterator[tuple[str, object]]:
    """Every export, and every public method and property of the exported classes."""
    for name in NAMES:
        thing = getattr(minigrad, name)
        if get_origin(thing) is not None:
            continue  # an alias of a type, explained where it is defined
        yield name, thing
        bases = inspect.getmro(thing) if inspect.isclass(thing) else ()
        members = {
            key: value for base in bases if base.__module__.startswith("minigrad") for key, value in vars(base).items()
        }
        for attribute, member in members.items():
            if isinstance(member, MEMBERS) and not attribute.startswith("_"):
                yield f"{name}.{attribute}", getattr(thing, attribute)


@pytest.mark.each(("name", "thing"), list(public_things()))
def test_every_public_thing_has_a_docstring(name: str, thing: object) -> None:
    assert (inspect.getdoc(thing) or "").strip(), f"{name} has no docstring"
    if inspect.isclass(thing):
        own = thing.__doc__ or ""
        assert own.strip(), f"{name} has no docstring"
        assert not own.startswith(f"{name}("), f"{name} has only the docstring that Python makes"


FRESH = """
import sys
before = set(sys.modules)
import minigrad as mg
print(mg.plotting.__name__, mg.testing.__name__, {"plotting", "testing"} <= set(dir(mg)))
for name in dir(mg):
    getattr(mg, name)
print(*(name for name in set(sys.modules) - before if getattr(sys.modules[name], "__file__", None)))
"""


def test_subpackages_need_no_import_and_all_names_bring_numpy_and_typing_extensions_and_nothing_else() -> None:
    run = subprocess.run([sys.executable, "-c", FRESH], capture_output=True, text=True, check=True)
    subpackages, loaded = run.stdout.splitlines()
    assert subpackages.split() == ["minigrad.plotting", "minigrad.testing", "True"]
    packages = {module.split(".")[0] for module in loaded.split()}
    assert packages - {"__mp_main__"} - set(sys.stdlib_module_names) == {"minigrad", "numpy", "typing_extensions"}


def test_the_distribution_says_what_the_project_says() -> None:
    project = tomllib.loads((PACKAGE.parent / "pyproject.toml").read_text("utf-8"))["project"]
    assert "version" not in project  # it is read from the package, so that it is written once
    assert metadata.version("minigrad") == minigrad.__version__
    assert metadata.metadata("minigrad")["Requires-Python"] == project["requires-python"] == ">=3.11"
    required = [text for text in metadata.requires("minigrad") or [] if "extra ==" not in text]
    assert sorted(text.split(">")[0] for text in required) == ["numpy", "typing-extensions"]


def test_the_package_is_marked_as_typed() -> None:
    assert (PACKAGE / "py.typed").is_file()
