"""Families of functions with right, wrong and undecidable gradients, each made from a seed."""
