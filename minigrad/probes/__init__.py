"""How values of f are obtained: one after the other, in one call, in many processes, or from the structure of f."""
