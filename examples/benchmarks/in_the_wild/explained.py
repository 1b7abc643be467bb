from examples.benchmarks.in_the_wild.explanation import Cause, Explanation
EXPLAINED: tuple[Explanation, ...] = ()
