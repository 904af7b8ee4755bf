"""Published target tables as people read them: lists, the official page, downloads, and the preview of a file."""
