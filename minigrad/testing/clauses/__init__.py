"""How the promises of each kind of class are tried."""
