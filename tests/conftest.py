"""What makes the whole run cheaper without changing what it tests."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Generator, Iterator
from types import ModuleType

import hypothesis
import pytest
from hypothesis.internal.conjecture import providers

from tests import each, measured_texts

# The same examples in every run and every process, and nothing written into the tree. Numbers from the source of
# modules that happen to be loaded, which hypothesis draws too, would make the examples depend on what ran before.
hypothesis.settings.register_profile("minigrad", derandomize=True, database=None, deadline=None, max_examples=25)
hypothesis.settings.load_profile("minigrad")
setattr(providers, "is_local_module_file", lambda path: False)

# Before numpy is imported, since BLAS reads it once. The threads of a pool cost more than they bring at these sizes,
# and half a minute where other programs need the cores. What it should be is left to who calls, if that was said.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# Where this is set, some sixty processes would compile all of the package again, and each run all of the tests.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", each.DESCRIPTION)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    each.announce(metafunc)


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    return each.run(pyfuncitem)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Thousands of tests stay until the end; the search for garbage need not go through them, neither while they are
    collected nor later, nor so often."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.collect()
        gc.freeze()
        gc.set_threshold(200_000, 20, 20)
        gc.enable()


@pytest.fixture(scope="session", autouse=True)
def main_is_not_pytest() -> Iterator[None]:
    """Spawned processes import the main module of this one, and would import pytest, which is a third of their
    start."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "__main__", ModuleType("__main__"))
        yield


@pytest.fixture(scope="session", autouse=True)
def texts_are_measured_once() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        measured_texts.measure_once(patch)
        yield
