"""The first calls of fun and of jac at x: what the derivative is made of, and what they do besides computing."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from minigrad.arrays import AnyArray, Float64Array
from minigrad.checking.contracts.alike import same
from minigrad.checking.contracts.complex_values import JacobianParts
from minigrad.checking.contracts.findings import FindingKind, described
from minigrad.checking.contracts.watch import Watch, epsilons_of
from minigrad.checking.rules.verdict import Verdict
from minigrad.checking.sparse.completed_pattern import complete
from minigrad.probes.returned_values import COMPLEX, read_array
from minigrad.structures.structured_claims import StructuredClaim, StructuredJac


def first_value(watch: Watch) -> Float64Array:
    """fun at x, (k,), before jac is called: a gradient may need what it leaves behind."""
    given = watch.origin.x.copy()
    value = read_array(watch.subject.fun(given), COMPLEX)
    if isinstance(watch.jac, StructuredJac):
        _require_real(watch, value)
        watch.jac = replace(watch.jac, outputs=value.shape, parts=value.dtype.kind == "c")
    if value.dtype.kind == "c":
        watch.subject = watch.subject.in_parts()
        watch.jac = watch.jac if isinstance(watch.jac, StructuredJac) else JacobianParts(watch.jac, value.ndim)
        value = np.stack([value.real, value.imag], axis=-1)
    watch.output_shape = value.shape
    watch.first_value = watch.watched(value.reshape(-1).astype(np.float64), given)
    watch.pattern = watch.subject.pattern_for(value.size)
    watch.sparse &= value.size > 1 or watch.pattern is not None
    if not watch.sparse:
        watch.start(None)
    return watch.first_value


def _require_real(watch: Watch, value: AnyArray) -> None:
    """Raise where a complex function of complex x would need a derivative of its own kind."""
    structure = watch.subject.structure
    if value.dtype.kind == "c" and structure is not None and structure.is_complex:
        raise TypeError(
            f"`fun` must return real numbers where x is complex, got {value.dtype}; take its real part, its "
            "imaginary part or its absolute value"
        )


def first_claim(watch: Watch) -> AnyArray:
    """What jac claims at x, copied before anything else can happen to it."""
    given = watch.x.copy()
    returned = watch.jac(given)
    if watch.sparse:
        shape = (watch.first_value.size, watch.x.size)
        watch.start(complete(watch.subject.sparse_probe, watch.pattern, returned, shape))
    array = watch.read(returned)
    watch.claimed, watch.claimed_epsilon = array.copy(), epsilons_of(returned, array)
    if not same(given, watch.x):
        watch.note(FindingKind.JAC_WRITES_INTO_X, "the array passed to it was changed; let it work on a copy")
    if isinstance(returned, StructuredClaim):
        _note_structure(watch, returned)
    elif np.shares_memory(array, given):
        watch.note(FindingKind.JAC_RETURNS_ALIAS, "it returned (part of) its own input; return a new array")
    _call_elsewhere(watch)
    watch.overwritten = not same(watch.read(returned), watch.claimed)
    return watch.claimed


def _note_structure(watch: Watch, claim: StructuredClaim) -> None:
    """What is wrong with a structure, by name."""
    if claim.reading.differences:
        watch.note(FindingKind.JAC_SHAPE, f"it must have the structure of x: {'; '.join(claim.reading.differences)}")
    if claim.narrowed:
        watch.note(FindingKind.JAC_DTYPE, "; ".join(claim.narrowed), Verdict.PASS)
    if claim.shares is not None:
        watch.note(FindingKind.JAC_RETURNS_ALIAS, f"`{claim.shares}` is (part of) its own input; return a new array")


def _call_elsewhere(watch: Watch) -> None:
    """jac next to x, which must not change what it has returned."""
    try:
        watch.jac(watch.nearby().astype(watch.x.dtype))
    except Exception as error:  # only at x nothing is caught
        watch.note(FindingKind.JAC_RAISES, f"next to x it raised {described(error)}", Verdict.PASS)
