"""Derivatives from complex steps, and the comparison with real ones that shows whether f takes them."""
