"""What screening and spot checks say about right gradients, and about gradients with one wrong entry.

- ``screened_networks``: Networks and other losses of many parameters, one for each seed, for the screening of
  gradients.
"""
