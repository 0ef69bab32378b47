"""How much a table of scores may be, and how far the search in it goes."""

__all__ = ["HEADER_ROWS", "MOST_BYTES", "MOST_CELLS", "MOST_COLUMNS", "MOST_PROBLEMS", "MOST_UNPACKED_BYTES"]

# A million scores in the long form are about 30 MB and five million cells.
MOST_BYTES = 200 * 1024 * 1024
MOST_CELLS = 20_000_000
# As many as a spreadsheet has; a row with more is no header, but a file of another kind.
MOST_COLUMNS = 16_384
# A workbook is a ZIP archive: what it unpacks to is what has to be read.
MOST_UNPACKED_BYTES = 1000 * 1024 * 1024

# A header stands within these rows; titles may stand above it.
HEADER_ROWS = 10

# Nobody mends more at once, and a file that is wrong throughout is wrong in one way.
MOST_PROBLEMS = 50
