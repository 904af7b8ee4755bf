"""The PDF page: pure layout laws first, then real files read back by other programs."""
