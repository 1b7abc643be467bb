"""Forward and backward passes in plain numpy, as courses and books write them: two functions, or methods of one
object."""
