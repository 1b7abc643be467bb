"""Bad inputs over every public name, written from the documentation alone: each must be refused by name, none in
silence."""
