"""Following an optimizer downhill: :func:`minimize`, the article's gradient method, and how it ended."""

from minigrad.descent.divergence import DivergenceError as DivergenceError
from minigrad.descent.minimize import minimize as minimize
from minigrad.descent.outcome import DescentOutcome as DescentOutcome
from minigrad.descent.result import DescentResult as DescentResult
from minigrad.descent.result import DescentStep as DescentStep
