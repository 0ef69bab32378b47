"""The rubric screens' parts: the shelf, one rubric as a table, and the table to write one."""
