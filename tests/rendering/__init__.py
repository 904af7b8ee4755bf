"""What is written must be read back: every format, with hostile text."""
