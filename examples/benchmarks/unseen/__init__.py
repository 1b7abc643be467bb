"""Random formulas with right and wrong gradients, for verdicts on functions that nobody tuned the check for."""
