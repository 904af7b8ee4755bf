"""Jixiao 绩效: performance targets of budget departments, read, held and printed as the official table.

Start reading at :mod:`perf.domain` (what a table, a value and a target are), then
:mod:`perf.domain.documents` (a table and its two directions, ``compose`` and ``recognise``).
``perf.reading`` turns files into grids and ``perf.rendering`` turns documents into files;
both lean on the domain and never on each other. The map of the house is ``docs/architecture.md``.
"""
