"""How the levels of a cell lie, ready to be shown: strips of dots and their words, for the app's pages and the wall."""
