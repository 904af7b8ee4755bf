"""How large a file may be. Real documents stay far below; what exceeds these is a mistake or an attack."""

FILE_BYTES = 50 * 1024 * 1024
"""Largest file."""

UNPACKED_BYTES = 100 * 1024 * 1024
"""Most that a docx or xlsx may unpack to."""

ARCHIVE_ENTRIES = 1_000
"""Most files inside a docx or xlsx."""

JSON_BYTES = 8 * 1024 * 1024
"""Most JSON in one file or one attachment: it is checked item by item outside of the process that reads."""

JSON_OBJECTS = 20_000
"""Most objects in it, about three for each indicator."""

HTML_TAGS = 1_000_000
"""Most tags of a web page; each takes memory, however little it says."""

LINE_TABS = 1_000
"""Most tabs in one line of text."""

ARCHIVE_RATIO = 100
"""Most that such a file may grow by unpacking, counted once it unpacks to more than :data:`SMALL_BYTES`."""

SMALL_BYTES = 4 * 1024 * 1024
"""Unpacked sizes below this are harmless whatever their ratio."""

TABLE_ROWS = 5_000
"""Most rows of one table."""

TABLE_COLUMNS = 60
"""Most columns of one table."""

FILE_CELLS = 200_000
"""Most cells with content in one file."""

CELL_CHARACTERS = 20_000
"""Longest text of one cell; longer ones are refused, naming the cell."""

PDF_PAGES = 500
"""Most pages of a PDF."""

NESTED_TABLES = 8
"""Deepest that tables may stand inside each other's cells."""

CHILD_MEMORY_BYTES = 440 * 1024 * 1024
"""Memory of the process that reads, everything counted; with the process that asks it stays below 512 MB."""

CHILD_SECONDS = 8
"""Time that reading one file may take, on the clock and on the processor: people are answered within ten."""

ANSWER_BYTES = 100 * 1024 * 1024
"""Longest answer that is taken from the process that reads."""
