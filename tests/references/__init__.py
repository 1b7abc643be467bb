"""Scripts that computed the expected values of tests with other libraries. The tests read what they wrote."""
