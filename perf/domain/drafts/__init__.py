"""A target table while it is being filled: typed texts, any of them, on the lines of a form.

Read in this order: ``rows`` (what a draft is), ``cells`` (which cells a form has), ``beginning`` (a target as a draft),
``reading`` (the target that a draft states), ``sheet`` (a draft on the lines of its form), ``merging`` (two people in
one row).
"""
