"""Problems of differentiation with references of 32 digits."""
