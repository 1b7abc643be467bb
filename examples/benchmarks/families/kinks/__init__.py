"""Families of functions with kinks, joints and jumps.

- ``terms``: Sums of functions of one number each, with what is known of every summand.
- ``losses``: Losses of a network's outputs by hand: value, gradient, change along a direction, and distance to the next
  kink.
- ``relu_net``: A ReLU network in plain numpy with its backward pass by hand, and its slope on each side of every entry.
- ``network_member``: A ReLU network's loss as a function of some of its parameters, with its slopes in longdouble on
  both sides.
- ``networks``: ReLU networks on digits and on random data, at the start, after training, and with a unit at its kink.
- ``piecewise``: Piecewise linear functions with kinks near x or at x, and sorting, clipping and maxima with near ties.
- ``small_kinks``: A smooth function plus a small kink very near x: k |x - c|, with k from 1e-6 to 1e-4 of the slope.
- ``curves``: Smooth functions of one number with their first derivatives by hand, in the precision of their argument.
- ``joints``: Joints: two smooth pieces that meet with one slope but another curvature, at x itself and near it.
- ``steps``: Piecewise constant functions between their jumps, where the slope is 0, and the sawtooth, where it is not.
- ``company``: One entry among different other entries, on which its verdict must not depend.
"""
