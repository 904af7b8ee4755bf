"""Drafts of target tables: typed in the browser, saved row by row, with every change kept."""
