"""The sample screens' parts: the shelf, adding work, names in it, looking at every page, and what it is about."""
