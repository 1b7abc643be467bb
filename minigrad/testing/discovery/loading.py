"""Executes a file, notebook or module once, as if it were imported, and says how far that came."""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
import os
import sys
from collections.abc import Iterator
from contextlib import chdir, contextmanager, redirect_stdout, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType
from typing import final

from minigrad.testing.discovery.hidden import hidden_in
from minigrad.testing.discovery.items import NotChecked
from minigrad.testing.discovery.sources import Source, read_sources
from minigrad.testing.discovery.user_errors import described


@final
@dataclass(frozen=True)
class Loaded:
    """A module that was executed, perhaps not to its end.

    Attributes:
        module: what it defined.
        name: which of its names is meant, or None for all.
        target: how a test imports it; nothing for a notebook.
        source_sha256: of its text.
        left_out: parts that were not executed, with the reason.
        ended: what ended it early, or nothing.
        file: its name, where it is no module that can be imported.
    """

    module: ModuleType
    name: str | None
    target: str
    source_sha256: str
    left_out: tuple[NotChecked, ...] = ()
    ended: str = ""
    file: str = ""

    @property
    def label(self) -> str:
        """What messages call it: a file's name, or the module's."""
        return self.file or self.module.__name__


@contextmanager
def loaded(target: str) -> Iterator[Loaded]:
    """The module that ``path/to/file.py[:name]``, ``path/to/notebook.ipynb[:name]`` or ``module[:name]`` means.

    While the context lasts, the module finds the files beside it and an empty command line, what it prints goes to
    stderr, and no compiled files are written.

    Raises:
        FileNotFoundError: there is no such file.
        ImportError: there is no such module, or it does not import; whatever it raised is the cause.
    """
    place, name = _split(target)
    path = Path(place) if place.endswith((".py", ".ipynb")) else None
    with _environment(path), _printing_to_stderr():
        with chdir("."):  # it may go elsewhere
            module = _execute(path) if path else _import(place)
        yield replace(module, name=name)


def _split(target: str) -> tuple[str, str | None]:
    place, _, name = target.rpartition(":")
    return (place, name or None) if place and "/" not in name and "\\" not in name else (target.removesuffix(":"), None)


@contextmanager
def _environment(path: Path | None) -> Iterator[None]:
    """What a file would find if it were run by itself, without arguments."""
    before = sys.argv, sys.path, sys.dont_write_bytecode
    folder = path.resolve().parent if path else Path.cwd()
    sys.argv = [str(path)] if path else sys.argv[:1]
    sys.path = [str(folder), *sys.path]
    sys.dont_write_bytecode = True
    try:
        yield
    finally:
        sys.argv, sys.path, sys.dont_write_bytecode = before


@contextmanager
def _printing_to_stderr() -> Iterator[None]:
    """What the file prints, also by programs that it runs, does not end up in a result that is printed as JSON."""
    sys.stdout.flush()
    before = _redirect_descriptor()
    try:
        with redirect_stdout(sys.stderr):
            yield
    finally:
        if before is not None:
            (sys.__stdout__ or sys.stdout).flush()
            os.dup2(before, 1)
            os.close(before)


def _redirect_descriptor() -> int | None:
    """Send what is written past ``sys.stdout`` to stderr, too; returns what stdout was, or None where a stream is
    closed."""
    with suppress(OSError):
        before = os.dup(1)
        os.dup2(2, 1)
        return before
    return None


def _execute(path: Path) -> Loaded:
    """Execute a file; it is compiled as it stands, since a compiled file may be as old as what was there before."""
    sources = read_sources(path)
    module = ModuleType(f"checked_{path.stem}")
    module.__file__ = str(path)
    sys.modules[module.__name__] = module  # dataclasses look their module up there
    if path.suffix == ".ipynb":
        vars(module)["display"] = _ignored  # notebooks have it without an import
    ended = _run(module, sources)
    digest = hashlib.sha256("".join(source.text for source in sources).encode()).hexdigest()
    reasons = [(source, source.left_out or source.partly) for source in sources]
    left_out = [NotChecked(_short(source), reason, claimed=False) for source, reason in reasons if reason]
    left_out += [
        each for source in sources if not source.left_out and not ended for each in hidden_in(source.compiled(), module)
    ]
    if ended:
        left_out.append(NotChecked(path.name, f"it ended with {ended}; what follows there was not executed"))
    importable = path.stem if path.suffix == ".py" and not ended else ""
    return Loaded(module, None, importable, digest, tuple(left_out), ended, path.name)


def _run(module: ModuleType, sources: list[Source]) -> str:
    """Execute all pieces, and say what ended that, if anything did."""
    try:
        for source in sources:
            if not source.left_out:
                exec(source.compiled(), vars(module))
    except KeyboardInterrupt:
        raise
    except SystemExit as error:
        return f'{described(error)}; put what runs a program below `if __name__ == "__main__":`'
    except BaseException as error:
        return described(error)
    return ""


def _import(name: str) -> Loaded:
    if Path(name).is_file() or not all(part.isidentifier() for part in name.split(".")):
        raise ImportError(
            f"{name or 'an empty name'} is neither a .py file, nor a notebook (.ipynb), nor the name of a module"
        )
    try:
        module = importlib.import_module(name)
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        raise ImportError(f"{name} does not load: {described(error)}") from error
    file = getattr(module, "__file__", None)
    text = Path(file).read_bytes() if file and Path(file).suffix == ".py" else name.encode()
    return Loaded(module, None, name, hashlib.sha256(text).hexdigest())


def _short(source: Source) -> str:
    return source.name.replace("\\", "/").rpartition("/")[2]


def _ignored(*values: object) -> None:
    del values
