"""Slopes of functions with noise, kinks, jumps and steps, from a ladder of steps and Lepski's rule."""
