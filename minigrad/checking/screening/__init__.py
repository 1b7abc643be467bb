"""Finding the wrong entries among millions, along random directions."""
