"""Why a gradient is wrong: likely mistakes, the Taylor remainder, and what the check would have noticed."""
