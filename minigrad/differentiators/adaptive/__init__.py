"""Derivatives with honest error bounds from a method that adapts to the function."""

from minigrad.differentiators.adaptive.adaptive_difference import AdaptiveDifference as AdaptiveDifference
