"""All tuning numbers of the adaptive method, each with its unit and its meaning."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, final


@final
@dataclass(frozen=True, slots=True)
class AdaptiveSettings:
    """The numbers that the adaptive method was tuned with, none of which a caller has to know.

    "Roundings" are rounding errors of a value of f, eps (|f| + what f changes by over the window); "changes" are the
    relative changes of the slope over the window that ``windows.quartic_fit`` defines.

    ``python -m examples.benchmarks.differentiation.settings_study`` halves and doubles each of them on the functions
    for tuning. Marked with * are those that it calibrates: then the coverage of the bounds changes, their mean by 2 %,
    or the evaluations by 0.5 %. The others were chosen; they decide single cases, or exclude absurd ones.
    """

    # The first window, and the points in a window
    first_window: float = 0.0413
    """* Units of |x|; a generic number, as round ones hide rounding errors of f."""
    one_sided_stretch: float = 4.0
    """How many times longer the first window is where all points lie on one side."""
    nearest_bound: float = 1e-3
    """First windows; a bound nearer than this makes the line one-sided."""
    smallest_scale: float = 1e-305
    """An |x| below this is no scale, since steps in proportion to it would underflow."""
    one_sided_pair: float = 0.7
    """The second point of a pair on a one-sided line, in units of the first."""
    sentinel: float = 1 / 211.3
    """* Windows; the step of the first sentinel."""
    second_sentinel: float = 1 / 6.5e9
    """* Windows; the shortest step of the second sentinel."""
    sentinel_ratio: float = 1e3
    """The second sentinel's step is shorter than the first one's by at least this factor."""
    visible: float = 100.0
    """Roundings; what f moves by at the second sentinel, so that standing still there is no accident."""
    sentinel_longest: float = 50.0
    """* A sentinel's step above window / 50 is renewed when the window changes,"""
    sentinel_shortest: float = 3e4
    """* and so is one below window / 3e4."""

    # The quartic through the coarse rungs
    best_change: float = 1 / 400
    """* The change at which rounding and truncation errors of the extrapolation balance."""
    largest_best_change: float = 0.4
    """* The same for noise, however large."""
    noise_of_best_change: float = 2.5e14
    """* 1 / relative noise from which on the best change grows, as noise^(2/9)."""
    largest_change: float = 0.25
    """* A larger change means that the window does not resolve f."""
    window_tolerance: float = 5.0
    """* A window within this factor of the best one need not move: the table makes up for it."""
    change_tolerance: float = 16.0
    """A change within this factor of the best one is accepted without further calculation, if f is not noisy:"""
    quiet: float = 1e-14
    """f varies by more than rounding / 1e-14 over the window."""
    change_of_noise: float = 10.0
    """* The change that noise alone seems to make, in units of noise over variation."""
    error_of_noise: float = 50.0
    """* The relative error of a first derivative in the same units,"""
    error_of_noise_second: float = 250.0
    """and of a second derivative."""
    goal: float = 2e-13
    """* A relative error bound that is not worth more evaluations."""
    noisy_move: float = 8.0
    """* Windows; the least move where noise explains the change."""
    variation: float = 4.0
    """|f|; where f varies by more over the window, a longer one gains nothing: noise is relative to f."""
    quartic_error: float = 4.0
    """* The quartic is off by up to curvature times step / 4 at the sentinel."""
    rounding_margin: float = 8.0
    """Roundings that a difference of two values is allowed before anything else is made responsible."""
    noise_margin: float = 4.0
    """* Deviations up to this many times the known noise are that noise."""
    average_rounding: float = 0.25
    """* Roundings; the noise that is assumed where none has been measured."""
    loud: float = 30.0
    """* Roundings; noise beyond them has to be confirmed by the second sentinel."""

    # What the second sentinel decides
    persistence: float = 1 / 8
    """The least share of the first deviation that noise has at the second sentinel."""
    kink_tolerance: float = 1 / 4
    """How much the jumps of the slope at two sentinels may differ, relatively, for being one kink."""

    # Plateaus
    plateau: float = 5e-4
    """|x|; where f is constant over more than this, it may have the slope that was found, or 0."""
    least_power: float = 1.3
    """* The least p - 1 of f = t^p at a stationary point; 1 would be the minimum of a parabola."""
    stationary_margin: float = 1e3
    """Roundings by which f would still move in the shorter window, for that to be tried."""
    hidden_size: float = 1.0
    """The size of numbers that may be rounded inside a function that is constant around x."""
    saturation: float = 1e-6
    """Slopes that fall off by more than this where f becomes constant belong to a saturating f, not to a kink."""
    most_levels: float = 8.0
    """Levels of a quantised f on the shorter rung, up to which its values are recognised as multiples of one level,"""
    level_tolerance: float = 1e-4
    """to this accuracy in levels,"""
    most_levels_above: float = 1e3
    """and up to this many levels on the longer rung."""
    zero_slope: float = 4.0
    """Units of eps; the bound on a slope of 0 beside a kink, relative to the slope further out."""

    # A component of f that is too fast for the ladder
    component_margin: float = 8.0
    """* How many times faster or larger than the sentinel's deviation something must be to count as another thing."""
    component_step: float = 1e3
    """* Second sentinels or spacings of x; no shorter window is tried for a component."""
    explained_rounding: float = 100.0
    """Roundings that are not counted as curvature of a component."""
    explained_size: float = 30.0
    """Deviations; the largest component that explains one."""

    # Where to look next
    flat: float = 64.0
    """Roundings that f may move by over the whole window without that being more than rounding."""
    zoom: float = 1e-3
    """Windows; how much closer a point is looked at that seems to be stationary, and units of |x| for giving up."""
    reach: float = 100.0
    """|x| or 1; how far f is looked at before it is taken for constant."""
    reserve: float = 10.0
    """Evaluations that must be left for another window and its ladder."""
    shortest: float = 64.0
    """Spacings of x; the shortest third rung."""
    edge_window: float = 1e-8
    """|x|; the window from which an edge of the domain is confirmed,"""
    edge_sentinel: float = 1e-9
    """|x|; by a sentinel closer than this."""
    bracket: float = 8.001
    """The ratio of a window that is too long to one that resolves f, at which the search between them ends."""
    bracket_margin: float = 1.5
    """* How close a new window may come to one of these."""
    bracket_shrink: float = 4.0
    """How far below a window that is too long the next one is, while none resolves f."""
    noise_like: float = 32.0
    """* Deviations; curvature up to this may be noise."""
    noise_reach: float = 4.0
    """|x| or 1; the longest window that is tried against noise."""
    noise_bracket: float = 8.0
    """The least ratio of a window that is too long to the present one, for longer ones to be tried against noise."""
    noise_growth: float = 300.0
    """* Windows; a move against noise."""
    plateau_growth: float = 4.0
    """Windows; a move off a plateau whose end has been seen."""
    least_shrink: float = 1 / 8
    """* Windows; the longest move down of a window that resolves f."""
    flat_growth: float = 16.0
    """* Windows; a move where f does not move,"""
    flat_unit: float = 0.04
    """but at least to this length."""

    # The bound
    truncation_factor: float = 4.0
    """* How many times its estimate the truncation error may be,"""
    noise_factor: float = 18.0
    """* and the noise, for the bound to hold in more than 99.5 % of all cases."""
    nonsmooth_factor: float = 3.0
    """* How many times its noise an estimate of a kink has to exceed."""
    irregular: float = 3.0
    """How many times faster or slower than 16 the second column may converge from row to row."""
    kink_in_second: float = 16.0
    """What a kink of size 1 adds to the error of H times the second derivative."""
    rounding_noise: float = 0.3
    """* Units of eps |f|; the least noise: a correctly rounded value is off by 0.29 on average."""
    grown_noise: float = 5.0
    """Noise at the end of the window is at most this many times what the table's last gaps show."""
    few_samples: float = 1.5
    """* Noise of which there are two samples only counts this many times."""
    quartic_gain: float = 3.0
    """What noise of size 1 becomes in the quartic's slope times H."""
    swamped: float = 0.3
    """* What f moves by on the ladder; noise above it leaves nothing to see."""

    # Another ladder
    pays: float = 5.0
    """* How many times truncation has to exceed noise for a shorter ladder to pay."""
    shorter_ladder: float = 1 / 1.7
    """* Windows; the longest shorter ladder,"""
    shortest_ladder: float = 1 / 16
    """the shortest one,"""
    finite_ladder: float = 0.25
    """and the next one where f is not finite."""
    ladder_reserve: float = 8.0
    """Evaluations that must be left for it."""
    second_gain: float = 3.0
    """How many times smaller the bound of a second derivative has to be for another ladder to be tried."""

    # What is reported
    precise: float = 1e-8
    """A relative error that counts as converged, whatever it is due to."""
    vague: float = 0.1
    """A relative error beyond which nothing is resolved."""


SETTINGS: Final = AdaptiveSettings()
"""The settings that all of the method uses."""
