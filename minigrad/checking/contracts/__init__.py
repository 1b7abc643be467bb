"""What fun and jac do besides computing: writing into arguments, keeping state, returning aliases."""
