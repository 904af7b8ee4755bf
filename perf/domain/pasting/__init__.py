"""A block of cells copied out of Excel, WPS or Word, and what it puts into a draft. Nothing is silently dropped.

Read in this order: ``clipboard`` (text to cells), ``pasted_block`` (what comes of it), ``paste`` (which of the three
ways: as a whole table, by its headings, from a cell on), ``headings``, ``lines`` (cells to the columns of a block),
``labels`` (merged labels go on downwards), ``value_parts`` (``≥95%`` to sign, number, unit and back), ``mangling``
(what Excel did to texts), ``slots`` (head, goals and money), ``targets`` (which rows of the draft they go into).
"""
