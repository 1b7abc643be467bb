"""Whether a template explains every error of a claim, and whether that could be chance."""

from __future__ import annotations

import numpy as np

from minigrad.arrays import BoolArray, Float64Array, IntArray
from minigrad.checking.explaining.entries_to_explain import Entries
from minigrad.checking.explaining.explaining_settings import EXPLAINING
from minigrad.checking.explaining.mistakes import Template
from minigrad.checking.rules.check_settings import CHECK


def explained(template: Template, entries: Entries) -> float | None:
    """The part of the error that is explained in the entry where that is least, None where not each error is explained
    to within what is allowed, a right entry would be wrong, or the fit could be chance."""
    off = np.abs(entries.a - template.predicted)
    slack = np.maximum(template.error, CHECK.rtol * np.abs(template.predicted))
    wrong = entries.wrong & np.isfinite(off)
    fits = off <= np.where(wrong, slack, np.maximum(slack, entries.allowed))
    if not wrong.any() or not (fits | np.isnan(off)).all() or not _no_chance(template, entries, slack, wrong):
        return None
    left = np.maximum(off - template.error, 0.0)[wrong] / np.abs(entries.gap[wrong])
    return 1.0 - float(np.max(left))


def _no_chance(template: Template, entries: Entries, slack: Float64Array, wrong: BoolArray) -> bool:
    """Whether enough different entries are explained, and to enough digits: each fits by chance with a probability of
    about what is allowed over what it is off by."""
    gap = np.abs(entries.gap[wrong])
    digits = np.log10(gap / np.maximum(slack[wrong], np.finfo(np.float64).eps * gap))
    different = [float(digits[group].max()) for group in _alike(template.varied[wrong])]
    surplus = sum(sorted(different, reverse=True)[template.free :])
    return len(different) >= template.least and surplus >= EXPLAINING.digits


def _alike(values: Float64Array) -> list[IntArray]:
    """The places of values that are the same up to rounding, group by group."""
    order = np.argsort(values)
    ranked = values[order]
    apart = np.diff(ranked) > EXPLAINING.alike * np.maximum(np.abs(ranked[1:]), np.abs(ranked[:-1]))
    return np.split(order, np.flatnonzero(apart) + 1)
