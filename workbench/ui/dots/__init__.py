"""Anonymous dots: how the levels of a cell lie, as a picture, as words and as a table."""
