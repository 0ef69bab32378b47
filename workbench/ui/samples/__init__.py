"""The sample screens' parts: the shelf, adding work, names in texts and on pages, looking, and what it is about."""
