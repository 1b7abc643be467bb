"""The loss of a network with one parameter moved, where only what that parameter reaches is computed again."""
