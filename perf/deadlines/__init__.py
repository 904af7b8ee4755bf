"""Until when tables are to be filled in and reviewed: days a year and duty, longer for some departments.

Below drafts and reviews, since a year may be closed for submissions; the pages are in :mod:`perf.overview`.
"""
