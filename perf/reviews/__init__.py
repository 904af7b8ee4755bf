"""The review of target tables: who submitted, returned, passed and approved what, with which words, and adjustments."""
