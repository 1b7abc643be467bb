"""What rows are, how they are checked, and the bad values that they share."""
