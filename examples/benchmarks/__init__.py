"""Programs that compare minigrad with other libraries, and the results that they printed."""
