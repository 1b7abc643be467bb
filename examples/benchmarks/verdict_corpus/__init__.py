"""Gradients with known verdicts: right ones in hard places, wrong ones as people get them wrong, and undecidable ones.

``corpus()`` is the whole development set. Every label is justified without minigrad: the smooth formulas carry a
hand-written gradient that the complex step confirms, a wrong case is a right gradient and one named bug that moves it
measurably, and an undecidable case is built so that no derivative exists or none can be seen.

- ``case``: One gradient with its verdict, and the formula that it belongs to.
- ``formulas``: Smooth formulas in closed form, each beside its gradient.
- ``learning``: Losses of small models with hand-written backward passes, as people write them.
- ``hard``: Right gradients made hard to confirm: at another scale, on an offset, with noise, or computed in float32.
- ``relu_network``: A small ReLU network with its gradient by hand, at weights near a kink, on one, and with a unit that
  does nothing.
- ``near_kinks``: Right gradients next to kinks, and where two pieces meet with one slope.
- ``flat_places``: Right gradients at minima, beside dead units, of entries of very different sizes, and of large
  values.
- ``domain_edges``: Right gradients at points next to the edge of a domain.
- ``bugs``: Wrong gradients as people make them: a right gradient and one named mistake.
- ``mistakes``: Wrong gradients that need a formula of their own: the loss and the gradient belong to different
  functions.
- ``contract_mistakes``: Wrong gradients whose function or jac misbehaves: it writes into x, accumulates, or ignores x.
- ``kinks``: Gradients at kinks: the slope on the left is not that on the right, so that no value is the right one.
- ``undecidable``: Gradients on which nothing can be said: on kinks, on jumps, of quantised or random functions.
- ``build``: Puts the development corpus together.
"""

from __future__ import annotations

from examples.benchmarks.verdict_corpus.build import corpus as corpus
from examples.benchmarks.verdict_corpus.case import Case as Case
from examples.benchmarks.verdict_corpus.case import Label as Label
