"""The field in plain Python: only the standard library is imported here.

Reading order: ``terms`` (the words), ``sources`` (where a value was read), ``text`` and ``values``
(what stands in a cell), ``indicators``, ``funding`` and ``targets`` (what a filled table says),
``table_schema`` (what a form looks like), ``documents`` (the form as a grid, in both directions),
``interchange`` (a target as JSON).
"""
