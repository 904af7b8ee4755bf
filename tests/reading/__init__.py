"""Readers proved on files that are written here, and on the real documents beside the project."""
