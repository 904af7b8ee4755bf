"""The official table as a grid, in both directions: ``compose`` prints a target, ``recognise`` reads it."""
