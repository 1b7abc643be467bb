"""Gradients that are right: numerical differentiation, gradient verification and small networks in typed numpy."""
