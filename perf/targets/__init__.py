"""Target tables as they are kept: stored whole, read whole, replaced when imported again."""
