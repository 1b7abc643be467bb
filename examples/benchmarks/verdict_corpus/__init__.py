"""Gradients with known verdicts: right ones in hard places, wrong ones as people get them wrong, and undecidable ones.

``corpus()`` is the whole development set. Every label is justified without minigrad: the smooth formulas carry a
hand-written gradient that the complex step confirms, a wrong case is a right gradient and one named bug that moves it
measurably, and an undecidable case is built so that no derivative exists or none can be seen.
"""

from __future__ import annotations

from examples.benchmarks.verdict_corpus.build import corpus as corpus
from examples.benchmarks.verdict_corpus.case import Case as Case
from examples.benchmarks.verdict_corpus.case import Label as Label
